-- A person who goes takes everything along. What stays is the audit log, under a number that leads to nobody.

-- Nothing is noted of somebody who is not there: what was under way when they went fails, instead of leaving a trace of them. 0 is nobody, and
-- the numbers of those who went are below it.
CREATE FUNCTION check_audit_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.user_id > 0 THEN
    PERFORM 1 FROM users WHERE id = NEW.user_id FOR KEY SHARE;
    IF NOT FOUND THEN RAISE EXCEPTION 'there is no user %', NEW.user_id USING ERRCODE = 'foreign_key_violation'; END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION check_audit_person() FROM PUBLIC;
CREATE TRIGGER "audit_log_has_person" BEFORE INSERT ON "audit_log" FOR EACH ROW EXECUTE FUNCTION check_audit_person();

-- Deletes whoever calls it, and nobody else: it takes no argument. Jobs that are at work go too; their workers find nothing to do.
CREATE FUNCTION delete_current_user() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  me bigint := current_user_id();
  -- Drawn, not worked out from anything of theirs.
  pseudonym bigint := -1 - ('x' || left(encode(uuid_send(gen_random_uuid()), 'hex'), 12))::bit(48)::bigint;
  address text;
  accounts bigint[] := account_ids();
BEGIN
  -- Whoever notes something of them, or adds anything, waits, and then finds them gone.
  SELECT email INTO address FROM users WHERE id = me FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM graphile_worker._private_jobs j USING sync_runs r WHERE r.broker_account_id = ANY (accounts) AND j.key = 'sync:' || r.id;
  DELETE FROM broker_limits b USING broker_links l WHERE l.broker_account_id = ANY (accounts) AND right(b.scope, 36) = l.key_group::text;
  DELETE FROM sign_in_attempts a USING unnest(ARRAY[lower(address), me::text]) AS own
    WHERE split_part(a.key, ':', 2) = rtrim(translate(encode(sha256(convert_to(own, 'UTF8')), 'base64'), '+/', '-_'), '=');
  DELETE FROM users WHERE id = me;
  -- Kept by triggers, also by those of the line above.
  DELETE FROM market_versions WHERE user_id = me;
  UPDATE audit_log SET user_id = pseudonym, subject = split_part(subject, ':', 1), detail = '{}' WHERE user_id = me;
  INSERT INTO audit_log (user_id, event) VALUES (pseudonym, 'user_deleted');
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION delete_current_user() FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES ('EXECUTE', 'FUNCTION delete_current_user()');

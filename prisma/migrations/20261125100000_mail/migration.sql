-- Messages to people, and the links in them.

-- What waits to be sent. It holds no link: that is made at the moment of sending, so nobody who reads this table can use one.
CREATE TABLE "outgoing_mails" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "user_id" BIGINT,
    "content" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_mails_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "verification_tokens" (
    "token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" BIGINT,
    "email" TEXT NOT NULL,
    "content" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "verification_tokens_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "verified_emails" (
    "user_id" BIGINT NOT NULL,
    "email" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verified_emails_pkey" PRIMARY KEY ("user_id")
);

CREATE INDEX "outgoing_mails_due_at_idx" ON "outgoing_mails"("due_at");
CREATE INDEX "outgoing_mails_user_id_idx" ON "outgoing_mails"("user_id");
CREATE INDEX "verification_tokens_user_id_idx" ON "verification_tokens"("user_id");

ALTER TABLE "outgoing_mails" ADD CONSTRAINT "outgoing_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "verification_tokens" ADD CONSTRAINT "verification_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "verified_emails" ADD CONSTRAINT "verified_emails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

ALTER TABLE "outgoing_mails" ADD CONSTRAINT "outgoing_mails_kind"
  CHECK ("kind" IN ('sign_up', 'verify_email', 'change_email', 'email_changing', 'email_changed', 'reset_password'));
ALTER TABLE "verification_tokens" ADD CONSTRAINT "verification_tokens_kind"
  CHECK ("kind" IN ('sign_up', 'verify_email', 'change_email', 'reset_password'));

-- No policy: only the functions below read or write them.
ALTER TABLE "outgoing_mails" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "verification_tokens" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "verified_emails" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "verified_emails" USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()));

-- Has a message sent. It is the same work for an address that somebody has and for one that nobody has: whose it is, the worker looks up.
CREATE FUNCTION queue_mail(mail_kind text, mail_address text, mail_content jsonb) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO outgoing_mails (kind, address, user_id, content) VALUES (mail_kind, mail_address, current_user_id(), mail_content)
$$;

-- Takes messages that are due, for so long that no other worker takes them too; with each goes whose address it is.
CREATE FUNCTION claim_mails(at_most int, lease interval)
RETURNS TABLE (id bigint, kind text, address text, content jsonb, attempts int, user_id bigint, owner_id bigint, owner_name text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH due AS (
    SELECT m.id FROM outgoing_mails m WHERE m.due_at <= now() ORDER BY m.due_at LIMIT at_most FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE outgoing_mails m SET attempts = m.attempts + 1, due_at = now() + lease FROM due WHERE m.id = due.id RETURNING m.*
  )
  SELECT t.id, t.kind, t.address, t.content, t.attempts, t.user_id, u.id, u.name
  FROM taken t LEFT JOIN users u ON lower(u.email) = lower(t.address)
$$;
-- A message has been sent, or is given up: nothing of it stays. With a delay it is tried again.
CREATE FUNCTION settle_mail(mail_id bigint, again_after interval) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM outgoing_mails WHERE id = mail_id AND again_after IS NULL;
  UPDATE outgoing_mails SET due_at = now() + again_after WHERE id = mail_id AND again_after IS NOT NULL
$$;

-- A link's token, by its hash. Of one kind and address only the newest is good.
CREATE FUNCTION auth_make_token(new_hash text, token_kind text, for_user bigint, for_email text, token_content jsonb, good_for interval) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM verification_tokens WHERE expires_at <= now()
    OR (kind = token_kind AND (user_id = for_user OR (for_user IS NULL AND lower(email) = lower(for_email))));
  INSERT INTO verification_tokens (token_hash, kind, user_id, email, content, expires_at)
  VALUES (new_hash, token_kind, for_user, for_email, token_content, now() + good_for)
$$;
-- What a link is for, while it is good. One that changes an address is void once the password has changed: who asked may be locked out by that.
CREATE FUNCTION auth_token(wanted_hash text) RETURNS TABLE (kind text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.kind, t.email FROM verification_tokens t LEFT JOIN user_passwords p ON p.user_id = t.user_id
  WHERE t.token_hash = wanted_hash AND t.expires_at > now() AND (t.kind <> 'change_email' OR p.updated_at IS NULL OR t.created_at > p.updated_at)
$$;

CREATE FUNCTION note_verified_email(of_user bigint, of_email text) RETURNS void LANGUAGE sql VOLATILE SET search_path = pg_catalog, public AS $$
  INSERT INTO verified_emails AS v (user_id, email) VALUES (of_user, of_email)
  ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, verified_at = now() WHERE v.email <> excluded.email
$$;
REVOKE ALL ON FUNCTION note_verified_email(bigint, text) FROM PUBLIC;

-- Sets a new password by a link that was sent to the person's address, which is thereby verified. Every session ends, and so does every other
-- link that was sent. False when the link is not good (any more).
CREATE FUNCTION auth_reset_password(wanted_hash text, new_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  link verification_tokens;
BEGIN
  DELETE FROM verification_tokens t WHERE t.token_hash = wanted_hash AND t.kind = 'reset_password' AND t.expires_at > now() RETURNING * INTO link;
  IF link.user_id IS NULL OR NOT EXISTS (SELECT 1 FROM users u WHERE u.id = link.user_id AND lower(u.email) = lower(link.email)) THEN RETURN false; END IF;
  INSERT INTO user_passwords (user_id, hash) VALUES (link.user_id, new_hash)
  ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, updated_at = now();
  DELETE FROM sessions s WHERE s.user_id = link.user_id;
  DELETE FROM verification_tokens t WHERE t.user_id = link.user_id;
  PERFORM note_verified_email(link.user_id, link.email);
  INSERT INTO audit_log (user_id, event, subject) VALUES (link.user_id, 'password_reset', 'user:' || link.user_id);
  RETURN true;
END $$;

-- Follows a link that says "this address is mine": of somebody who signs up, who has signed up, or who changes the address. Returns what was
-- done, 'taken' when somebody else has the address by now, null when the link is not good (any more).
CREATE FUNCTION auth_verify_email(wanted_hash text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  link verification_tokens;
  of_user bigint;
  old_email text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM auth_token(wanted_hash) t WHERE t.kind <> 'reset_password') THEN RETURN NULL; END IF;
  DELETE FROM verification_tokens t WHERE t.token_hash = wanted_hash RETURNING * INTO link;
  IF link.token_hash IS NULL THEN RETURN NULL; END IF;
  of_user := link.user_id;
  IF link.kind = 'sign_up' THEN
    of_user := auth_sign_up(link.email, link.content ->> 'name', link.content ->> 'hash');
    IF of_user IS NULL THEN RETURN 'taken'; END IF;
  ELSIF link.kind = 'change_email' THEN
    SELECT u.email INTO old_email FROM users u WHERE u.id = of_user FOR UPDATE;
    BEGIN
      UPDATE users u SET email = link.email WHERE u.id = of_user;
    EXCEPTION WHEN unique_violation THEN
      RETURN 'taken';
    END;
    -- Links that went to the old address are no longer the person's.
    DELETE FROM verification_tokens t WHERE t.user_id = of_user;
    INSERT INTO outgoing_mails (kind, address, user_id, content)
    VALUES ('email_changed', old_email, of_user, jsonb_build_object('newEmail', link.email));
    INSERT INTO audit_log (user_id, event, subject) VALUES (of_user, 'email_changed', 'user:' || of_user);
  ELSIF NOT EXISTS (SELECT 1 FROM users u WHERE u.id = of_user AND lower(u.email) = lower(link.email)) THEN
    RETURN NULL;
  END IF;
  PERFORM note_verified_email(of_user, link.email);
  INSERT INTO audit_log (user_id, event, subject) VALUES (of_user, 'email_verified', 'user:' || of_user);
  RETURN link.kind;
END $$;

-- With a person go messages and links to their address that don't name them.
CREATE FUNCTION forget_address() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM outgoing_mails m WHERE lower(m.address) = lower(OLD.email);
  DELETE FROM verification_tokens t WHERE lower(t.email) = lower(OLD.email);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION forget_address() FROM PUBLIC;
CREATE TRIGGER "users_forget_address" AFTER DELETE ON "users" FOR EACH ROW EXECUTE FUNCTION forget_address();

REVOKE ALL ON FUNCTION queue_mail(text, text, jsonb), claim_mails(int, interval), settle_mail(bigint, interval),
  auth_make_token(text, text, bigint, text, jsonb, interval), auth_token(text), auth_reset_password(text, text), auth_verify_email(text) FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object)
SELECT 'EXECUTE', 'FUNCTION ' || own FROM unnest(ARRAY[
  'queue_mail(text, text, jsonb)', 'claim_mails(int, interval)', 'settle_mail(bigint, interval)',
  'auth_make_token(text, text, bigint, text, jsonb, interval)', 'auth_token(text)', 'auth_reset_password(text, text)', 'auth_verify_email(text)'
]) AS own
UNION ALL SELECT 'SELECT', 'TABLE verified_emails';

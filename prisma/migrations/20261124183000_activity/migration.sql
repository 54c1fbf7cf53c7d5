-- Notes in a person's audit log that somebody tried to sign in as them and failed. An address that nobody has costs the same work, a row that
-- is written and taken back: how long the answer takes tells nothing.
CREATE FUNCTION auth_note_failed_sign_in(wanted_email text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  found_user bigint;
  noted bigint;
BEGIN
  SELECT u.id INTO found_user FROM users u WHERE lower(u.email) = lower(wanted_email);
  INSERT INTO audit_log (user_id, event) VALUES (coalesce(found_user, 0), 'sign_in_failed') RETURNING id INTO noted;
  IF found_user IS NULL THEN DELETE FROM audit_log WHERE id = noted; END IF;
END $$;
REVOKE ALL ON FUNCTION auth_note_failed_sign_in(text) FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES ('EXECUTE', 'FUNCTION auth_note_failed_sign_in(text)');

-- Who a person is at providers of sign-in (OpenID Connect), each of the operator's choice.

-- CreateTable
CREATE TABLE "oidc_identities" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "oidc_identities_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "oidc_identities_issuer_subject_key" ON "oidc_identities"("issuer", "subject");

-- CreateIndex
CREATE INDEX "oidc_identities_user_id_idx" ON "oidc_identities"("user_id");

-- AddForeignKey
ALTER TABLE "oidc_identities" ADD CONSTRAINT "oidc_identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "oidc_identities" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "oidc_identities" USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()));

-- Whose identity this is, before anybody is signed in; that it was used is noted.
CREATE FUNCTION auth_find_identity(wanted_issuer text, wanted_subject text) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE oidc_identities SET last_used_at = now() WHERE issuer = wanted_issuer AND subject = wanted_subject RETURNING user_id
$$;

-- Makes a person without a password, whose address the provider has confirmed. Null when somebody has the address, or the identity, already.
CREATE FUNCTION auth_sign_up_by_identity(new_email text, new_name text, new_issuer text, new_subject text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  new_id bigint;
BEGIN
  INSERT INTO users (email, name) VALUES (new_email, new_name) ON CONFLICT (lower(email)) DO NOTHING RETURNING id INTO new_id;
  IF new_id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO oidc_identities (user_id, issuer, subject, email, last_used_at) VALUES (new_id, new_issuer, new_subject, new_email, now());
  INSERT INTO user_settings (user_id) VALUES (new_id);
  INSERT INTO portfolios (user_id, name, is_default) VALUES (new_id, 'My portfolio', true);
  PERFORM note_verified_email(new_id, new_email);
  INSERT INTO audit_log (user_id, event) VALUES (new_id, 'sign_up');
  RETURN new_id;
END $$;
REVOKE ALL ON FUNCTION auth_find_identity(text, text), auth_sign_up_by_identity(text, text, text, text) FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES
  ('SELECT, INSERT, DELETE', 'TABLE oidc_identities'),
  ('USAGE', 'SEQUENCE oidc_identities_id_seq'),
  ('EXECUTE', 'FUNCTION auth_find_identity(text, text)'),
  ('EXECUTE', 'FUNCTION auth_sign_up_by_identity(text, text, text, text)');

-- A second factor beside the password: the secret of an authenticator app, and codes for the day it is lost. And passkeys, which are both factors.

-- CreateTable
CREATE TABLE "totp_secrets" (
    "user_id" BIGINT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(6),
    "last_step" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "totp_secrets_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "user_id" BIGINT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id", "code_hash")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "user_handle" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] NOT NULL DEFAULT '{}',
    "backed_up" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenges" (
    "id" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");

-- CreateIndex
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges"("expires_at");

-- AddForeignKey
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing but a compact JWE.
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_sealed" CHECK ("sealed" ~ '^eyJ[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$');

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['totp_secrets', 'recovery_codes', 'passkeys'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "own" ON %I USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()))', tenant);
  END LOOP;
END $$;

-- No policy: only the functions below read or write it.
ALTER TABLE "passkey_challenges" ENABLE ROW LEVEL SECURITY;

-- Whose passkey this is, before anybody is signed in. Its id is random and long: whoever has it has had the passkey in hand.
CREATE FUNCTION auth_find_passkey(wanted_credential text) RETURNS TABLE (user_id bigint, user_handle text, public_key bytea, counter bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.user_id, p.user_handle, p.public_key, p.counter FROM passkeys p WHERE p.credential_id = wanted_credential
$$;
-- Keeps what a browser is asked to sign; a later one takes its place. Those that nobody answered go by the way.
CREATE FUNCTION auth_keep_challenge(challenge_id text, new_challenge text, seconds int) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM passkey_challenges WHERE expires_at < now() - interval '1 minute';
  INSERT INTO passkey_challenges (id, challenge, expires_at) VALUES (challenge_id, new_challenge, now() + make_interval(secs => seconds))
  ON CONFLICT (id) DO UPDATE SET challenge = excluded.challenge, expires_at = excluded.expires_at
$$;
-- Gives it out once.
CREATE FUNCTION auth_take_challenge(challenge_id text) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH taken AS (DELETE FROM passkey_challenges WHERE id = challenge_id RETURNING challenge, expires_at)
  SELECT challenge FROM taken WHERE expires_at > now()
$$;
REVOKE ALL ON FUNCTION auth_find_passkey(text), auth_keep_challenge(text, text, int), auth_take_challenge(text) FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES
  ('SELECT, INSERT, UPDATE, DELETE', 'TABLE totp_secrets'),
  ('SELECT, INSERT, UPDATE, DELETE', 'TABLE recovery_codes'),
  ('SELECT, INSERT, UPDATE, DELETE', 'TABLE passkeys'),
  ('EXECUTE', 'FUNCTION auth_find_passkey(text)'),
  ('EXECUTE', 'FUNCTION auth_keep_challenge(text, text, int)'),
  ('EXECUTE', 'FUNCTION auth_take_challenge(text)');

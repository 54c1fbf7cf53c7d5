-- Telling a person that one of their accounts needs them: by mail, or at an address of theirs.

CREATE TABLE "attention_settings" (
    "user_id" BIGINT NOT NULL,
    "by_email" BOOLEAN NOT NULL DEFAULT false,
    "webhook_host" TEXT,
    "webhook" BYTEA,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attention_settings_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "attention_notices" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" BIGINT NOT NULL,
    "broker_account_id" BIGINT,
    "channel" TEXT NOT NULL,
    "problem" JSONB,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "outcome" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "attention_notices_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "attention_states" (
    "broker_account_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attention_states_pkey" PRIMARY KEY ("broker_account_id")
);

CREATE INDEX "attention_notices_user_id_created_at_idx" ON "attention_notices"("user_id", "created_at" DESC);
CREATE INDEX "attention_notices_broker_account_id_idx" ON "attention_notices"("broker_account_id");

ALTER TABLE "attention_settings" ADD CONSTRAINT "attention_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attention_notices" ADD CONSTRAINT "attention_notices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attention_notices" ADD CONSTRAINT "attention_notices_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attention_states" ADD CONSTRAINT "attention_states_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

ALTER TABLE "attention_settings" ADD CONSTRAINT "attention_settings_webhook" CHECK (("webhook_host" IS NULL) = ("webhook" IS NULL));
ALTER TABLE "attention_notices"
  ADD CONSTRAINT "attention_notices_channel" CHECK ("channel" IN ('email', 'webhook')),
  ADD CONSTRAINT "attention_notices_state" CHECK ("state" IN ('waiting', 'delivered', 'failed'));
CREATE INDEX "attention_notices_waiting" ON "attention_notices" ("due_at") WHERE "state" = 'waiting';

ALTER TABLE "attention_settings" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "attention_settings" USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()));
ALTER TABLE "attention_notices" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "attention_notices" USING ("user_id" = (SELECT current_user_id()))
  WITH CHECK ("user_id" = (SELECT current_user_id())
    AND ("broker_account_id" IS NULL OR "broker_account_id" = ANY ((SELECT account_ids())::bigint[])));
-- No policy: only the trigger below knows it.
ALTER TABLE "attention_states" ENABLE ROW LEVEL SECURITY;

-- In the transaction in which an account comes to need its person: without the one there is not the other. An attempt to sync that fails again
-- is no news; only once the account was well in between is it.
CREATE FUNCTION note_attention() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.status = 'attention' THEN
    INSERT INTO attention_states (broker_account_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN NULL; END IF;
    INSERT INTO attention_notices (user_id, broker_account_id, channel, problem)
    SELECT s.user_id, NEW.id, c.channel, l.problem
    FROM portfolios p JOIN attention_settings s ON s.user_id = p.user_id
      CROSS JOIN LATERAL (
        SELECT 'email' AS channel WHERE s.by_email UNION ALL SELECT 'webhook' WHERE s.webhook IS NOT NULL
      ) c
      LEFT JOIN broker_links l ON l.broker_account_id = NEW.id
    WHERE p.id = NEW.portfolio_id;
    DELETE FROM attention_notices n USING portfolios p
    WHERE p.id = NEW.portfolio_id AND n.user_id = p.user_id AND n.created_at < now() - interval '90 days';
  ELSIF NEW.status <> 'syncing' THEN
    DELETE FROM attention_states WHERE broker_account_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION note_attention() FROM PUBLIC;
CREATE TRIGGER "broker_accounts_note_attention" AFTER UPDATE OF "status" ON "broker_accounts"
  FOR EACH ROW WHEN (OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION note_attention();

-- Takes notices that are due, for so long that no other worker takes them too; with each goes on whose behalf, and where to.
CREATE FUNCTION claim_attention_notices(at_most int, lease interval) RETURNS TABLE (id uuid, user_id bigint, name text, email text, attempts int)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH due AS (
    SELECT n.id FROM attention_notices n WHERE n.state = 'waiting' AND n.due_at <= now() ORDER BY n.due_at LIMIT at_most FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE attention_notices n SET attempts = n.attempts + 1, due_at = now() + lease FROM due WHERE n.id = due.id
    RETURNING n.id, n.user_id, n.attempts
  )
  SELECT t.id, u.id, u.name, u.email, t.attempts FROM taken t JOIN users u ON u.id = t.user_id
$$;
REVOKE ALL ON FUNCTION claim_attention_notices(int, interval) FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES
  ('SELECT, INSERT, UPDATE, DELETE', 'TABLE attention_settings'),
  ('SELECT, INSERT, UPDATE, DELETE', 'TABLE attention_notices'),
  ('EXECUTE', 'FUNCTION claim_attention_notices(int, interval)');

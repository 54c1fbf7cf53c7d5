-- Accounts that fill themselves: their other end, what was asked of it, and when a broker may be asked again.

-- CreateTable
CREATE TABLE "broker_links" (
    "broker_account_id" BIGINT NOT NULL,
    "key_group" UUID NOT NULL,
    "remote" JSONB,
    "found" JSONB NOT NULL DEFAULT '[]',
    "key_facts" JSONB,
    "synced_through" TIMESTAMPTZ(6),
    "next_due" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" JSONB,
    "succeeded_at" TIMESTAMPTZ(6),
    "secret_set_at" TIMESTAMPTZ(6),
    "secret_used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broker_links_pkey" PRIMARY KEY ("broker_account_id")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "phase" TEXT NOT NULL DEFAULT '',
    "pages" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "problem" JSONB,
    "import_id" BIGINT,
    "through" TIMESTAMPTZ(6),
    "through_before" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_logins" (
    "state_hash" TEXT NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "broker_logins_pkey" PRIMARY KEY ("state_hash")
);

-- CreateTable
CREATE TABLE "broker_limits" (
    "scope" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "broker_limits_pkey" PRIMARY KEY ("scope")
);

-- CreateTable
CREATE TABLE "broker_circuits" (
    "code" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(6),
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "broker_circuits_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "broker_links_key_group_idx" ON "broker_links"("key_group");

-- CreateIndex
CREATE INDEX "broker_links_next_due_idx" ON "broker_links"("next_due");

-- CreateIndex
CREATE INDEX "sync_runs_broker_account_id_id_idx" ON "sync_runs"("broker_account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sync_runs_import_id_idx" ON "sync_runs"("import_id");

-- CreateIndex
CREATE INDEX "broker_logins_broker_account_id_idx" ON "broker_logins"("broker_account_id");

-- AddForeignKey
ALTER TABLE "broker_links" ADD CONSTRAINT "broker_links_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_logins" ADD CONSTRAINT "broker_logins_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

ALTER TABLE "broker_accounts" DROP CONSTRAINT "broker_accounts_status",
  ADD CONSTRAINT "broker_accounts_status" CHECK ("status" IN ('linking', 'active', 'syncing', 'attention', 'paused', 'closed'));
ALTER TABLE "sync_runs"
  ADD CONSTRAINT "sync_runs_cause" CHECK ("cause" IN ('link', 'person', 'schedule', 'sign-in')),
  ADD CONSTRAINT "sync_runs_status" CHECK ("status" IN ('queued', 'running', 'done', 'failed', 'held', 'stopped')),
  ADD CONSTRAINT "sync_runs_finished" CHECK (("finished_at" IS NULL) = ("status" IN ('queued', 'running')));
-- One at a time: who asks again while one is open gets that one.
CREATE UNIQUE INDEX "sync_runs_one_open" ON "sync_runs" ("broker_account_id") WHERE "status" IN ('queued', 'running');

ALTER TABLE "broker_links" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "broker_links" USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
  WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]));
ALTER TABLE "sync_runs" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "sync_runs" USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
  WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]) AND ("import_id" IS NULL OR EXISTS (
    SELECT 1 FROM imports i WHERE i.id = "import_id" AND i.broker_account_id = "sync_runs"."broker_account_id")));
ALTER TABLE "broker_logins" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "broker_logins" USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
  WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]));

-- The same for everybody: whether a broker is out of order may be seen. When it may be asked is the worker's business alone.
ALTER TABLE "broker_circuits" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "signed_in" ON "broker_circuits" FOR SELECT USING ((SELECT current_user_id()) IS NOT NULL);
ALTER TABLE "broker_limits" ENABLE ROW LEVEL SECURITY;

CREATE OR REPLACE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  -- A file's lines come in through a temporary table: COPY doesn't go where row-level security is.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON portfolios, broker_accounts, broker_account_credentials, holdings, transactions,
    user_settings, sessions, imports, import_files, import_chunks, import_statements, import_rows, import_mappings, instruments,
    instrument_aliases, holding_snapshots, transaction_tombstones, fx_rates, sample_portfolios, portfolio_settings, figure_cache, prices,
    price_feeds, instrument_tags, instrument_notes, accepted_differences, reconciliation_fixes, broker_links, sync_runs, broker_logins TO %I', app_role);
  EXECUTE format('GRANT SELECT, UPDATE ON users, user_passwords TO %I', app_role);
  -- Kept by triggers and functions.
  EXECUTE format('GRANT SELECT ON broker_types, ledger_versions, ledger_touches, market_versions, reference_rates, daily_tasks, broker_circuits TO %I', app_role);
  -- Append-only: nobody who came in through the application rewrites history.
  EXECUTE format('GRANT SELECT, INSERT ON revisions, audit_log, reconciliation_checks TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION current_user_id(), portfolio_ids(), account_ids(), is_currency(text), is_finite(numeric),
    auth_count_attempt(text, int, int), auth_forgive_attempt(text, boolean), auth_find_user(text), auth_sign_up(text, text, text),
    auth_session(text), import_matches(bigint), refresh_statistics(), waiting_imports(int), ledger_key(text, text, text, jsonb),
    store_reference_rates(date[], text[], numeric[]), claim_daily_task(text, interval), note_daily_task(text, text, interval),
    reference_rates_state(), claim_price_feeds(int, interval) TO %I', app_role);
END $$;

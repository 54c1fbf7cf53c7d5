-- What a comparison found, and what was written to mend it.

-- AlterTable
ALTER TABLE "reconciliation_checks" ADD COLUMN     "differences" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "stamp" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "reconciliation_fixes" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "reconciliation_fixes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reconciliation_fixes_broker_account_id_id_idx" ON "reconciliation_fixes"("broker_account_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "reconciliation_fixes" ADD CONSTRAINT "reconciliation_fixes_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

ALTER TABLE "reconciliation_fixes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "reconciliation_fixes" USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
  WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]));

CREATE OR REPLACE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  -- A file's lines come in through a temporary table: COPY doesn't go where row-level security is.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON portfolios, broker_accounts, broker_account_credentials, holdings, transactions,
    user_settings, sessions, imports, import_files, import_chunks, import_statements, import_rows, import_mappings, instruments,
    instrument_aliases, holding_snapshots, transaction_tombstones, fx_rates, sample_portfolios, portfolio_settings, figure_cache, prices,
    price_feeds, instrument_tags, instrument_notes, accepted_differences, reconciliation_fixes TO %I', app_role);
  EXECUTE format('GRANT SELECT, UPDATE ON users, user_passwords TO %I', app_role);
  -- Kept by triggers and functions.
  EXECUTE format('GRANT SELECT ON broker_types, ledger_versions, ledger_touches, market_versions, reference_rates, daily_tasks TO %I', app_role);
  -- Append-only: nobody who came in through the application rewrites history.
  EXECUTE format('GRANT SELECT, INSERT ON revisions, audit_log, reconciliation_checks TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION current_user_id(), portfolio_ids(), account_ids(), is_currency(text), is_finite(numeric),
    auth_count_attempt(text, int, int), auth_forgive_attempt(text, boolean), auth_find_user(text), auth_sign_up(text, text, text),
    auth_session(text), import_matches(bigint), refresh_statistics(), waiting_imports(int), ledger_key(text, text, text, jsonb),
    store_reference_rates(date[], text[], numeric[]), claim_daily_task(text, interval), note_daily_task(text, text, interval),
    reference_rates_state(), claim_price_feeds(int, interval) TO %I', app_role);
END $$;

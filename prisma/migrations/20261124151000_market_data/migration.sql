-- Who fetches prices and rates, when next, and how it went last time.

-- AlterTable
ALTER TABLE "user_settings" ADD COLUMN     "price_provider" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "price_feeds" ADD COLUMN     "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tried_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "daily_tasks" (
    "name" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tried_at" TIMESTAMPTZ(6),
    "done_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "daily_tasks_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "price_feeds_due_at_idx" ON "price_feeds"("due_at");

-- What Prisma has no words for.

ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_price_provider" CHECK ("price_provider" IN ('', 'yahoo'));
ALTER TABLE "price_feeds" ADD CONSTRAINT "price_feeds_symbol" CHECK (length("symbol") BETWEEN 1 AND 40 AND length("problem") <= 500);
ALTER TABLE "daily_tasks" ADD CONSTRAINT "daily_tasks_problem" CHECK (length("problem") <= 500);

-- Everybody's, as the rates themselves are: how the fetching of them went is shown, and the worker notes it through functions.
ALTER TABLE "daily_tasks" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "signed_in" ON "daily_tasks" FOR SELECT USING ((SELECT current_user_id()) IS NOT NULL);
INSERT INTO "daily_tasks" ("name") VALUES ('reference-rates');

-- Claims a task that is due: nobody else gets it for so long. A worker that dies gives it back by that. False where it isn't due.
CREATE FUNCTION claim_daily_task(task text, lease interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE daily_tasks SET due_at = now() + lease, tried_at = now() WHERE name = task AND due_at <= now();
  RETURN FOUND;
END $$;

-- Notes how a claimed task went; an empty problem is success. `again`: when it is due next.
CREATE FUNCTION note_daily_task(task text, trouble text, again interval) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE daily_tasks SET due_at = now() + again, problem = left(trouble, 500), failures = CASE WHEN trouble = '' THEN 0 ELSE failures + 1 END,
    done_at = CASE WHEN trouble = '' THEN now() ELSE done_at END
  WHERE name = task
$$;

-- How often in a row a task has failed, and the newest day that there are reference rates of.
CREATE FUNCTION reference_rates_state() RETURNS TABLE (newest date, failures int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT (SELECT max(r.on_date) FROM reference_rates r), t.failures FROM daily_tasks t WHERE t.name = 'reference-rates'
$$;

-- Claims feeds whose turn it is, of people who have their provider switched on, with the person to act for: as claim_daily_task does.
CREATE FUNCTION claim_price_feeds(at_most int, lease interval)
RETURNS TABLE (instrument_id bigint, user_id bigint, name text, email text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH due AS (
    SELECT f.instrument_id FROM price_feeds f JOIN user_settings s ON s.user_id = f.user_id AND s.price_provider = f.provider
    WHERE f.due_at <= now() ORDER BY f.due_at LIMIT at_most FOR UPDATE OF f SKIP LOCKED
  ), claimed AS (
    UPDATE price_feeds f SET due_at = now() + lease, tried_at = now() FROM due WHERE f.instrument_id = due.instrument_id
    RETURNING f.instrument_id, f.user_id
  )
  SELECT c.instrument_id, u.id, u.name, u.email FROM claimed c JOIN users u ON u.id = c.user_id
$$;

REVOKE ALL ON FUNCTION claim_daily_task(text, interval), note_daily_task(text, text, interval), reference_rates_state(),
  claim_price_feeds(int, interval) FROM PUBLIC;

CREATE OR REPLACE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  -- A file's lines come in through a temporary table: COPY doesn't go where row-level security is.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON portfolios, broker_accounts, broker_account_credentials, holdings, transactions,
    user_settings, sessions, imports, import_files, import_chunks, import_statements, import_rows, import_mappings, instruments,
    instrument_aliases, holding_snapshots, transaction_tombstones, fx_rates, sample_portfolios, portfolio_settings, figure_cache, prices,
    price_feeds, instrument_tags, instrument_notes, accepted_differences TO %I', app_role);
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

-- What the application's role may do, as rows: a migration that brings a table or a function adds its own and repeats nobody else's.
-- In a schema that only the owner reaches.
CREATE SCHEMA access;
CREATE TABLE access.app_privileges (
  privileges text NOT NULL,
  -- As GRANT names it: `TABLE imports`, `FUNCTION account_ids()`.
  object text NOT NULL,
  PRIMARY KEY (object, privileges)
);

INSERT INTO access.app_privileges (privileges, object)
SELECT 'SELECT, INSERT, UPDATE, DELETE', 'TABLE ' || own FROM unnest(ARRAY[
  'portfolios', 'broker_accounts', 'broker_account_credentials', 'holdings', 'transactions', 'user_settings', 'sessions', 'imports',
  'import_files', 'import_chunks', 'import_statements', 'import_rows', 'import_mappings', 'instruments', 'instrument_aliases',
  'holding_snapshots', 'transaction_tombstones', 'fx_rates', 'sample_portfolios', 'portfolio_settings', 'figure_cache', 'prices',
  'price_feeds', 'instrument_tags', 'instrument_notes', 'accepted_differences', 'reconciliation_fixes', 'broker_links', 'sync_runs',
  'broker_logins'
]) AS own
UNION ALL
SELECT 'SELECT, UPDATE', 'TABLE ' || own FROM unnest(ARRAY['users', 'user_passwords']) AS own
UNION ALL
-- Kept by triggers and functions.
SELECT 'SELECT', 'TABLE ' || kept FROM unnest(ARRAY[
  'broker_types', 'ledger_versions', 'ledger_touches', 'market_versions', 'reference_rates', 'daily_tasks', 'broker_circuits'
]) AS kept
UNION ALL
-- Append-only: nobody who came in through the application rewrites history.
SELECT 'SELECT, INSERT', 'TABLE ' || history FROM unnest(ARRAY['revisions', 'audit_log', 'reconciliation_checks']) AS history
UNION ALL
SELECT 'EXECUTE', 'FUNCTION ' || own FROM unnest(ARRAY[
  'current_user_id()', 'portfolio_ids()', 'account_ids()', 'is_currency(text)', 'is_finite(numeric)',
  'auth_count_attempt(text, int, int)', 'auth_forgive_attempt(text, boolean)', 'auth_find_user(text)', 'auth_sign_up(text, text, text)',
  'auth_session(text)', 'import_matches(bigint)', 'refresh_statistics()', 'waiting_imports(int)', 'ledger_key(text, text, text, jsonb)',
  'store_reference_rates(date[], text[], numeric[])', 'claim_daily_task(text, interval)', 'note_daily_task(text, text, interval)',
  'reference_rates_state()', 'claim_price_feeds(int, interval)', 'enqueue_sync(bigint, timestamptz)', 'open_sync_run(bigint)',
  'claim_due_syncs(int)', 'take_broker_turn(text[], float8[], float8[], float8)', 'pass_broker_circuit(text, interval)',
  'note_broker_answer(text, text, int, interval, interval)'
]) AS own;

CREATE OR REPLACE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  own access.app_privileges;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  -- A file's lines come in through a temporary table: COPY doesn't go where row-level security is.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  FOR own IN SELECT * FROM access.app_privileges LOOP
    EXECUTE format('GRANT %s ON %s TO %I', own.privileges, own.object, app_role);
  END LOOP;
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
END $$;

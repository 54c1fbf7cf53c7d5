-- What the database itself keeps, whatever the application does.

-- A currency is three upper-case letters or a coin of this list (lib/money/currency.ts keeps the same one).
CREATE FUNCTION is_currency(code text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT code ~ '^[A-Z]{3}$' OR code IN (
    'USDT', 'USDC', 'BUSD', 'TUSD', 'USDP', 'FDUSD', 'PYUSD', 'EURC', 'EURT', 'DOGE', 'SHIB', 'AVAX', 'LINK', 'MATIC', 'ATOM', 'ALGO',
    'USDD', 'USDE', 'STETH', 'WBTC', 'WETH')
$$;

-- numeric accepts NaN and, since PostgreSQL 14, infinities. Money does not.
CREATE FUNCTION is_finite(value numeric) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT value IS NULL OR value NOT IN ('NaN', 'Infinity', '-Infinity')
$$;

CREATE UNIQUE INDEX "users_email_key" ON "users" (lower("email"));
ALTER TABLE "users"
  ADD CONSTRAINT "users_email_shape" CHECK ("email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length("email") <= 254),
  ADD CONSTRAINT "users_name_length" CHECK (length("name") BETWEEN 1 AND 200);

-- One default portfolio per user, always an active one; the trigger below adds: never none while there is an active one.
CREATE UNIQUE INDEX "portfolios_default_key" ON "portfolios" ("user_id") WHERE "is_default";
ALTER TABLE "portfolios"
  ADD CONSTRAINT "portfolios_default_is_active" CHECK ("active" OR NOT "is_default"),
  ADD CONSTRAINT "portfolios_name_length" CHECK (length("name") BETWEEN 1 AND 200);

ALTER TABLE "broker_accounts"
  ADD CONSTRAINT "broker_accounts_status" CHECK ("status" IN ('active', 'paused', 'closed')),
  ADD CONSTRAINT "broker_accounts_name_length" CHECK (length("display_name") BETWEEN 1 AND 200);

-- Plaintext never fits: a credential is a flattened JWE, and says so.
ALTER TABLE "broker_account_credentials"
  ADD CONSTRAINT "broker_account_credentials_sealed" CHECK (
    "encrypted" AND jsonb_typeof("credentials") = 'object' AND "credentials" ?& ARRAY['protected', 'iv', 'ciphertext', 'tag']
    AND "credentials" - ARRAY['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag', 'aad'] = '{}');

ALTER TABLE "holdings"
  ADD CONSTRAINT "holdings_numbers" CHECK (
    is_finite("quantity") AND is_finite("avg_price") AND is_finite("cost_value") AND is_finite("market_value")),
  ADD CONSTRAINT "holdings_currency" CHECK (is_currency("currency")),
  ADD CONSTRAINT "holdings_codes" CHECK ("asset_type" ~ '^[a-z_]{1,32}$' AND length("symbol") BETWEEN 1 AND 64 AND "isin" <> ''),
  ADD CONSTRAINT "holdings_meta" CHECK (jsonb_typeof("meta") = 'object');

ALTER TABLE "transactions"
  ADD CONSTRAINT "transactions_numbers" CHECK (is_finite("quantity") AND is_finite("price") AND "price" >= 0),
  ADD CONSTRAINT "transactions_currency" CHECK (is_currency("currency")),
  ADD CONSTRAINT "transactions_codes" CHECK (
    "asset_type" ~ '^[a-z_]{1,32}$' AND "trade_type" ~ '^[a-z_]{1,32}$' AND length("symbol") BETWEEN 1 AND 64),
  ADD CONSTRAINT "transactions_net_amount" CHECK (
    jsonb_typeof("meta") = 'object' AND "meta" ->> 'netAmount' IS NOT NULL AND "meta" ->> 'netAmount' ~ '^-?[0-9]+([.][0-9]+)?$'),
  -- A date without a time is its 00:00 UTC.
  ADD CONSTRAINT "transactions_date_only" CHECK (
    "meta" -> 'dateOnly' IS DISTINCT FROM 'true'::jsonb OR "trade_time" = date_trunc('day', "trade_time", 'UTC'));

-- The import identity of a row, unique in its account.
CREATE UNIQUE INDEX "transactions_import_key" ON "transactions" ("broker_account_id", ("meta" ->> 'importKey'));

ALTER TABLE "imports" ADD CONSTRAINT "imports_status" CHECK ("status" IN ('preview', 'imported', 'undone', 'cancelled'));
ALTER TABLE "import_statements"
  ADD CONSTRAINT "import_statements_decision" CHECK ("decision" IN ('undecided', 'skip') OR ("decision" = 'import' AND "target_account_id" IS NOT NULL));
ALTER TABLE "import_rows"
  ADD CONSTRAINT "import_rows_outcome" CHECK ("outcome" IN ('new', 'known', 'changed', 'kept', 'removed', 'skipped', 'refused'));
CREATE INDEX "import_rows_key_idx" ON "import_rows" ("import_id", "import_key") WHERE "import_key" IS NOT NULL;
ALTER TABLE "fx_rates"
  ADD CONSTRAINT "fx_rates_rate" CHECK (is_finite("rate") AND "rate" > 0),
  ADD CONSTRAINT "fx_rates_currencies" CHECK (is_currency("from_currency") AND is_currency("to_currency"));

-- Exactly one default while there is an active portfolio. Deferred, so that one transaction may move it; the user's row is locked
-- first, so that two transactions cannot each be right alone and wrong together.
CREATE FUNCTION check_default_portfolio() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  owner bigint := coalesce(NEW.user_id, OLD.user_id);
BEGIN
  PERFORM 1 FROM users WHERE id = owner FOR NO KEY UPDATE;
  IF FOUND AND EXISTS (SELECT 1 FROM portfolios WHERE user_id = owner AND active)
    AND NOT EXISTS (SELECT 1 FROM portfolios WHERE user_id = owner AND is_default) THEN
    RAISE EXCEPTION 'user % has active portfolios and none is the default', owner USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "portfolios_one_default" AFTER INSERT OR UPDATE OR DELETE ON "portfolios"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_default_portfolio();

-- Exactly one credentials row per account: the unique index says at most one, this says at least one.
CREATE FUNCTION check_account_credentials() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  account bigint;
BEGIN
  IF TG_TABLE_NAME = 'broker_accounts' THEN account := NEW.id; ELSE account := OLD.broker_account_id; END IF;
  IF EXISTS (SELECT 1 FROM broker_accounts WHERE id = account)
    AND NOT EXISTS (SELECT 1 FROM broker_account_credentials WHERE broker_account_id = account) THEN
    RAISE EXCEPTION 'account % has no credentials row', account USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "broker_accounts_have_credentials" AFTER INSERT ON "broker_accounts"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_account_credentials();
CREATE CONSTRAINT TRIGGER "broker_account_credentials_stay" AFTER UPDATE OR DELETE ON "broker_account_credentials"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_account_credentials();

-- Every edit and delete of a ledger or holdings row leaves its before and after, whoever makes it. Statement-level with transition
-- tables: undoing an import of a million rows is one insert, not a million.
CREATE FUNCTION record_revisions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, before, after, reason)
    SELECT p.user_id, a.id, TG_TABLE_NAME, o.id, 'update', to_jsonb(o), to_jsonb(n), coalesce(current_setting('app.reason', true), '')
    FROM old_rows o JOIN new_rows n ON n.id = o.id
      JOIN broker_accounts a ON a.id = o.broker_account_id JOIN portfolios p ON p.id = a.portfolio_id
    WHERE to_jsonb(o) IS DISTINCT FROM to_jsonb(n);
  ELSE
    INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, before, reason)
    SELECT p.user_id, a.id, TG_TABLE_NAME, o.id, 'delete', to_jsonb(o), coalesce(current_setting('app.reason', true), '')
    FROM old_rows o JOIN broker_accounts a ON a.id = o.broker_account_id JOIN portfolios p ON p.id = a.portfolio_id;
  END IF;
  RETURN NULL;
END $$;
-- Not for the deletes that cascade from an account or a portfolio: there the person chose to destroy the rows.
CREATE TRIGGER "transactions_updated" AFTER UPDATE ON "transactions" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION record_revisions();
CREATE TRIGGER "transactions_deleted" AFTER DELETE ON "transactions" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION record_revisions();
CREATE TRIGGER "holdings_updated" AFTER UPDATE ON "holdings" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION record_revisions();
CREATE TRIGGER "holdings_deleted" AFTER DELETE ON "holdings" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION record_revisions();

INSERT INTO "broker_types" ("code", "display_name") VALUES
  ('manual', 'Manual'), ('file', 'File import'), ('ibkr-flex', 'Interactive Brokers (Flex)');

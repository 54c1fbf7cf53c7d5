-- What figures are worked out from, and what is kept of them.

-- CreateTable
CREATE TABLE "portfolio_settings" (
    "portfolio_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "cost_method" TEXT,
    "benchmark_instrument_id" BIGINT,

    CONSTRAINT "portfolio_settings_pkey" PRIMARY KEY ("portfolio_id")
);

-- CreateTable
CREATE TABLE "ledger_versions" (
    "broker_account_id" BIGINT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "sweeping_version" BIGINT NOT NULL DEFAULT 0,
    "snapshot_version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_versions_pkey" PRIMARY KEY ("broker_account_id")
);

-- CreateTable
CREATE TABLE "ledger_touches" (
    "broker_account_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "ledger_touches_pkey" PRIMARY KEY ("broker_account_id","key")
);

-- CreateTable
CREATE TABLE "figure_cache" (
    "portfolio_id" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "stamp" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "computed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "figure_cache_pkey" PRIMARY KEY ("portfolio_id","part")
);

-- CreateTable
CREATE TABLE "prices" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "instrument_id" BIGINT NOT NULL,
    "on_date" DATE NOT NULL,
    "price" DECIMAL NOT NULL,
    "currency" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_feeds" (
    "instrument_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "provider" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(6),
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "price_feeds_pkey" PRIMARY KEY ("instrument_id")
);

-- CreateTable
CREATE TABLE "reference_rates" (
    "on_date" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "per_euro" DECIMAL NOT NULL,

    CONSTRAINT "reference_rates_pkey" PRIMARY KEY ("currency","on_date")
);

-- CreateTable
CREATE TABLE "market_versions" (
    "user_id" BIGINT NOT NULL,
    "prices" BIGINT NOT NULL DEFAULT 0,
    "rates" BIGINT NOT NULL DEFAULT 0,
    "instruments" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "market_versions_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "instrument_tags" (
    "user_id" BIGINT NOT NULL,
    "instrument_id" BIGINT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "instrument_tags_pkey" PRIMARY KEY ("instrument_id","tag")
);

-- CreateTable
CREATE TABLE "instrument_notes" (
    "instrument_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instrument_notes_pkey" PRIMARY KEY ("instrument_id")
);

-- CreateTable
CREATE TABLE "reconciliation_checks" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "snapshot_id" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(6) NOT NULL,
    "date_only" BOOLEAN NOT NULL DEFAULT false,
    "ledger_version" BIGINT NOT NULL,
    "agreeing" INTEGER NOT NULL,
    "differing" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reconciliation_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accepted_differences" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "subject" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "difference" DECIMAL NOT NULL,
    "note" TEXT NOT NULL,
    "valid_until" DATE,
    "accepted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "accepted_differences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "prices_user_id_instrument_id_on_date_source_key" ON "prices"("user_id", "instrument_id", "on_date", "source");

-- CreateIndex
CREATE INDEX "price_feeds_user_id_idx" ON "price_feeds"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "price_feeds_instrument_id_user_id_key" ON "price_feeds"("instrument_id", "user_id");

-- CreateIndex
CREATE INDEX "instrument_tags_user_id_idx" ON "instrument_tags"("user_id");

-- CreateIndex
CREATE INDEX "instrument_notes_user_id_idx" ON "instrument_notes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_notes_instrument_id_user_id_key" ON "instrument_notes"("instrument_id", "user_id");

-- CreateIndex
CREATE INDEX "reconciliation_checks_broker_account_id_id_idx" ON "reconciliation_checks"("broker_account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "accepted_differences_broker_account_id_subject_idx" ON "accepted_differences"("broker_account_id", "subject");

-- AddForeignKey
ALTER TABLE "portfolio_settings" ADD CONSTRAINT "portfolio_settings_portfolio_id_fkey" FOREIGN KEY ("portfolio_id") REFERENCES "portfolios"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_versions" ADD CONSTRAINT "ledger_versions_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_touches" ADD CONSTRAINT "ledger_touches_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure_cache" ADD CONSTRAINT "figure_cache_portfolio_id_fkey" FOREIGN KEY ("portfolio_id") REFERENCES "portfolios"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prices" ADD CONSTRAINT "prices_instrument_id_user_id_fkey" FOREIGN KEY ("instrument_id", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_feeds" ADD CONSTRAINT "price_feeds_instrument_id_user_id_fkey" FOREIGN KEY ("instrument_id", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_tags" ADD CONSTRAINT "instrument_tags_instrument_id_user_id_fkey" FOREIGN KEY ("instrument_id", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_notes" ADD CONSTRAINT "instrument_notes_instrument_id_user_id_fkey" FOREIGN KEY ("instrument_id", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation_checks" ADD CONSTRAINT "reconciliation_checks_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accepted_differences" ADD CONSTRAINT "accepted_differences_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

ALTER TABLE "prices" ADD CONSTRAINT "prices_are_prices" CHECK (is_finite("price") AND "price" >= 0 AND is_currency("currency"));
ALTER TABLE "reference_rates" ADD CONSTRAINT "reference_rates_are_rates" CHECK (is_finite("per_euro") AND "per_euro" > 0 AND is_currency("currency"));
ALTER TABLE "portfolio_settings"
  ADD CONSTRAINT "portfolio_settings_cost_method" CHECK ("cost_method" IN ('fifo', 'lifo', 'hifo', 'average', 'specific'));
ALTER TABLE "instrument_tags" ADD CONSTRAINT "instrument_tags_tag" CHECK (length("tag") BETWEEN 1 AND 60);
ALTER TABLE "accepted_differences" ADD CONSTRAINT "accepted_differences_figure" CHECK ("figure" IN ('quantity', 'cost') AND is_finite("difference"));
-- One acceptance at a time for each figure.
CREATE UNIQUE INDEX "accepted_differences_standing" ON "accepted_differences" ("broker_account_id", "subject", "figure") WHERE "ended_at" IS NULL;

-- What a ledger row is about, as `instrumentKey` of the engine says it.
CREATE FUNCTION ledger_key(asset_type text, symbol text, currency text, meta jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce('isin:' || upper(nullif(meta #>> '{instrument,isin}', '')), asset_type || ':' || upper(symbol)) || ':' || currency
$$;

-- Every change of a ledger raises its version and says which instruments it touched. After a large one everything counts as touched: telling
-- a million rows apart would cost an import more than it saves the next page.
CREATE FUNCTION raise_ledger_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  accounts bigint[];
  changed bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT broker_account_id), count(*) INTO accounts, changed FROM old_rows;
  ELSE
    SELECT array_agg(DISTINCT broker_account_id), count(*) INTO accounts, changed FROM new_rows;
  END IF;
  IF changed = 0 THEN RETURN NULL; END IF;
  -- Accounts in one order, so that two changes of several accounts wait for each other instead of for ever. Those that are being deleted are gone.
  INSERT INTO ledger_versions AS v (broker_account_id, version, sweeping_version)
    SELECT a.id, 1, CASE WHEN changed > 1000 THEN 1 ELSE 0 END FROM broker_accounts a WHERE a.id = ANY (accounts) ORDER BY a.id
  ON CONFLICT (broker_account_id) DO UPDATE
    SET version = v.version + 1, sweeping_version = CASE WHEN changed > 1000 THEN v.version + 1 ELSE v.sweeping_version END;
  IF changed > 1000 THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO ledger_touches AS t (broker_account_id, key, version)
      SELECT DISTINCT v.broker_account_id, ledger_key(o.asset_type, o.symbol, o.currency, o.meta), v.version
      FROM old_rows o JOIN ledger_versions v ON v.broker_account_id = o.broker_account_id ORDER BY 1, 2
    ON CONFLICT (broker_account_id, key) DO UPDATE SET version = excluded.version;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO ledger_touches AS t (broker_account_id, key, version)
      SELECT DISTINCT v.broker_account_id, ledger_key(n.asset_type, n.symbol, n.currency, n.meta), v.version
      FROM new_rows n JOIN ledger_versions v ON v.broker_account_id = n.broker_account_id ORDER BY 1, 2
    ON CONFLICT (broker_account_id, key) DO UPDATE SET version = excluded.version;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "transactions_raise_version_insert" AFTER INSERT ON "transactions" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();
CREATE TRIGGER "transactions_raise_version_update" AFTER UPDATE ON "transactions" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();
CREATE TRIGGER "transactions_raise_version_delete" AFTER DELETE ON "transactions" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();

CREATE FUNCTION raise_snapshot_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  accounts bigint[];
BEGIN
  IF TG_OP = 'DELETE' THEN SELECT array_agg(DISTINCT broker_account_id) INTO accounts FROM old_rows;
  ELSE SELECT array_agg(DISTINCT broker_account_id) INTO accounts FROM new_rows; END IF;
  INSERT INTO ledger_versions AS v (broker_account_id, snapshot_version)
    SELECT a.id, 1 FROM broker_accounts a WHERE a.id = ANY (accounts) ORDER BY a.id
  ON CONFLICT (broker_account_id) DO UPDATE SET snapshot_version = v.snapshot_version + 1;
  RETURN NULL;
END $$;
CREATE FUNCTION raise_market_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  people bigint[];
  what text := CASE TG_TABLE_NAME WHEN 'prices' THEN 'prices' WHEN 'fx_rates' THEN 'rates' ELSE 'instruments' END;
BEGIN
  IF TG_OP = 'DELETE' THEN SELECT array_agg(DISTINCT user_id) INTO people FROM old_rows;
  ELSE SELECT array_agg(DISTINCT user_id) INTO people FROM new_rows; END IF;
  EXECUTE format('INSERT INTO market_versions AS v (user_id, %1$I) SELECT u.id, 1 FROM users u WHERE u.id = ANY ($1) ORDER BY u.id
    ON CONFLICT (user_id) DO UPDATE SET %1$I = v.%1$I + 1', what) USING people;
  RETURN NULL;
END $$;
DO $$
DECLARE
  changed text;
  raise text;
BEGIN
  FOREACH changed IN ARRAY ARRAY['holding_snapshots', 'holdings', 'prices', 'fx_rates', 'instruments', 'instrument_aliases'] LOOP
    raise := CASE WHEN changed LIKE 'holding%' THEN 'raise_snapshot_version' ELSE 'raise_market_version' END;
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      changed || '_raise_version_insert', changed, raise);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      changed || '_raise_version_update', changed, raise);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      changed || '_raise_version_delete', changed, raise);
  END LOOP;
END $$;

-- The European Central Bank's rates are everybody's: the worker stores them through this function, and nobody changes them otherwise.
-- Says how many were new or other than before.
CREATE FUNCTION store_reference_rates(days date[], currencies text[], rates numeric[]) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  stored int;
BEGIN
  INSERT INTO reference_rates AS r (on_date, currency, per_euro)
    SELECT n.on_date, n.currency, n.rate FROM unnest(days, currencies, rates) AS n (on_date, currency, rate)
  ON CONFLICT (currency, on_date) DO UPDATE SET per_euro = excluded.per_euro WHERE r.per_euro <> excluded.per_euro;
  GET DIAGNOSTICS stored = ROW_COUNT;
  IF stored > 0 THEN
    INSERT INTO market_versions AS v (user_id, rates) VALUES (0, 1) ON CONFLICT (user_id) DO UPDATE SET rates = v.rates + 1;
  END IF;
  RETURN stored;
END $$;

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['prices', 'price_feeds', 'instrument_tags', 'instrument_notes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "own" ON %I USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()))', tenant);
  END LOOP;
  FOREACH tenant IN ARRAY ARRAY['ledger_versions', 'ledger_touches', 'reconciliation_checks', 'accepted_differences'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "own" ON %I USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
      WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))', tenant);
  END LOOP;
END $$;
ALTER TABLE "figure_cache" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "figure_cache"
  USING ("portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[])) WITH CHECK ("portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[]));
ALTER TABLE "portfolio_settings" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "portfolio_settings" USING ("user_id" = (SELECT current_user_id()))
  WITH CHECK ("user_id" = (SELECT current_user_id()) AND "portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[]));
ALTER TABLE "market_versions" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "market_versions" FOR SELECT
  USING ("user_id" = (SELECT current_user_id()) OR ("user_id" = 0 AND (SELECT current_user_id()) IS NOT NULL));
ALTER TABLE "reference_rates" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "signed_in" ON "reference_rates" FOR SELECT USING ((SELECT current_user_id()) IS NOT NULL);

REVOKE ALL ON FUNCTION ledger_key(text, text, text, jsonb), raise_ledger_version(), raise_snapshot_version(), raise_market_version(),
  store_reference_rates(date[], text[], numeric[]) FROM PUBLIC;

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
  EXECUTE format('GRANT SELECT ON broker_types, ledger_versions, ledger_touches, market_versions, reference_rates TO %I', app_role);
  -- Append-only: nobody who came in through the application rewrites history.
  EXECUTE format('GRANT SELECT, INSERT ON revisions, audit_log, reconciliation_checks TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION current_user_id(), portfolio_ids(), account_ids(), is_currency(text), is_finite(numeric),
    auth_count_attempt(text, int, int), auth_forgive_attempt(text, boolean), auth_find_user(text), auth_sign_up(text, text, text),
    auth_session(text), import_matches(bigint), refresh_statistics(), waiting_imports(int), ledger_key(text, text, text, jsonb),
    store_reference_rates(date[], text[], numeric[]) TO %I', app_role);
END $$;

-- Imports become jobs: uploaded in pieces, read and written by a worker, mapped where the format is nobody's, and read again later.

-- AlterTable
ALTER TABLE "imports" ADD COLUMN     "answers" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "mapping" JSONB,
ADD COLUMN     "problem" JSONB,
ADD COLUMN     "requested_at" TIMESTAMPTZ(6),
ADD COLUMN     "reread_of" BIGINT,
ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "format" SET DEFAULT '',
ALTER COLUMN "parser_version" SET DEFAULT 0,
ALTER COLUMN "file_hash" SET DEFAULT '',
ALTER COLUMN "status" SET DEFAULT 'uploading';

-- AlterTable
ALTER TABLE "import_statements" ADD COLUMN     "rows_from" DATE,
ADD COLUMN     "rows_to" DATE;

-- AlterTable
ALTER TABLE "import_rows" ADD COLUMN     "cause" TEXT,
ADD COLUMN     "choice" TEXT,
ADD COLUMN     "other_keys" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "import_chunks" (
    "import_id" BIGINT NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "first_byte" BIGINT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "import_chunks_pkey" PRIMARY KEY ("import_id","first_byte")
);

-- CreateTable
CREATE TABLE "import_mappings" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mappings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instruments" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "asset_type" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT,
    "merged_into" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instruments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instrument_aliases" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "instrument_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "valid_from" DATE,
    "source" TEXT NOT NULL,
    "import_id" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instrument_aliases_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_mappings_user_id_name_key" ON "import_mappings"("user_id", "name");

-- CreateIndex
CREATE INDEX "import_mappings_user_id_signature_idx" ON "import_mappings"("user_id", "signature");

-- CreateIndex
CREATE INDEX "instruments_user_id_symbol_idx" ON "instruments"("user_id", "symbol");

-- CreateIndex
CREATE UNIQUE INDEX "instruments_id_user_id_key" ON "instruments"("id", "user_id");

-- CreateIndex
CREATE INDEX "instrument_aliases_instrument_id_idx" ON "instrument_aliases"("instrument_id");

-- CreateIndex
CREATE INDEX "instrument_aliases_import_id_idx" ON "instrument_aliases"("import_id");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_aliases_user_id_kind_value_key" ON "instrument_aliases"("user_id", "kind", "value");

-- CreateIndex
CREATE INDEX "imports_reread_of_idx" ON "imports"("reread_of");

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_reread_of_broker_account_id_fkey" FOREIGN KEY ("reread_of", "broker_account_id") REFERENCES "imports"("id", "broker_account_id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_broker_account_id_fkey" FOREIGN KEY ("import_id", "broker_account_id") REFERENCES "imports"("id", "broker_account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instruments" ADD CONSTRAINT "instruments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instruments" ADD CONSTRAINT "instruments_merged_into_user_id_fkey" FOREIGN KEY ("merged_into", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_aliases" ADD CONSTRAINT "instrument_aliases_instrument_id_user_id_fkey" FOREIGN KEY ("instrument_id", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

UPDATE "imports" SET "status" = 'preview' WHERE "status" = 'uploading';
ALTER TABLE "imports" DROP CONSTRAINT "imports_status";
ALTER TABLE "imports"
  ADD CONSTRAINT "imports_status" CHECK ("status" IN
    ('uploading', 'reading', 'mapping', 'preview', 'writing', 'imported', 'undoing', 'undone', 'cancelled', 'failed'));
-- Lines of an import are listed in the order of their ids, which is the file's; and keys are looked up from the ledger's side.
DROP INDEX "import_rows_key_idx";
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_choice" CHECK ("choice" IN ('file', 'mine'));
ALTER TABLE "instrument_aliases"
  ADD CONSTRAINT "instrument_aliases_kind" CHECK ("kind" ~ '^[a-z_]{1,32}$' AND length("value") BETWEEN 1 AND 200);
ALTER TABLE "instruments"
  ADD CONSTRAINT "instruments_codes" CHECK ("asset_type" ~ '^[a-z_]{1,32}$' AND length("symbol") BETWEEN 1 AND 64),
  ADD CONSTRAINT "instruments_currency" CHECK ("currency" IS NULL OR is_currency("currency")),
  ADD CONSTRAINT "instruments_merged_elsewhere" CHECK ("merged_into" <> "id");
-- The worker looks for what waits; everything else is at rest.
CREATE INDEX "imports_waiting_idx" ON "imports" ("requested_at") WHERE "status" IN ('reading', 'writing', 'undoing') AND "requested_at" IS NOT NULL;

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['import_mappings', 'instruments', 'instrument_aliases'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "own" ON %I USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()))', tenant);
  END LOOP;
  ALTER TABLE "import_chunks" ENABLE ROW LEVEL SECURITY;
  CREATE POLICY "own" ON "import_chunks" USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
    WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]));
END $$;

-- Whose work waits, oldest first: ids and the person to act for, nothing of what is in the files. For the worker, which acts for everybody
-- in turn and for nobody in between.
CREATE FUNCTION waiting_imports(at_most int) RETURNS TABLE (import_id bigint, status text, attempts int, user_id bigint, name text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.id, i.status, i.attempts, u.id, u.name, u.email
  FROM imports i JOIN broker_accounts a ON a.id = i.broker_account_id JOIN portfolios p ON p.id = a.portfolio_id JOIN users u ON u.id = p.user_id
  WHERE i.status IN ('reading', 'writing', 'undoing') AND i.requested_at IS NOT NULL ORDER BY i.requested_at, i.id LIMIT at_most
$$;

REVOKE ALL ON FUNCTION waiting_imports(int) FROM PUBLIC;

CREATE OR REPLACE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  -- A file's lines come in through a temporary table: COPY doesn't go where row-level security is.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON portfolios, broker_accounts, broker_account_credentials, holdings, transactions,
    user_settings, sessions, imports, import_files, import_chunks, import_statements, import_rows, import_mappings, instruments,
    instrument_aliases, holding_snapshots, transaction_tombstones, fx_rates, sample_portfolios TO %I', app_role);
  EXECUTE format('GRANT SELECT, UPDATE ON users, user_passwords TO %I', app_role);
  EXECUTE format('GRANT SELECT ON broker_types TO %I', app_role);
  -- Append-only: nobody who came in through the application rewrites history.
  EXECUTE format('GRANT SELECT, INSERT ON revisions, audit_log TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION current_user_id(), portfolio_ids(), account_ids(), is_currency(text), is_finite(numeric),
    auth_count_attempt(text, int, int), auth_forgive_attempt(text, boolean), auth_find_user(text), auth_sign_up(text, text, text),
    auth_session(text), import_matches(bigint), refresh_statistics(), waiting_imports(int) TO %I', app_role);
END $$;

-- CreateTable
CREATE TABLE "users" (
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portfolios" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portfolios_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_types" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,

    CONSTRAINT "broker_types_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_accounts" (
    "id" BIGSERIAL NOT NULL,
    "portfolio_id" BIGINT NOT NULL,
    "broker_type_id" BIGINT NOT NULL,
    "external_account_id" TEXT,
    "display_name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broker_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_account_credentials" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "credentials" JSONB NOT NULL,
    "encrypted" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broker_account_credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holdings" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "asset_type" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "isin" TEXT,
    "quantity" DECIMAL NOT NULL,
    "avg_price" DECIMAL,
    "currency" TEXT NOT NULL,
    "cost_value" DECIMAL,
    "market_value" DECIMAL,
    "as_of" TIMESTAMPTZ(6) NOT NULL,
    "source_snapshot_id" TEXT NOT NULL,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holdings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transactions" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "asset_type" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "quantity" DECIMAL NOT NULL,
    "price" DECIMAL NOT NULL,
    "currency" TEXT NOT NULL,
    "trade_type" TEXT NOT NULL,
    "trade_time" TIMESTAMPTZ(6) NOT NULL,
    "meta" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_passwords" (
    "user_id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_passwords_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "user_settings" (
    "user_id" BIGINT NOT NULL,
    "base_currency" TEXT NOT NULL DEFAULT 'EUR',
    "locale" TEXT NOT NULL DEFAULT 'en-GB',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "cost_method" TEXT NOT NULL DEFAULT 'fifo',
    "table_columns" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "user_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" BIGSERIAL NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "file_size" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "parser_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'preview',
    "progress" JSONB NOT NULL DEFAULT '{}',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "imported_at" TIMESTAMPTZ(6),
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_files" (
    "import_id" BIGINT NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "import_files_pkey" PRIMARY KEY ("import_id")
);

-- CreateTable
CREATE TABLE "import_statements" (
    "id" BIGSERIAL NOT NULL,
    "import_id" BIGINT NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "target_account_id" BIGINT,
    "decision" TEXT NOT NULL DEFAULT 'undecided',
    "ordinal" INTEGER NOT NULL,
    "external_account_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT,
    "covers_from" DATE,
    "covers_to" DATE,

    CONSTRAINT "import_statements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "id" BIGSERIAL NOT NULL,
    "import_id" BIGINT NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "statement_id" BIGINT,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "import_key" TEXT,
    "content_hash" TEXT,
    "payload" JSONB NOT NULL,
    "transaction_id" BIGINT,
    "previous" JSONB,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holding_snapshots" (
    "broker_account_id" BIGINT NOT NULL,
    "id" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(6) NOT NULL,
    "date_only" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "import_id" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holding_snapshots_pkey" PRIMARY KEY ("broker_account_id","id")
);

-- CreateTable
CREATE TABLE "transaction_tombstones" (
    "broker_account_id" BIGINT NOT NULL,
    "import_key" TEXT NOT NULL,
    "transaction_id" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transaction_tombstones_pkey" PRIMARY KEY ("broker_account_id","import_key")
);

-- CreateTable
CREATE TABLE "fx_rates" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "from_currency" TEXT NOT NULL,
    "to_currency" TEXT NOT NULL,
    "on_date" DATE NOT NULL,
    "rate" DECIMAL NOT NULL,
    "source" TEXT NOT NULL,
    "import_id" BIGINT,

    CONSTRAINT "fx_rates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revisions" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "broker_account_id" BIGINT NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" BIGINT NOT NULL,
    "operation" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT NOT NULL DEFAULT '',
    "made_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sample_portfolios" (
    "portfolio_id" BIGINT NOT NULL,

    CONSTRAINT "sample_portfolios_pkey" PRIMARY KEY ("portfolio_id")
);

-- CreateIndex
CREATE INDEX "portfolios_user_id_idx" ON "portfolios"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "broker_types_code_key" ON "broker_types"("code");

-- CreateIndex
CREATE INDEX "broker_accounts_portfolio_id_idx" ON "broker_accounts"("portfolio_id");

-- CreateIndex
CREATE UNIQUE INDEX "broker_account_credentials_broker_account_id_key" ON "broker_account_credentials"("broker_account_id");

-- CreateIndex
CREATE INDEX "holdings_broker_account_id_source_snapshot_id_idx" ON "holdings"("broker_account_id", "source_snapshot_id");

-- CreateIndex
CREATE INDEX "transactions_broker_account_id_trade_time_id_idx" ON "transactions"("broker_account_id", "trade_time" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "imports_broker_account_id_created_at_idx" ON "imports"("broker_account_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "imports_id_broker_account_id_key" ON "imports"("id", "broker_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_files_import_id_broker_account_id_key" ON "import_files"("import_id", "broker_account_id");

-- CreateIndex
CREATE INDEX "import_statements_target_account_id_idx" ON "import_statements"("target_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_statements_import_id_ordinal_key" ON "import_statements"("import_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "import_statements_id_broker_account_id_key" ON "import_statements"("id", "broker_account_id");

-- CreateIndex
CREATE INDEX "import_rows_import_id_line_idx" ON "import_rows"("import_id", "line");

-- CreateIndex
CREATE INDEX "import_rows_transaction_id_idx" ON "import_rows"("transaction_id");

-- CreateIndex
CREATE INDEX "holding_snapshots_broker_account_id_as_of_created_at_idx" ON "holding_snapshots"("broker_account_id", "as_of" DESC, "created_at" DESC);

-- CreateIndex
CREATE INDEX "holding_snapshots_import_id_idx" ON "holding_snapshots"("import_id");

-- CreateIndex
CREATE INDEX "fx_rates_import_id_idx" ON "fx_rates"("import_id");

-- CreateIndex
CREATE UNIQUE INDEX "fx_rates_user_id_from_currency_to_currency_on_date_source_key" ON "fx_rates"("user_id", "from_currency", "to_currency", "on_date", "source");

-- CreateIndex
CREATE INDEX "revisions_table_name_row_id_id_idx" ON "revisions"("table_name", "row_id", "id");

-- CreateIndex
CREATE INDEX "revisions_broker_account_id_idx" ON "revisions"("broker_account_id");

-- CreateIndex
CREATE INDEX "audit_log_user_id_at_idx" ON "audit_log"("user_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "portfolios" ADD CONSTRAINT "portfolios_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_accounts" ADD CONSTRAINT "broker_accounts_portfolio_id_fkey" FOREIGN KEY ("portfolio_id") REFERENCES "portfolios"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_accounts" ADD CONSTRAINT "broker_accounts_broker_type_id_fkey" FOREIGN KEY ("broker_type_id") REFERENCES "broker_types"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_account_credentials" ADD CONSTRAINT "broker_account_credentials_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_broker_account_id_source_snapshot_id_fkey" FOREIGN KEY ("broker_account_id", "source_snapshot_id") REFERENCES "holding_snapshots"("broker_account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_passwords" ADD CONSTRAINT "user_passwords_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_import_id_broker_account_id_fkey" FOREIGN KEY ("import_id", "broker_account_id") REFERENCES "imports"("id", "broker_account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_statements" ADD CONSTRAINT "import_statements_import_id_broker_account_id_fkey" FOREIGN KEY ("import_id", "broker_account_id") REFERENCES "imports"("id", "broker_account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_statements" ADD CONSTRAINT "import_statements_target_account_id_fkey" FOREIGN KEY ("target_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_broker_account_id_fkey" FOREIGN KEY ("import_id", "broker_account_id") REFERENCES "imports"("id", "broker_account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_statement_id_broker_account_id_fkey" FOREIGN KEY ("statement_id", "broker_account_id") REFERENCES "import_statements"("id", "broker_account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holding_snapshots" ADD CONSTRAINT "holding_snapshots_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_tombstones" ADD CONSTRAINT "transaction_tombstones_broker_account_id_fkey" FOREIGN KEY ("broker_account_id") REFERENCES "broker_accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fx_rates" ADD CONSTRAINT "fx_rates_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample_portfolios" ADD CONSTRAINT "sample_portfolios_portfolio_id_fkey" FOREIGN KEY ("portfolio_id") REFERENCES "portfolios"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What was known at an instant is told by the database's own clock, to the microsecond. A default of CURRENT_TIMESTAMP is the same one, but
-- Prisma knows its name and fills it in from the application's clock, in milliseconds.

-- AlterTable
ALTER TABLE "holding_snapshots" ALTER COLUMN "created_at" SET DEFAULT transaction_timestamp();

-- AlterTable
ALTER TABLE "holdings" ALTER COLUMN "created_at" SET DEFAULT transaction_timestamp();

-- AlterTable
ALTER TABLE "revisions" ALTER COLUMN "made_at" SET DEFAULT transaction_timestamp();

-- AlterTable
ALTER TABLE "transactions" ALTER COLUMN "created_at" SET DEFAULT transaction_timestamp();

-- DropIndex
DROP INDEX "revisions_broker_account_id_idx";

-- CreateIndex
CREATE INDEX "revisions_broker_account_id_table_name_made_at_idx" ON "revisions"("broker_account_id", "table_name", "made_at");

-- What Prisma has no words for.

-- A list of positions that an undone import takes away was there until then. It has no number of its own: its revision goes by the import's.
CREATE FUNCTION record_snapshot_deletions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, before, reason)
  SELECT p.user_id, a.id, TG_TABLE_NAME, coalesce(o.import_id, 0), 'delete', to_jsonb(o), coalesce(current_setting('app.reason', true), '')
  FROM old_rows o JOIN broker_accounts a ON a.id = o.broker_account_id JOIN portfolios p ON p.id = a.portfolio_id;
  RETURN NULL;
END $$;
CREATE TRIGGER "holding_snapshots_deleted" AFTER DELETE ON "holding_snapshots" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION record_snapshot_deletions();
REVOKE ALL ON FUNCTION record_snapshot_deletions() FROM PUBLIC;

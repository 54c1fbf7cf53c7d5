-- A number as it was filed is worth what prices and rates were recorded then, and what they have become since is told: they leave revisions
-- as ledger rows do. They belong to no account, so theirs is 0.

-- AlterTable
ALTER TABLE "prices" ALTER COLUMN "created_at" SET DEFAULT transaction_timestamp();

-- AlterTable
ALTER TABLE "fx_rates" ADD COLUMN     "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT transaction_timestamp();

-- AlterTable
ALTER TABLE "reference_rates" ADD COLUMN     "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT transaction_timestamp();

-- Of what is here already nobody knows when it came: it counts as known from its day on, as if it had been typed or published then.
UPDATE "fx_rates" SET "created_at" = "on_date"::timestamp AT TIME ZONE 'UTC';
UPDATE "reference_rates" SET "created_at" = "on_date"::timestamp AT TIME ZONE 'UTC';

-- What Prisma has no words for.

CREATE INDEX "revisions_market" ON "revisions" ("user_id", "table_name", "made_at") WHERE "broker_account_id" = 0;

-- Those of a person who is being deleted are gone with them.
CREATE FUNCTION record_market_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, before)
  SELECT o.user_id, 0, TG_TABLE_NAME, o.id, lower(TG_OP), to_jsonb(o) FROM old_rows o JOIN users u ON u.id = o.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER "prices_updated" AFTER UPDATE ON "prices" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_market_changes();
CREATE TRIGGER "prices_deleted" AFTER DELETE ON "prices" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_market_changes();
CREATE TRIGGER "fx_rates_updated" AFTER UPDATE ON "fx_rates" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_market_changes();
CREATE TRIGGER "fx_rates_deleted" AFTER DELETE ON "fx_rates" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_market_changes();
REVOKE ALL ON FUNCTION record_market_changes() FROM PUBLIC;

-- DropIndex
DROP INDEX "import_rows_import_id_line_idx";

-- CreateIndex
CREATE INDEX "import_rows_import_id_outcome_line_id_idx" ON "import_rows"("import_id", "outcome", "line", "id");

-- What Prisma has no words for.

-- The rows of an account that a person has made their own: few, among however many. Found without looking at the others.
CREATE INDEX "transactions_edited_idx" ON "transactions" ("broker_account_id") WHERE "meta" -> 'edited' = 'true'::jsonb;
-- Lines that wait for an answer or a look of a person: what is asked is grouped without reading the others.
CREATE INDEX "import_rows_cause_idx" ON "import_rows" ("import_id") WHERE "cause" IS NOT NULL;

-- A million lines come in at once. Checked row by row, their foreign keys cost more than writing them: they are checked statement by statement.

-- DropForeignKey
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_import_id_broker_account_id_fkey";

-- DropForeignKey
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_statement_id_broker_account_id_fkey";

-- What Prisma has no words for.

-- Lines belong to an import of their account and to a statement of that import. The import is held, as a foreign key holds it: who deletes it
-- meanwhile waits, and then takes these lines along.
CREATE FUNCTION check_import_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM imports i WHERE i.id IN (SELECT DISTINCT n.import_id FROM new_rows n) FOR KEY SHARE;
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT n.import_id, n.broker_account_id FROM new_rows n) n
    WHERE NOT EXISTS (SELECT 1 FROM imports i WHERE i.id = n.import_id AND i.broker_account_id = n.broker_account_id)
  ) OR EXISTS (
    SELECT 1 FROM (SELECT DISTINCT n.import_id, n.broker_account_id, n.statement_id FROM new_rows n WHERE n.statement_id IS NOT NULL) n
    WHERE NOT EXISTS (
      SELECT 1 FROM import_statements s WHERE s.id = n.statement_id AND s.import_id = n.import_id AND s.broker_account_id = n.broker_account_id)
  ) THEN
    RAISE EXCEPTION 'lines of an import or a statement that is not there' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "import_rows_belong" AFTER INSERT ON "import_rows" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION check_import_rows();

CREATE FUNCTION refuse_import_row_move() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (NEW.import_id, NEW.broker_account_id, NEW.statement_id) IS DISTINCT FROM (OLD.import_id, OLD.broker_account_id, OLD.statement_id) THEN
    RAISE EXCEPTION 'a line stays with its import' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "import_rows_stay" BEFORE UPDATE OF "import_id", "broker_account_id", "statement_id" ON "import_rows"
  FOR EACH ROW EXECUTE FUNCTION refuse_import_row_move();

CREATE FUNCTION delete_import_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_TABLE_NAME = 'imports' THEN
    DELETE FROM import_rows r USING old_rows o WHERE r.import_id = o.id;
  ELSE
    DELETE FROM import_rows r USING old_rows o WHERE r.import_id = o.import_id AND r.statement_id = o.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "imports_take_their_lines" AFTER DELETE ON "imports" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION delete_import_rows();
CREATE TRIGGER "import_statements_take_their_lines" AFTER DELETE ON "import_statements" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION delete_import_rows();

REVOKE ALL ON FUNCTION check_import_rows(), refuse_import_row_move(), delete_import_rows() FROM PUBLIC;

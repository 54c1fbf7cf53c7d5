-- A portfolio's shares by tag are figures as well: they are kept until a tag changes.
CREATE TRIGGER "instrument_tags_raise_version_insert" AFTER INSERT ON "instrument_tags" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION raise_market_version();
CREATE TRIGGER "instrument_tags_raise_version_delete" AFTER DELETE ON "instrument_tags" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION raise_market_version();

-- Which tags an instrument had, so that a breakdown as it was filed stays that breakdown.

-- AlterTable
ALTER TABLE "instrument_tags" ADD COLUMN "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT transaction_timestamp();
-- Nobody wrote down when those of before were added: they have always been there.
UPDATE "instrument_tags" t SET "created_at" = u."created_at" FROM "users" u WHERE u."id" = t."user_id";

-- CreateTable
CREATE TABLE "instrument_tag_history" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "instrument_id" BIGINT NOT NULL,
    "tag" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "removed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "instrument_tag_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "instrument_tag_history_user_id_idx" ON "instrument_tag_history"("user_id");

-- CreateIndex
CREATE INDEX "instrument_tag_history_instrument_id_idx" ON "instrument_tag_history"("instrument_id");

-- AddForeignKey
ALTER TABLE "instrument_tag_history" ADD CONSTRAINT "instrument_tag_history_instrument_id_user_id_fkey" FOREIGN KEY ("instrument_id", "user_id") REFERENCES "instruments"("id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "instrument_tag_history" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "instrument_tag_history" USING ("user_id" = (SELECT current_user_id()));

-- With an instrument its tags go, and leave nothing.
CREATE FUNCTION keep_instrument_tag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO instrument_tag_history (user_id, instrument_id, tag, created_at)
  SELECT OLD.user_id, OLD.instrument_id, OLD.tag, OLD.created_at FROM instruments i WHERE i.id = OLD.instrument_id AND i.user_id = OLD.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_instrument_tag AFTER DELETE ON instrument_tags FOR EACH ROW EXECUTE FUNCTION keep_instrument_tag();
-- Only the trigger calls it.
REVOKE ALL ON FUNCTION keep_instrument_tag() FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES ('SELECT', 'TABLE instrument_tag_history');

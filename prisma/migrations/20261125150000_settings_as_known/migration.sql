-- How figures were worked out before a change, so that a number as it was filed stays that number.

-- CreateTable
CREATE TABLE "figure_settings_history" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "portfolio_id" BIGINT,
    "cost_method" TEXT,
    "base_currency" TEXT,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "figure_settings_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "figure_settings_history_user_id_portfolio_id_changed_at_idx" ON "figure_settings_history"("user_id", "portfolio_id", "changed_at");

-- CreateIndex
CREATE INDEX "figure_settings_history_portfolio_id_idx" ON "figure_settings_history"("portfolio_id");

-- AddForeignKey
ALTER TABLE "figure_settings_history" ADD CONSTRAINT "figure_settings_history_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure_settings_history" ADD CONSTRAINT "figure_settings_history_portfolio_id_fkey" FOREIGN KEY ("portfolio_id") REFERENCES "portfolios"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "figure_settings_history" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "figure_settings_history" USING ("user_id" = (SELECT current_user_id()));

CREATE FUNCTION keep_person_figure_settings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO figure_settings_history (user_id, cost_method, base_currency) VALUES (OLD.user_id, OLD.cost_method, OLD.base_currency);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_figure_settings AFTER UPDATE ON user_settings FOR EACH ROW
  WHEN (OLD.cost_method IS DISTINCT FROM NEW.cost_method OR OLD.base_currency IS DISTINCT FROM NEW.base_currency)
  EXECUTE FUNCTION keep_person_figure_settings();

-- A portfolio without a row goes by its person's settings, as one whose row says nothing does.
CREATE FUNCTION keep_portfolio_figure_settings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.cost_method IS NOT NULL THEN
    INSERT INTO figure_settings_history (user_id, portfolio_id, cost_method) VALUES (NEW.user_id, NEW.portfolio_id, NULL);
  ELSIF TG_OP = 'UPDATE' AND OLD.cost_method IS DISTINCT FROM NEW.cost_method THEN
    INSERT INTO figure_settings_history (user_id, portfolio_id, cost_method) VALUES (OLD.user_id, OLD.portfolio_id, OLD.cost_method);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_figure_settings AFTER INSERT OR UPDATE ON portfolio_settings FOR EACH ROW EXECUTE FUNCTION keep_portfolio_figure_settings();

-- Only the triggers call them.
REVOKE ALL ON FUNCTION keep_person_figure_settings(), keep_portfolio_figure_settings() FROM PUBLIC;

INSERT INTO access.app_privileges (privileges, object) VALUES ('SELECT', 'TABLE figure_settings_history');

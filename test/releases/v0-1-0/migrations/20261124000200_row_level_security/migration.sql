-- Who sees what. The application signs in as a role that owns nothing and bypasses nothing; each of its transactions says on whose
-- behalf it runs (app.user_id, local to the transaction). With nobody named, every tenant table is empty.

CREATE FUNCTION current_user_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.user_id', true), '')::bigint
$$;

-- As arrays from STABLE functions, so that a policy is evaluated once per statement and becomes an index condition. Nested IN (SELECT …)
-- policies turned an unscoped ledger read over two million rows into a full scan.
CREATE FUNCTION portfolio_ids() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(id), '{}') FROM portfolios WHERE user_id = current_user_id()
$$;
CREATE FUNCTION account_ids() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(a.id), '{}') FROM broker_accounts a JOIN portfolios p ON p.id = a.portfolio_id
  WHERE p.user_id = current_user_id()
$$;

ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "users" USING ("id" = (SELECT current_user_id())) WITH CHECK ("id" = (SELECT current_user_id()));

ALTER TABLE "broker_types" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "signed_in" ON "broker_types" FOR SELECT USING ((SELECT current_user_id()) IS NOT NULL);

ALTER TABLE "broker_accounts" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "broker_accounts"
  USING ("portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[])) WITH CHECK ("portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[]));

ALTER TABLE "sample_portfolios" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "sample_portfolios"
  USING ("portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[])) WITH CHECK ("portfolio_id" = ANY ((SELECT portfolio_ids())::bigint[]));

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['portfolios', 'user_passwords', 'user_settings', 'sessions', 'fx_rates', 'revisions', 'audit_log'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "own" ON %I USING ("user_id" = (SELECT current_user_id())) WITH CHECK ("user_id" = (SELECT current_user_id()))', tenant);
  END LOOP;
  FOREACH tenant IN ARRAY ARRAY['broker_account_credentials', 'holdings', 'transactions', 'holding_snapshots', 'transaction_tombstones',
    'imports', 'import_files', 'import_rows'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "own" ON %I USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
      WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))', tenant);
  END LOOP;
END $$;

-- Foreign keys look past row-level security: a statement's target must be tested here.
ALTER TABLE "import_statements" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "import_statements" USING ("broker_account_id" = ANY ((SELECT account_ids())::bigint[]))
  WITH CHECK ("broker_account_id" = ANY ((SELECT account_ids())::bigint[])
    AND ("target_account_id" IS NULL OR "target_account_id" = ANY ((SELECT account_ids())::bigint[])));

-- No policy: only the functions below read or write it.
ALTER TABLE "sign_in_attempts" ENABLE ROW LEVEL SECURITY;

-- The few things that happen before anybody is signed in, each as narrow as it can be.

-- Counts an attempt under a key, and says how many seconds to wait (0: go on). One upsert, so it stays exact under concurrency.
CREATE FUNCTION auth_count_attempt(attempt_key text, allowed int, window_seconds int) RETURNS int
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO sign_in_attempts AS t (key, attempts, expires_at)
  VALUES (attempt_key, 1, now() + make_interval(secs => window_seconds))
  ON CONFLICT (key) DO UPDATE SET
    attempts = CASE WHEN t.expires_at <= now() THEN 1 ELSE t.attempts + 1 END,
    expires_at = CASE WHEN t.expires_at <= now() THEN excluded.expires_at ELSE t.expires_at END
  RETURNING CASE WHEN attempts > allowed THEN greatest(1, ceil(extract(epoch FROM expires_at - now()))::int) ELSE 0 END
$$;
-- A successful attempt does not count against its key.
CREATE FUNCTION auth_forgive_attempt(attempt_key text, everything boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE sign_in_attempts SET attempts = CASE WHEN everything THEN 0 ELSE greatest(0, attempts - 1) END WHERE key = attempt_key
$$;
CREATE FUNCTION auth_find_user(wanted_email text) RETURNS TABLE (user_id bigint, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, p.hash FROM users u JOIN user_passwords p ON p.user_id = u.id WHERE lower(u.email) = lower(wanted_email)
$$;
-- Creates a person with their first portfolio, the default one. Null when the address is taken.
CREATE FUNCTION auth_sign_up(new_email text, new_name text, new_hash text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  new_id bigint;
BEGIN
  INSERT INTO users (email, name) VALUES (new_email, new_name) ON CONFLICT (lower(email)) DO NOTHING RETURNING id INTO new_id;
  IF new_id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO user_passwords (user_id, hash) VALUES (new_id, new_hash);
  INSERT INTO user_settings (user_id) VALUES (new_id);
  INSERT INTO portfolios (user_id, name, is_default) VALUES (new_id, 'My portfolio', true);
  INSERT INTO audit_log (user_id, event) VALUES (new_id, 'sign_up');
  RETURN new_id;
END $$;
-- Whose session this is, when it is still open.
CREATE FUNCTION auth_session(session_id text) RETURNS TABLE (user_id bigint, name text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.name, u.email FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = session_id AND s.created_at > now() - interval '30 days'
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- What the application's role may do. Called after every migration: the role's name differs from one installation to the next.
CREATE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON portfolios, broker_accounts, broker_account_credentials, holdings, transactions,
    user_settings, sessions, imports, import_files, import_statements, import_rows, holding_snapshots, transaction_tombstones, fx_rates,
    sample_portfolios TO %I', app_role);
  EXECUTE format('GRANT SELECT, UPDATE ON users, user_passwords TO %I', app_role);
  EXECUTE format('GRANT SELECT ON broker_types TO %I', app_role);
  -- Append-only: nobody who came in through the application rewrites history.
  EXECUTE format('GRANT SELECT, INSERT ON revisions, audit_log TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION current_user_id(), portfolio_ids(), account_ids(), is_currency(text), is_finite(numeric),
    auth_count_attempt(text, int, int), auth_forgive_attempt(text, boolean), auth_find_user(text), auth_sign_up(text, text, text),
    auth_session(text) TO %I', app_role);
END $$;
REVOKE ALL ON FUNCTION grant_app_privileges(text) FROM PUBLIC;

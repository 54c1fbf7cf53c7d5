-- Two migrations were put right after versions 0.1.0 and 0.2.0 had gone out with them: what a database made by those lacks, or has otherwise.

-- 20261124000200: made by 0.1.0 without it.
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  ANALYZE transactions;
  ANALYZE import_rows;
END $$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
-- It came to those by 20261124110000, which left it open to everybody.
REVOKE ALL ON FUNCTION import_matches(bigint) FROM PUBLIC;

-- 20261124100000: by 0.2.0 it told how often a step was begun, where it now tells how long the file is. Where it is right it stays: whoever may call
-- it goes on doing so.
DO $do$
BEGIN
  IF pg_get_function_result('waiting_imports(int)'::regprocedure) LIKE '%file_size%' THEN RETURN; END IF;
  DROP FUNCTION waiting_imports(int);
  CREATE FUNCTION waiting_imports(at_most int) RETURNS TABLE (import_id bigint, status text, file_size int, user_id bigint, name text, email text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.id, i.status, i.file_size, u.id, u.name, u.email
  FROM imports i JOIN broker_accounts a ON a.id = i.broker_account_id JOIN portfolios p ON p.id = a.portfolio_id JOIN users u ON u.id = p.user_id
  WHERE i.status IN ('reading', 'writing', 'undoing') AND i.requested_at IS NOT NULL ORDER BY i.requested_at, i.id LIMIT at_most
$$;
  REVOKE ALL ON FUNCTION waiting_imports(int) FROM PUBLIC;
END $do$;

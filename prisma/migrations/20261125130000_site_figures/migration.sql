-- What whoever runs the site sees of it: counts, sizes and ages. No row, no id, no name, nobody's text.

CREATE INDEX "sync_runs_finished_at_idx" ON "sync_runs"("finished_at");

-- How many hold an advisory lock whose first key is that (lib/jobs/line.ts, lib/jobs/claims.ts).
CREATE FUNCTION held_locks(first_key int) RETURNS int LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT count(*)::int FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND classid = first_key::oid AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
$$;
REVOKE ALL ON FUNCTION held_locks(int) FROM PUBLIC;

-- Per queue: what waits, since when (seconds), what is being done, and how the last day's jobs ended.
CREATE FUNCTION site_figures() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  importing int := held_locks(7205);
BEGIN
  RETURN jsonb_build_object(
    'workers', held_locks(7206),
    'queues', jsonb_build_object(
      'imports', (
        SELECT jsonb_build_object('waiting', greatest(0, count(*) - importing), 'running', least(importing, count(*)),
          'oldestSeconds', coalesce(extract(epoch FROM now() - min(requested_at))::float8, 0))
        FROM imports WHERE status IN ('reading', 'writing', 'undoing') AND requested_at IS NOT NULL
      ) || (
        SELECT jsonb_build_object('done', count(*) FILTER (WHERE status IN ('preview', 'imported', 'undone')), 'failed', count(*) FILTER (WHERE status = 'failed'))
        FROM imports WHERE requested_at > now() - interval '1 day'
      ),
      'syncs', (
        SELECT jsonb_build_object('waiting', count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now()), 'running', count(*) FILTER (WHERE locked_at IS NOT NULL),
          'oldestSeconds', coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE locked_at IS NULL AND run_at <= now()))::float8, 0))
        FROM graphile_worker._private_jobs WHERE attempts < max_attempts OR locked_at IS NOT NULL
      ) || (
        SELECT jsonb_build_object('done', count(*) FILTER (WHERE status IN ('done', 'held')), 'failed', count(*) FILTER (WHERE status = 'failed'))
        FROM sync_runs WHERE finished_at > now() - interval '1 day'
      ),
      -- Of a message that was sent nothing stays, so nothing counts those. One that failed waits for its next try.
      'mails', (
        SELECT jsonb_build_object('waiting', count(*), 'running', 0, 'oldestSeconds', coalesce(extract(epoch FROM now() - min(created_at))::float8, 0),
          'done', 0, 'failed', count(*) FILTER (WHERE attempts > 1))
        FROM outgoing_mails
      )
    ),
    'database', jsonb_build_object(
      'bytes', pg_database_size(current_database()),
      'connections', (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),
      'maxConnections', current_setting('max_connections')::int,
      'version', current_setting('server_version'),
      'migration', (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL)
    )
  );
END $$;

-- Which statements took the most time in all, if PostgreSQL counts them and lets us read it; null where it doesn't. It writes $1 for values; what it could not
-- rewrite is struck out here.
CREATE FUNCTION slow_statements(at_most int) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  home text;
  found jsonb;
BEGIN
  SELECT n.nspname INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements';
  IF home IS NULL THEN RETURN NULL; END IF;
  EXECUTE format($query$
    SELECT coalesce(jsonb_agg(s), '[]') FROM (
      SELECT left(regexp_replace(regexp_replace(regexp_replace(query, '\s+', ' ', 'g'), '''(?:[^'']|'''')*''', '…', 'g'), '(?<![$\w.])\d[\d.]*', '…', 'g'), 300) AS statement,
        calls, mean_exec_time AS "meanMs", total_exec_time AS "totalMs"
      FROM %I.pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query ~* '^\s*(select|insert|update|delete|with)\M'
      ORDER BY total_exec_time DESC LIMIT $1
    ) AS s$query$, home) INTO found USING at_most;
  RETURN found;
EXCEPTION
  -- It was created, but PostgreSQL doesn't load it (shared_preload_libraries), or the owner may not read it.
  WHEN object_not_in_prerequisite_state OR insufficient_privilege THEN RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION site_figures(), slow_statements(int) FROM PUBLIC;
INSERT INTO access.app_privileges (privileges, object)
SELECT 'EXECUTE', 'FUNCTION ' || own FROM unnest(ARRAY['site_figures()', 'slow_statements(int)']) AS own;

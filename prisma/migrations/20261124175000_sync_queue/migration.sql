-- The queue of syncs. Its own schema, graphile_worker, is made by the library after these migrations (scripts/runtime/migrate.ts);
-- what speaks of it here is looked up when it is called.

-- The role that works the queue: the jobs and nothing else. Row-level security of the library's tables stays, with a policy for this role.
CREATE FUNCTION grant_queue_privileges(queue_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  own text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA graphile_worker TO %I', queue_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO %I', queue_role);
  FOREACH own IN ARRAY ARRAY['_private_jobs', '_private_job_queues', '_private_tasks'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker.%I TO %I', own, queue_role);
    IF NOT EXISTS (
      SELECT 1 FROM pg_policies WHERE schemaname = 'graphile_worker' AND tablename = own AND policyname = 'worker' AND queue_role = ANY (roles)
    ) THEN
      EXECUTE format('DROP POLICY IF EXISTS "worker" ON graphile_worker.%I', own);
      EXECUTE format('CREATE POLICY "worker" ON graphile_worker.%I TO %I USING (true) WITH CHECK (true)', own, queue_role);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION grant_queue_privileges(text) FROM PUBLIC;

-- One job for a run, or, where its job is at work or waits, that one anew. A person's own wish comes before what the clock asks for.
CREATE FUNCTION sync_job(run_id bigint, run_cause text, run_at timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job('sync', json_build_object('runId', run_id::text), run_at => sync_job.run_at, job_key => 'sync:' || run_id,
    priority => CASE WHEN run_cause = 'schedule' THEN 0 ELSE -10 END);
END $$;
REVOKE ALL ON FUNCTION sync_job(bigint, text, timestamptz) FROM PUBLIC;

-- Gives an open run of the actor's to the workers, in the transaction that decides so. False when it is none of theirs, or over.
CREATE FUNCTION enqueue_sync(run_id bigint, run_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  found_cause text;
BEGIN
  SELECT r.cause INTO found_cause FROM sync_runs r
  WHERE r.id = run_id AND r.status IN ('queued', 'running') AND r.broker_account_id = ANY (account_ids());
  IF found_cause IS NULL THEN RETURN false; END IF;
  PERFORM sync_job(run_id, found_cause, enqueue_sync.run_at);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION enqueue_sync(bigint, timestamptz) FROM PUBLIC;

-- An open run, and the person to act for: for the worker, as waiting_imports is.
CREATE FUNCTION open_sync_run(run_id bigint)
RETURNS TABLE (account_id bigint, key_group uuid, broker text, user_id bigint, name text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT a.id, l.key_group, t.code, u.id, u.name, u.email
  FROM sync_runs r JOIN broker_accounts a ON a.id = r.broker_account_id JOIN broker_types t ON t.id = a.broker_type_id
    JOIN broker_links l ON l.broker_account_id = a.id JOIN portfolios p ON p.id = a.portfolio_id JOIN users u ON u.id = p.user_id
  WHERE r.id = run_id AND r.status IN ('queued', 'running')
$$;
REVOKE ALL ON FUNCTION open_sync_run(bigint) FROM PUBLIC;

-- What a worker looks for every few seconds, as any number of them may: accounts whose time has come get a run and a job; a run whose job is
-- gone (it should not be) gets one. How many runs were made. Until the run begins and says when the next one is due, an hour counts.
CREATE FUNCTION claim_due_syncs(at_most int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  made bigint[];
BEGIN
  WITH due AS (
    SELECT l.broker_account_id FROM broker_links l JOIN broker_accounts a ON a.id = l.broker_account_id
    WHERE l.next_due <= now() AND a.status IN ('active', 'linking')
      AND NOT EXISTS (SELECT 1 FROM sync_runs o WHERE o.broker_account_id = a.id AND o.status IN ('queued', 'running'))
    ORDER BY l.next_due LIMIT at_most FOR UPDATE OF l SKIP LOCKED
  ), leased AS (
    UPDATE broker_links l SET next_due = now() + interval '1 hour' FROM due WHERE l.broker_account_id = due.broker_account_id
  ), runs AS (
    INSERT INTO sync_runs (broker_account_id, cause) SELECT broker_account_id, 'schedule' FROM due ON CONFLICT DO NOTHING RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO made FROM runs;
  IF cardinality(made) > 0 THEN
    PERFORM graphile_worker.add_jobs(ARRAY(
      SELECT ROW('sync', json_build_object('runId', id::text), NULL, now(), 25, 'sync:' || id, 0, NULL)::graphile_worker.job_spec FROM unnest(made) AS id
    ));
  END IF;
  PERFORM sync_job(r.id, r.cause, now()) FROM sync_runs r
  WHERE r.status IN ('queued', 'running') AND r.requested_at < now() - interval '1 minute'
    AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs j WHERE j.key = 'sync:' || r.id AND j.attempts < j.max_attempts);
  RETURN cardinality(made);
END $$;
REVOKE ALL ON FUNCTION claim_due_syncs(int) FROM PUBLIC;

-- The generic cell rate algorithm, for several limits at once: how many milliseconds to wait before asking. All of the turns are taken, or,
-- where the wait would be longer than `at_most_ms`, none. `free_at` is when a limit would be wholly free again, were nobody to ask.
CREATE FUNCTION take_broker_turn(scopes text[], every_ms float8[], slack_ms float8[], at_most_ms float8) RETURNS float8
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  wait float8;
BEGIN
  INSERT INTO broker_limits (scope, free_at) SELECT s, '-infinity' FROM unnest(scopes) AS s ORDER BY s ON CONFLICT DO NOTHING;
  -- Locked in one order, so that two who share two limits follow each other.
  PERFORM 1 FROM broker_limits b WHERE b.scope = ANY (scopes) ORDER BY b.scope FOR UPDATE;
  SELECT max(extract(epoch FROM greatest(b.free_at, clock_timestamp()) - clock_timestamp()) * 1000 - l.slack) INTO wait
  FROM unnest(scopes, slack_ms) AS l (scope, slack) JOIN broker_limits b ON b.scope = l.scope;
  wait := greatest(wait, 0);
  IF wait <= at_most_ms THEN
    UPDATE broker_limits b SET free_at = greatest(b.free_at, clock_timestamp()) + make_interval(secs => l.every / 1000)
    FROM unnest(scopes, every_ms) AS l (scope, every) WHERE b.scope = l.scope;
  END IF;
  RETURN wait;
END $$;
REVOKE ALL ON FUNCTION take_broker_turn(text[], float8[], float8[], float8) FROM PUBLIC;

-- Whether a broker may be asked: null when it may, else until when its circuit is open. Of those who come once that time is over one goes
-- ahead, as a probe; the others wait until it is back, or for `probe` at most.
CREATE FUNCTION pass_broker_circuit(broker text, probe interval) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  until timestamptz;
BEGIN
  SELECT c.open_until INTO until FROM broker_circuits c WHERE c.code = broker;
  IF until IS NULL THEN RETURN NULL; END IF;
  UPDATE broker_circuits c SET open_until = now() + probe WHERE c.code = broker AND c.open_until <= now();
  IF FOUND THEN RETURN NULL; END IF;
  SELECT c.open_until INTO until FROM broker_circuits c WHERE c.code = broker;
  RETURN until;
END $$;
REVOKE ALL ON FUNCTION pass_broker_circuit(text, interval) FROM PUBLIC;

-- Notes how a broker answered: an empty `trouble` closes its circuit, so many failures in a row open it, each for longer than the one before.
CREATE FUNCTION note_broker_answer(broker text, trouble text, opens_at int, first_for interval, at_most interval) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF trouble = '' THEN
    UPDATE broker_circuits c SET failures = 0, open_until = NULL, problem = '' WHERE c.code = broker AND (c.failures > 0 OR c.open_until IS NOT NULL);
    RETURN;
  END IF;
  INSERT INTO broker_circuits AS c (code, failures, problem) VALUES (broker, 1, left(trouble, 500))
  ON CONFLICT (code) DO UPDATE SET failures = c.failures + 1, problem = excluded.problem;
  UPDATE broker_circuits c SET open_until = now() + least(at_most, first_for * power(2, least(c.failures - opens_at, 20)))
  WHERE c.code = broker AND c.failures >= opens_at;
END $$;
REVOKE ALL ON FUNCTION note_broker_answer(text, text, int, interval, interval) FROM PUBLIC;

CREATE OR REPLACE FUNCTION grant_app_privileges(app_role text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app_role);
  -- A file's lines come in through a temporary table: COPY doesn't go where row-level security is.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), app_role);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', app_role);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON portfolios, broker_accounts, broker_account_credentials, holdings, transactions,
    user_settings, sessions, imports, import_files, import_chunks, import_statements, import_rows, import_mappings, instruments,
    instrument_aliases, holding_snapshots, transaction_tombstones, fx_rates, sample_portfolios, portfolio_settings, figure_cache, prices,
    price_feeds, instrument_tags, instrument_notes, accepted_differences, reconciliation_fixes, broker_links, sync_runs, broker_logins TO %I', app_role);
  EXECUTE format('GRANT SELECT, UPDATE ON users, user_passwords TO %I', app_role);
  -- Kept by triggers and functions.
  EXECUTE format('GRANT SELECT ON broker_types, ledger_versions, ledger_touches, market_versions, reference_rates, daily_tasks, broker_circuits TO %I', app_role);
  -- Append-only: nobody who came in through the application rewrites history.
  EXECUTE format('GRANT SELECT, INSERT ON revisions, audit_log, reconciliation_checks TO %I', app_role);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', app_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION current_user_id(), portfolio_ids(), account_ids(), is_currency(text), is_finite(numeric),
    auth_count_attempt(text, int, int), auth_forgive_attempt(text, boolean), auth_find_user(text), auth_sign_up(text, text, text),
    auth_session(text), import_matches(bigint), refresh_statistics(), waiting_imports(int), ledger_key(text, text, text, jsonb),
    store_reference_rates(date[], text[], numeric[]), claim_daily_task(text, interval), note_daily_task(text, text, interval),
    reference_rates_state(), claim_price_feeds(int, interval), enqueue_sync(bigint, timestamptz), open_sync_run(bigint), claim_due_syncs(int),
    take_broker_turn(text[], float8[], float8[], float8), pass_broker_circuit(text, interval),
    note_broker_answer(text, text, int, interval, interval) TO %I', app_role);
END $$;

-- One instrument under many names, found again across brokers.

-- A broker's own ids are kept under its format's code, which may have digits and hyphens.
ALTER TABLE "instrument_aliases" DROP CONSTRAINT "instrument_aliases_kind";
ALTER TABLE "instrument_aliases"
  ADD CONSTRAINT "instrument_aliases_kind" CHECK ("kind" ~ '^[a-z0-9_-]{1,32}$' AND length("value") BETWEEN 1 AND 200);

CREATE INDEX "instruments_merged_into_idx" ON "instruments" ("merged_into") WHERE "merged_into" IS NOT NULL;

-- Only the lines that meet something are given. As before for rows whose instrument has one name. A row whose instrument has several (other_keys: a mark that all rows of one content
-- share, then its keys under the other names) is found under its own key first. What is left over, in the file and in the ledger, is paired
-- one to one, content by content: three equal fills by ticker are three by ISIN, and a fourth is new. Rows found that way are the same by
-- everything that makes a content key, and only spell their instrument otherwise: they count as known.
CREATE OR REPLACE FUNCTION import_matches(wanted_import bigint)
RETURNS TABLE (row_id bigint, transaction_id bigint, content_hash text, edited boolean, deleted boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 100000 AS $$
#variable_conflict use_column
DECLARE
  targets bigint[] := ARRAY(SELECT s.target_account_id FROM import_statements s WHERE s.import_id = wanted_import AND s.target_account_id = ANY (account_ids()));
BEGIN
  -- Nothing to meet in accounts that hold nothing yet.
  IF NOT EXISTS (SELECT 1 FROM transactions t WHERE t.broker_account_id = ANY (targets))
    AND NOT EXISTS (SELECT 1 FROM transaction_tombstones d WHERE d.broker_account_id = ANY (targets)) THEN RETURN; END IF;
  RETURN QUERY
  SELECT r.id, t.id, t.meta ->> 'contentHash', coalesce(t.meta -> 'edited' = 'true', false), d.import_key IS NOT NULL
  FROM import_rows r
    JOIN import_statements s ON s.id = r.statement_id
    LEFT JOIN transactions t ON t.broker_account_id = s.target_account_id AND t.meta ->> 'importKey' = r.import_key
    LEFT JOIN transaction_tombstones d ON d.broker_account_id = s.target_account_id AND d.import_key = r.import_key
  WHERE r.import_id = wanted_import AND r.kind = 'transaction' AND r.other_keys = '{}'
    AND r.broker_account_id = ANY ((SELECT account_ids())::bigint[]) AND s.target_account_id = ANY (targets)
    AND (t.id IS NOT NULL OR d.import_key IS NOT NULL)
  UNION ALL
  (
    WITH own AS MATERIALIZED (
      SELECT r.id, r.import_key, r.other_keys[1] AS content, r.other_keys[2:] AS keys, r.content_hash, s.target_account_id AS account_id,
        t.id AS transaction_id, t.meta ->> 'contentHash' AS known_hash, coalesce(t.meta -> 'edited' = 'true', false) AS edited,
        d.import_key IS NOT NULL AS deleted, s.target_account_id IS NOT NULL AND t.id IS NULL AND d.import_key IS NULL AS wanting,
        bool_or(s.target_account_id IS NOT NULL AND t.id IS NULL AND d.import_key IS NULL)
          OVER (PARTITION BY s.target_account_id, r.other_keys[1]) AS unsettled
      FROM import_rows r
        JOIN import_statements s ON s.id = r.statement_id
        LEFT JOIN transactions t ON t.broker_account_id = s.target_account_id AND t.meta ->> 'importKey' = r.import_key
        LEFT JOIN transaction_tombstones d ON d.broker_account_id = s.target_account_id AND d.import_key = r.import_key
      WHERE r.import_id = wanted_import AND r.kind = 'transaction' AND r.other_keys <> '{}'
        AND r.broker_account_id = ANY ((SELECT account_ids())::bigint[]) AND s.target_account_id = ANY (targets)
    ), keys AS MATERIALIZED (
      SELECT DISTINCT o.account_id, o.content, k.key FROM own o CROSS JOIN LATERAL unnest(o.keys) AS k (key) WHERE o.unsettled
    ), found AS (
      SELECT k.account_id, k.content, k.key, t.id AS transaction_id, d.import_key IS NOT NULL AS deleted
      FROM keys k
        LEFT JOIN transactions t ON t.broker_account_id = k.account_id AND t.meta ->> 'importKey' = k.key
        LEFT JOIN transaction_tombstones d ON d.broker_account_id = k.account_id AND d.import_key = k.key
      WHERE t.id IS NOT NULL OR d.import_key IS NOT NULL
    ), free AS (
      -- Not those that a row of the file has found under its own key.
      SELECT c.account_id, c.key, max(c.content) AS content, max(c.transaction_id) AS transaction_id, bool_or(c.deleted) AS deleted
      FROM (
        SELECT f.account_id, f.key, f.content, f.transaction_id, f.deleted, false AS claimed FROM found f
        UNION ALL
        SELECT o.account_id, o.import_key, NULL, NULL, false, true FROM own o WHERE o.unsettled
      ) c
      GROUP BY c.account_id, c.key HAVING NOT bool_or(c.claimed)
    )
    SELECT o.id, o.transaction_id, o.known_hash, o.edited, o.deleted FROM own o WHERE o.transaction_id IS NOT NULL OR o.deleted
    UNION ALL
    -- Paired by grouping, not by a join: nothing tells the planner how many rows there will be, and it would compare each with each.
    SELECT max(p.id), max(p.transaction_id), max(p.content_hash), false, bool_or(p.deleted)
    FROM (
      SELECT o.account_id, o.content, row_number() OVER (PARTITION BY o.account_id, o.content ORDER BY o.id) AS place, o.id, o.content_hash,
        NULL::bigint AS transaction_id, false AS deleted
      FROM own o WHERE o.wanting
      UNION ALL
      SELECT f.account_id, f.content, row_number() OVER (PARTITION BY f.account_id, f.content ORDER BY f.transaction_id IS NULL, f.key), NULL, NULL,
        f.transaction_id, f.deleted
      FROM free f
    ) p
    GROUP BY p.account_id, p.content, p.place HAVING max(p.id) IS NOT NULL AND (max(p.transaction_id) IS NOT NULL OR bool_or(p.deleted))
  );
END $$;

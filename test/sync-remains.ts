import type pg from "pg";

/** Everything that a sync leaves behind, but what it can't help: ids, and when it was. One text per account. */
const REMAINS = `
  SELECT a.id, jsonb_build_array(a.status, l.synced_through, l.failures, l.problem, l.remote,
    (SELECT jsonb_agg(jsonb_build_array(t.symbol, t.asset_type, t.trade_type, t.quantity, t.price, t.currency, t.trade_time, t.meta - 'importKey')
      ORDER BY t.trade_time, t.symbol) FROM transactions t WHERE t.broker_account_id = a.id),
    (SELECT jsonb_agg(jsonb_build_array(h.symbol, h.quantity, h.avg_price, h.currency, h.cost_value, h.market_value) ORDER BY h.symbol, h.quantity)
      FROM holdings h WHERE h.broker_account_id = a.id),
    (SELECT count(*) FROM holding_snapshots s WHERE s.broker_account_id = a.id),
    (SELECT jsonb_agg(jsonb_build_array(r.status, r.cause, r.counts, r.through, r.through_before, r.pages) ORDER BY r.id)
      FROM sync_runs r WHERE r.broker_account_id = a.id),
    (SELECT jsonb_agg(i.status ORDER BY i.id) FROM imports i WHERE i.broker_account_id = a.id),
    (SELECT count(*) FROM audit_log g JOIN imports i ON g.subject = 'import:' || i.id
      WHERE g.event = 'import_committed' AND i.broker_account_id = a.id))::text AS remains
  FROM broker_accounts a JOIN broker_links l ON l.broker_account_id = a.id WHERE a.id = ANY ($1)`;

/** A checksum of what each account has, in the order of the accounts. */
export async function checksumsOf(owner: pg.Pool, accounts: readonly bigint[]): Promise<string[]> {
  const { rows } = await owner.query<{ id: string; checksum: string }>(`SELECT id, md5(remains) AS checksum FROM (${REMAINS}) AS each`, [
    accounts,
  ]);
  const byId = new Map(rows.map(({ id, checksum }) => [id, checksum]));
  return accounts.map((id) => byId.get(id.toString()) ?? "gone");
}

/** What one account has, to be read. */
export async function remainsOf(owner: pg.Pool, account: bigint): Promise<string> {
  const { rows } = await owner.query<{ remains: string }>(REMAINS, [[account]]);
  return rows[0]?.remains ?? "gone";
}

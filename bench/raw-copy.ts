import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

const COLUMNS = "broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta";

/**
 * The baseline of an import: how long PostgreSQL itself takes to COPY the same rows into the same table with all its indexes, in milliseconds.
 * The rows are those of the account, taken out and put back, ready made and from memory.
 */
export async function rawCopy(owner: pg.Client, accountId: bigint): Promise<number> {
  const rows = await buffer(
    owner.query(copyTo(`COPY (SELECT ${COLUMNS} FROM transactions WHERE broker_account_id = ${accountId}) TO STDOUT`)),
  );
  await owner.query("SET session_replication_role = replica");
  await owner.query("DELETE FROM transactions WHERE broker_account_id = $1", [accountId.toString()]);
  await owner.query("SET session_replication_role = origin");
  await owner.query("VACUUM ANALYZE transactions");
  const start = performance.now();
  await pipeline(Readable.from(slices(rows)), owner.query(copyFrom(`COPY transactions (${COLUMNS}) FROM STDIN`)));
  const taken = performance.now() - start;
  // Statistics of before would say that the account has no rows, and have its pages planned for that.
  await owner.query("VACUUM ANALYZE transactions");
  return taken;
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

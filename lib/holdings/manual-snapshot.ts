import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { EnteredHolding } from "./entry";
import { ledgerHoldings } from "./ledger";
import { type HoldingIdentity, sameInstrument } from "./rules";

/** Where a person's rows go: one list per account and day, beside those of brokers. */
export interface ManualSnapshot {
  accountId: bigint;
  id: string;
  asOf: Date;
}

/** What is written of a holding; `meta` may carry more than the form decides. */
export type HoldingRow = Omit<EnteredHolding, "meta"> & { meta: Record<string, unknown> };

const DAY_MS = 86_400_000;
const MANUAL = "manual";

/** The list kept by hand of a day, or null. */
export async function findManualSnapshot(tx: Transaction, accountId: bigint, date: string): Promise<ManualSnapshot | null> {
  return tx.holdingSnapshot
    .findFirst({ where: { brokerAccountId: accountId, id: `${MANUAL}:${date}`, source: MANUAL }, select: { id: true, asOf: true } })
    .then((found) => found && { accountId, ...found });
}

/**
 * Begins a list kept by hand. What the account held on that day comes along, so that nothing vanishes from view: the rows of the last list
 * up to then, else what the ledger yields; except the instrument that the new row is about.
 */
export async function beginManualSnapshot(
  tx: Transaction,
  accountId: bigint,
  date: string,
  correction: HoldingIdentity,
): Promise<ManualSnapshot> {
  const day = new Date(date);
  const nextDay = new Date(day.getTime() + DAY_MS);
  const base = await tx.holdingSnapshot.findFirst({
    where: { brokerAccountId: accountId, asOf: { lt: nextDay } },
    orderBy: [{ asOf: "desc" }, { createdAt: "desc" }],
    select: { id: true, asOf: true, dateOnly: true },
  });
  // A broker's list of the same day may have a time. The correction takes the same moment, or it would be older than what it corrects.
  const moment = base && base.asOf > day ? { asOf: base.asOf, dateOnly: base.dateOnly } : { asOf: day, dateOnly: true };
  const snapshot = { accountId, id: `${MANUAL}:${date}`, asOf: moment.asOf };
  await tx.holdingSnapshot.create({
    data: { brokerAccountId: accountId, id: snapshot.id, ...moment, source: MANUAL },
    select: { id: true },
  });
  if (base) await carryRows(tx, snapshot, base.id, correction);
  else await carryLedger(tx, snapshot, nextDay, correction);
  return snapshot;
}

async function carryRows(
  tx: Transaction,
  { accountId, id, asOf }: ManualSnapshot,
  from: string,
  correction: HoldingIdentity,
): Promise<void> {
  const kept = (await rowsOf(tx, accountId, from)).filter((row) => !sameInstrument(row, correction)).map((row) => row.id);
  await tx.$executeRaw`
    INSERT INTO holdings (broker_account_id, asset_type, symbol, isin, quantity, avg_price, currency, cost_value, market_value, as_of, source_snapshot_id, meta)
    SELECT broker_account_id, asset_type, symbol, isin, quantity, avg_price, currency, cost_value, market_value, ${asOf}::timestamptz, ${id},
      meta || jsonb_build_object('source', ${MANUAL}::text, 'carriedFrom', ${from}::text)
    FROM holdings WHERE broker_account_id = ${accountId} AND id = ANY (${kept}::bigint[]) ORDER BY id`;
}

async function carryLedger(tx: Transaction, snapshot: ManualSnapshot, until: Date, correction: HoldingIdentity): Promise<void> {
  const { positions, cash } = await ledgerHoldings(tx, snapshot.accountId, until);
  const meta = { source: MANUAL, carriedFrom: "ledger" };
  const units = positions.map(
    ({ assetType, symbol, isin, name, quantity, avgPrice, currency, cost, lastPrice, lastPriceAt, multiplier, priceUnit }) => ({
      assetType,
      symbol,
      isin,
      quantity,
      avgPrice,
      currency,
      costValue: cost,
      marketValue: null,
      // The value isn't stored: the price and its day are, and the list works the value out of them.
      meta: {
        ...meta,
        ...(name === null ? {} : { instrument: { name } }),
        ...(lastPrice === null ? {} : { price: lastPrice, priceDate: lastPriceAt?.slice(0, 10) }),
        ...(multiplier === null ? {} : { multiplier }),
        ...(priceUnit === null ? {} : { priceUnit }),
      },
    }),
  );
  const balances = [...cash].map(([currency, quantity]) => ({
    assetType: "cash",
    symbol: currency,
    isin: null,
    quantity,
    avgPrice: null,
    currency,
    costValue: null,
    marketValue: quantity,
    meta,
  }));
  const rows = [...units, ...balances].filter((row) => row.quantity !== "0" && !sameInstrument(row, correction));
  await insertRows(tx, snapshot, rows);
}

/** Writes rows into a list; their ids. Numbers travel as text, so none is rounded on the way. */
export async function insertRows(tx: Transaction, { accountId, id, asOf }: ManualSnapshot, rows: readonly HoldingRow[]): Promise<bigint[]> {
  const inserted = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO holdings (broker_account_id, asset_type, symbol, isin, quantity, avg_price, currency, cost_value, market_value, as_of, source_snapshot_id, meta)
    SELECT ${accountId}, p."assetType", p.symbol, p.isin, p.quantity, p."avgPrice", p.currency, p."costValue", p."marketValue", ${asOf}::timestamptz, ${id}, p.meta
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS p ("assetType" text, symbol text, isin text, quantity numeric, "avgPrice" numeric,
      currency text, "costValue" numeric, "marketValue" numeric, meta jsonb)
    RETURNING id`;
  return inserted.map((row) => row.id);
}

/** What the rows of a list are about. */
export function rowsOf(tx: Transaction, accountId: bigint, snapshotId: string): Promise<(HoldingIdentity & { id: bigint })[]> {
  return tx.holding.findMany({
    where: { brokerAccountId: accountId, sourceSnapshotId: snapshotId },
    select: { id: true, assetType: true, symbol: true, isin: true, currency: true },
  });
}

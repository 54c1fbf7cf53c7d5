import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { holdingRows } from "@/lib/holdings/as-known";
import { loadIndex } from "@/lib/instruments/learn";
import { ledgerNames } from "@/lib/instruments/named-rows";
import { isEarly, type SymbolDays } from "@/lib/instruments/resolver";
import { codesOf, isSymbolKind, type Named, symbolOf } from "@/lib/instruments/rules";
import { type Moment, NOW } from "@/lib/moment/schema";
import { type DecimalString, decimal, sign } from "@/lib/money/decimal";
import { ledgerRows } from "@/lib/transactions/as-known";
import type { ComparisonLine, SnapshotMoment } from "../schema";
import { type BrokerHolding, type KeyOf, keysOf, linesOf } from "../subjects";

/** An account's ledger held against one of its snapshots. */
export interface Comparison {
  lines: ComparisonLine[];
  comparesCash: boolean;
  /** What the ledger calls its instruments. */
  groups: readonly Named[];
  keyOf: KeyOf;
  days: SymbolDays;
  /** Rows of the ledger up to the snapshot, and the day (ISO) of the first one. */
  ledgerRows: number;
  firstDay: string | null;
}

const DAY_MS = 86_400_000;

/** The first moment that no longer counts: after the whole day, where the snapshot has a date and no time. */
export function endOf({ asOf, dateOnly }: Pick<SnapshotMoment, "asOf" | "dateOnly">): Date {
  const at = Date.parse(asOf);
  return new Date(dateOnly ? Math.floor(at / DAY_MS) * DAY_MS + DAY_MS : at + 1);
}

/**
 * Both sides, summed where the rows are: the cost of it is one scan of the account's ledger, however many instruments there are.
 * @param moment both as they were recorded then; the snapshot itself says up to when the ledger counts
 */
export async function compareAccount(
  tx: Transaction,
  accountId: bigint,
  snapshot: SnapshotMoment,
  moment: Moment = NOW,
): Promise<Comparison> {
  const until = endOf(snapshot);
  const within = Prisma.sql`t.broker_account_id = ${accountId} AND t.trade_time < ${until}::timestamptz`;
  const groups = await ledgerNames(tx, within, moment);
  const balances = await tx.$queryRaw<{ currency: string; balance: string; rows: number; first: Date }[]>`
    SELECT t.currency, sum((t.meta ->> 'netAmount')::numeric)::text AS balance, count(*)::int AS rows, min(t.trade_time) AS first
    FROM ${ledgerRows(moment)} t WHERE ${within} GROUP BY t.currency`;
  const days = await symbolDays(tx);
  const holdings = await brokerHoldings(tx, accountId, snapshot, days, moment);
  const keyOf = keysOf(await loadIndex(tx), [...holdings.map(({ named }) => named), ...groups]);
  const sums = new Map(balances.map(({ currency, balance }) => [currency, decimal(balance)]));
  const named = groups.map((group) => ({ named: group, quantity: group.quantity, rows: group.rows }));
  const first = balances.map((each) => each.first.toISOString()).sort()[0];
  return {
    ...linesOf(keyOf, named, holdings, sums),
    groups,
    keyOf,
    days,
    ledgerRows: balances.reduce((total, { rows }) => total + rows, 0),
    firstDay: first?.slice(0, 10) ?? null,
  };
}

/** From when on symbols mean what they mean today, where somebody said so. */
async function symbolDays(tx: Transaction): Promise<SymbolDays> {
  const dated = await tx.instrumentAlias.findMany({
    where: { validFrom: { not: null } },
    select: { kind: true, value: true, validFrom: true },
  });
  return new Map(
    dated
      .filter(({ kind }) => isSymbolKind(kind))
      .map(({ value, validFrom }) => [symbolOf(value), validFrom?.toISOString().slice(0, 10) ?? ""]),
  );
}

interface HoldingRow {
  asset_type: string;
  symbol: string;
  isin: string | null;
  quantity: string;
  avg_price: string | null;
  currency: string;
  cost_value: string | null;
  market_value: string | null;
  instrument: unknown;
  source: string | null;
  price: string | null;
  multiplier: string | null;
  price_unit: string | null;
}

const known = (text: string | null): DecimalString | null => (text === null ? null : decimal(text));

/** The snapshot's rows, those of nothing left out but for cash: a balance of 0 is a word about that currency. */
export async function brokerHoldings(
  tx: Transaction,
  accountId: bigint,
  { id, asOf }: SnapshotMoment,
  days: SymbolDays,
  moment: Moment = NOW,
): Promise<BrokerHolding[]> {
  const rows = await tx.$queryRaw<HoldingRow[]>`
    SELECT h.asset_type, h.symbol, h.isin, h.quantity::text, h.avg_price::text, h.currency, h.cost_value::text, h.market_value::text,
      h.meta -> 'instrument' AS instrument, h.meta ->> 'source' AS source, h.meta ->> 'price' AS price, h.meta ->> 'multiplier' AS multiplier,
      h.meta ->> 'priceUnit' AS price_unit
    FROM ${holdingRows(moment)} h WHERE h.broker_account_id = ${accountId} AND h.source_snapshot_id = ${id} ORDER BY h.id`;
  return rows
    .map((row): BrokerHolding => {
      const codes = codesOf(row.instrument);
      return {
        named: {
          assetType: row.asset_type,
          symbol: row.symbol,
          currency: row.currency,
          ...codes,
          isin: row.isin ?? codes.isin ?? null,
          source: row.source,
          early: isEarly(days, row.symbol, asOf),
        },
        quantity: decimal(row.quantity),
        avgPrice: known(row.avg_price),
        cost: known(row.cost_value),
        value: known(row.market_value),
        price: known(row.price),
        multiplier: known(row.multiplier),
        priceUnit: row.price_unit === "percent" ? "percent" : null,
      };
    })
    .filter(({ named, quantity }) => named.assetType === "cash" || sign(quantity) !== 0);
}

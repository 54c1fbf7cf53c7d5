import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { RateTable } from "@/lib/engine/valuation/rates";
import { listSnapshots } from "@/lib/holdings/queries";
import { findList } from "@/lib/holdings/rows";
import { isBalance } from "@/lib/instruments/named-rows";
import { codesOf } from "@/lib/instruments/rules";
import type { Moment } from "@/lib/moment/schema";
import { decimal, sign } from "@/lib/money/decimal";
import { rateEntries } from "@/lib/rates/queries";
import { ledgerRows } from "@/lib/transactions/as-known";
import { type Comparison, compareAccount, endOf } from "../comparison/queries";
import type { ComparisonLine, SnapshotMoment } from "../schema";
import { cashKey } from "../subjects";
import { type BetweenLine, between, fxEffect, type Movement } from "./rules";
import type { BetweenView, RatePair } from "./schema";

const TIMEOUT_MS = 60_000;

interface Wanted {
  from?: string;
  to?: string;
}

/**
 * Two lists of an account side by side: the two newest at the moment, unless the address says which. Null when there is no such account or
 * list, or it is somebody else's. A base currency is what rates are looked up in.
 */
export function getBetween(
  actor: Actor,
  accountId: bigint,
  wanted: Wanted,
  baseCurrency: string,
  moment: Moment,
): Promise<BetweenView | null> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
      if (!account) return null;
      const snapshots = await listSnapshots(tx, accountId, moment);
      const choose = (id: string | undefined, usual: SnapshotMoment | undefined) =>
        id === undefined ? usual : findList(tx, accountId, moment, id);
      const chosen = [await choose(wanted.from, snapshots[1]), await choose(wanted.to, snapshots[0])];
      if (chosen.includes(null)) return null;
      // Whichever way they were chosen, time runs forward.
      const [from, to] = chosen.flatMap((each) => each ?? []).sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
      const nothing = { snapshots, from: from ?? null, to: to ?? null, lines: [], baseCurrency, withoutRate: [] };
      if (!from || !to) return nothing;
      const { lines, withoutRate } = await compareLists(tx, accountId, { from, to, base: baseCurrency, moment });
      return { ...nothing, lines, withoutRate };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

interface Lists {
  from: SnapshotMoment;
  to: SnapshotMoment;
  base: string;
  moment: Moment;
}

/** What happened between two lists, with what that was made of. */
export interface ComparedLists {
  lines: BetweenLine[];
  withoutRate: string[];
  /** Both lists against the ledger, by subject. */
  sides: { from: ReadonlyMap<string, ComparisonLine>; to: ReadonlyMap<string, ComparisonLine> };
  /** The second one. */
  comparison: Comparison;
  rates: RateTable;
}

/** @param lists the earlier and the later one; what rates do is told in `base` */
export async function compareLists(tx: Transaction, accountId: bigint, lists: Lists): Promise<ComparedLists> {
  const { from, to, base, moment } = lists;
  const [first, second] = [await compareAccount(tx, accountId, from, moment), await compareAccount(tx, accountId, to, moment)];
  const movements = await movementsBetween(tx, accountId, second, { after: endOf(from), until: endOf(to), moment });
  const byKey = ({ lines }: Comparison) => new Map(lines.map((line) => [line.subject.key, line]));
  const sides = { from: byKey(first), to: byKey(second) };
  const keys = [...new Set([...first.lines, ...second.lines].map(({ subject }) => subject.key))];
  const lines = keys.flatMap((key) => {
    const [a, b] = [sides.from.get(key) ?? null, sides.to.get(key) ?? null];
    const subject = (b ?? a)?.subject;
    const isListed = [a, b].some((side) => side && sign(side.broker) !== 0);
    return subject && isListed ? [between(subject, a, b, movements.get(key) ?? [])] : [];
  });
  const currencies = [...new Set(lines.map(({ subject }) => subject.currency))].filter((currency) => currency !== base);
  const rates = await ratesOf(tx, currencies, lists);
  const pairs = pairsOf(rates, currencies, lists);
  const withFx = lines.map((line) => {
    const effect = fxEffect(line, pairs.get(line.subject.currency) ?? null);
    return effect === null || sign(effect) === 0
      ? line
      : { ...line, parts: [...line.parts, { part: "fx" as const, units: null, value: effect }] };
  });
  const withoutRate = currencies.filter((currency) => !pairs.has(currency));
  return { lines: withFx.sort(byPlace), withoutRate, sides, comparison: second, rates };
}

const byPlace = (a: Pick<ComparisonLine, "subject">, b: Pick<ComparisonLine, "subject">) =>
  Number(a.subject.kind === "cash") - Number(b.subject.kind === "cash") || (a.subject.symbol < b.subject.symbol ? -1 : 1);

/** What the units of a row `t` were traded for. */
export const GROSS = Prisma.sql`(t.quantity * t.price * coalesce((t.meta ->> 'multiplier')::numeric, 1)
  * CASE WHEN t.meta ->> 'priceUnit' = 'percent' THEN 0.01 ELSE 1 END)`;

interface MovementRow {
  asset_type: string;
  symbol: string;
  currency: string;
  instrument: unknown;
  source: string | null;
  trade_type: string;
  is_balance: boolean;
  units: string;
  gross: string;
  net: string;
}

/** What the ledger says happened after one moment and before another, by subject. */
async function movementsBetween(
  tx: Transaction,
  accountId: bigint,
  { keyOf }: Comparison,
  { after, until, moment }: { after: Date; until: Date; moment: Moment },
): Promise<Map<string, Movement[]>> {
  const rows = await tx.$queryRaw<MovementRow[]>`
    SELECT t.asset_type, t.symbol, t.currency, t.meta -> 'instrument' AS instrument, t.meta ->> 'source' AS source, t.trade_type,
      ${isBalance(Prisma.sql`t.asset_type`, Prisma.sql`t.trade_type`)} AS is_balance, sum(t.quantity)::text AS units,
      sum(${GROSS})::text AS gross,
      sum((t.meta ->> 'netAmount')::numeric)::text AS net
    FROM ${ledgerRows(moment)} t
    WHERE t.broker_account_id = ${accountId} AND t.trade_time >= ${after}::timestamptz AND t.trade_time < ${until}::timestamptz
    GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  const found = new Map<string, Movement[]>();
  const put = (key: string, movement: Movement) => found.set(key, [...(found.get(key) ?? []), movement]);
  for (const { asset_type, symbol, currency, instrument, source, trade_type, is_balance, units, gross, net } of rows) {
    put(cashKey(currency), { tradeType: trade_type, units: decimal(net), gross: decimal(net) });
    if (is_balance) continue;
    const key = keyOf({ assetType: asset_type, symbol, currency, ...codesOf(instrument), source });
    put(key, { tradeType: trade_type, units: decimal(units), gross: decimal(gross) });
  }
  return found;
}

/** The rates that pages of figures take: typed, published, or out of a file. */
async function ratesOf(tx: Transaction, currencies: readonly string[], { base, moment }: Lists): Promise<RateTable> {
  return new RateTable(currencies.length === 0 ? [] : await rateEntries(tx, [...currencies, base], { known: moment.known }));
}

/** Those on the days of both lists. Without one of them, none. */
function pairsOf(rates: RateTable, currencies: readonly string[], { from, to, base }: Lists): Map<string, RatePair> {
  return new Map(
    currencies.flatMap((currency) => {
      const [first, second] = [from, to].map(({ asOf }) => rates.at(currency, base, asOf.slice(0, 10)));
      return first && second ? [[currency, { from: first.rate, to: second.rate }] as const] : [];
    }),
  );
}

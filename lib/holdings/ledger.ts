import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { AccountPosition, InstrumentBook } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { bookKeys } from "@/lib/instruments/book-keys";
import { type Moment, NOW } from "@/lib/moment/schema";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { ledgerRows } from "@/lib/transactions/as-known";
import { streamLedger } from "@/lib/transactions/ledger-stream";
import { summedPositions } from "./summed-ledgers";

/** A position as the ledger of one account yields it; the cost is null where it was not worked out or is not known. */
export type LedgerPosition = Pick<InstrumentBook, "assetType" | "symbol" | "isin" | "name" | "multiplier" | "priceUnit"> &
  Pick<AccountPosition, "currency" | "quantity" | "avgPrice" | "lastPrice" | "lastPriceAt"> & {
    cost: DecimalString | null;
    costGap?: string;
  };

export interface LedgerHoldings {
  positions: LedgerPosition[];
  cash: ReadonlyMap<string, DecimalString>;
  /** The moment of the newest row, ISO; null for an empty ledger. */
  asOf: string | null;
  dateOnly: boolean;
}

/** Beyond this, an average cost takes longer than a page may: quantities are then summed where the rows are. */
const FOLDED_ROWS_LIMIT = 200_000;
const TOO_LONG = `The account's ledger is longer than ${FOLDED_ROWS_LIMIT.toLocaleString("en")} rows: its average cost isn't worked out for this list.`;
const NOT_ACQUIRED = "More units went than the ledger says came. Add the purchase, delivery or opening balance that is missing.";
const COST_NOT_TOLD = "Units were delivered without their cost. Enter it as the price of that row in the ledger.";

/** What an account holds by its ledger alone, at a moment. `until` (exclusive) looks back to an earlier day. */
export async function ledgerHoldings(
  tx: Transaction,
  accountId: bigint,
  until: Date | null = null,
  moment: Moment = NOW,
): Promise<LedgerHoldings> {
  const [size] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM (
      SELECT 1 FROM ${ledgerRows(moment)} t WHERE broker_account_id = ${accountId} AND ${before(until)} LIMIT ${FOLDED_ROWS_LIMIT + 1}) counted`;
  const [newest] = await tx.$queryRaw<{ trade_time: Date; date_only: boolean }[]>`
    SELECT trade_time, coalesce((meta ->> 'dateOnly')::boolean, false) AS date_only FROM ${ledgerRows(moment)} t
    WHERE broker_account_id = ${accountId} AND ${before(until)} ORDER BY trade_time DESC, id DESC LIMIT 1`;
  const found =
    (size?.rows ?? 0) > FOLDED_ROWS_LIMIT ? await summed(tx, accountId, until, moment) : await folded(tx, accountId, until, moment);
  return { ...found, asOf: newest?.trade_time.toISOString() ?? null, dateOnly: newest?.date_only ?? false };
}

const before = (until: Date | null) => (until === null ? Prisma.sql`true` : Prisma.sql`trade_time < ${until}::timestamptz`);

async function folded(
  tx: Transaction,
  accountId: bigint,
  until: Date | null,
  moment: Moment,
): Promise<Pick<LedgerHoldings, "positions" | "cash">> {
  const fold = new LedgerFold("average", { events: false });
  const bookOf = await bookKeys(tx);
  for await (const page of ledgerPages(tx, accountId, { until, moment, bookOf })) for (const row of page) fold.add(row);
  const { instruments, cash } = fold.books();
  return {
    positions: instruments.flatMap((book) => book.positions.map((position) => ledgerPosition(book, position))),
    cash: new Map(cash.map(({ currency, balance }) => [currency, balance])),
  };
}

interface Pages {
  /** The first instant that no longer counts; null: as the moment has it. */
  until: Date | null;
  moment: Moment;
  /** Rows of one instrument are one position, whatever they call it. */
  bookOf: Awaited<ReturnType<typeof bookKeys>>;
}

/** An account's ledger at a moment, in order, some thousand rows at a time. */
export function ledgerPages(tx: Transaction, accountId: bigint, { until, moment, bookOf }: Pages): AsyncGenerator<LedgerRow[]> {
  const relation = Prisma.sql`(SELECT u.* FROM ${ledgerRows(moment)} u WHERE ${before(until)})`;
  return streamLedger(tx, { accounts: [accountId], keys: null, relation }, bookOf);
}

function ledgerPosition(book: InstrumentBook, position: AccountPosition): LedgerPosition {
  const { assetType, symbol, isin, name, multiplier, priceUnit } = book;
  const { currency, ledgerQuantity, cost, costKnown, avgPrice, lastPrice, lastPriceAt } = position;
  const described = { assetType, symbol, isin, name, multiplier, priceUnit, currency, quantity: ledgerQuantity, lastPrice, lastPriceAt };
  // What is held is what the rows add up to, even where lots must be assumed: the page says what the ledger says.
  const costGap = ledgerQuantity === position.quantity ? COST_NOT_TOLD : NOT_ACQUIRED;
  const isKnown = costKnown && ledgerQuantity === position.quantity;
  return isKnown ? { ...described, cost, avgPrice } : { ...described, cost: null, avgPrice: null, costGap };
}

/** Of a ledger that is too long to be folded: quantities without costs. */
async function summed(
  tx: Transaction,
  accountId: bigint,
  until: Date | null,
  moment: Moment,
): Promise<Pick<LedgerHoldings, "positions" | "cash">> {
  const held = await summedPositions(tx, Prisma.sql`t.broker_account_id = ${accountId} AND ${before(until)}`, moment);
  const cash = await tx.$queryRaw<{ currency: string; balance: string }[]>`
    SELECT currency, sum((meta ->> 'netAmount')::numeric)::text AS balance FROM ${ledgerRows(moment)} t
    WHERE broker_account_id = ${accountId} AND ${before(until)} GROUP BY currency`;
  const positions = held.map(
    ({ accountId: _account, ...position }): LedgerPosition => ({
      ...position,
      ...{ cost: null, costGap: TOO_LONG, avgPrice: null },
    }),
  );
  return { positions, cash: new Map(cash.map(({ currency, balance }) => [currency, decimal(balance)])) };
}

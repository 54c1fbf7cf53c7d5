import { absolute, add, decimal, multiply, negate } from "@/lib/money/decimal";
import type { AccountPosition, CostMethod, InstrumentBook, LedgerBooks } from "./books";
import { LedgerFold } from "./fold";
import type { LedgerRow } from "./ledger-row";

/** Ledger rows for specifications: terse, with everything that a sentence doesn't speak of left at a default. */

/** Numbers that may be written as plain text. */
const NUMBERS = ["quantity", "price", "netAmount", "fees", "taxes", "multiplier", "accruedInterest"] as const;
type NumberField = (typeof NUMBERS)[number];
export type Fields = Partial<Omit<LedgerRow, NumberField>> & { [Field in NumberField]?: string | null };

let rows = 0;
/** Ids rise with every row that is built, as the database's do. */
const nextId = () => String(++rows);

/** One row. Its book is kept under the symbol, unless it is said otherwise. */
export function row(fields: Fields): LedgerRow {
  const { quantity = "0", price = "0", netAmount = "0", fees = "0", taxes = "0", multiplier, accruedInterest, ...rest } = fields;
  return {
    id: rest.id ?? nextId(),
    accountId: "1",
    instrument: rest.symbol ?? "ACME",
    assetType: "stock",
    symbol: "ACME",
    isin: null,
    name: null,
    currency: "USD",
    tradeType: "buy",
    subtype: null,
    tradeTime: "2025-01-02T00:00:00.000Z",
    dateOnly: false,
    fx: null,
    priceUnit: null,
    lots: null,
    ratio: null,
    groupId: null,
    positionEffect: null,
    brokerGain: null,
    ...rest,
    quantity: decimal(quantity ?? "0"),
    price: decimal(price ?? "0"),
    netAmount: decimal(netAmount ?? "0"),
    fees: decimal(fees ?? "0"),
    taxes: decimal(taxes ?? "0"),
    multiplier: multiplier ? decimal(multiplier) : null,
    accruedInterest: accruedInterest ? decimal(accruedInterest) : null,
  };
}

/** A purchase at a price; `fee` is paid on top. */
export function buy(quantity: string, price: string, fee = "0", fields: Fields = {}): LedgerRow {
  const gross = multiply(decimal(quantity), decimal(price));
  return row({ tradeType: "buy", quantity, price, netAmount: negate(add(gross, decimal(fee))), fees: fee, ...fields });
}

/** A sale at a price; `quantity` is unsigned, as people say it, and `fee` comes off the proceeds. */
export function sell(quantity: string, price: string, fee = "0", fields: Fields = {}): LedgerRow {
  const units = negate(absolute(decimal(quantity)));
  const gross = multiply(decimal(quantity), decimal(price));
  return row({ tradeType: "sell", quantity: units, price, netAmount: add(gross, negate(decimal(fee))), fees: fee, ...fields });
}

/** The books of rows in the order in which they are given, whatever their ids. */
export function folded(method: CostMethod, ...given: readonly LedgerRow[]): LedgerBooks {
  const fold = new LedgerFold(method);
  for (const each of given) fold.add(each);
  return fold.books();
}

/** The book of one instrument. Throws when there is none. */
export function bookOf({ instruments }: LedgerBooks, instrument = "ACME"): InstrumentBook {
  const found = instruments.find((book) => book.instrument === instrument);
  if (!found) throw new Error(`expected a book of ${instrument}`);
  return found;
}

/** The one position of an instrument, or its position in an account. Throws when there is none, or more than one. */
export function positionOf(books: LedgerBooks, instrument = "ACME", accountId: string | null = null): AccountPosition {
  const [found, ...others] = bookOf(books, instrument).positions.filter((each) => accountId === null || each.accountId === accountId);
  if (!found || others.length > 0) throw new Error("expected exactly one position");
  return found;
}

import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { charge, pricePerUnit } from "../draft";
import type { Entry } from "../portfolio-performance/entry";
import { inferredType, type Security } from "../portfolio-performance/securities";
import type { Currency, TableRow } from "../table/row";
import type { Column } from "./columns";
import { typeOf } from "./words";

export type Row = TableRow<Column>;

export const SOURCE = "portfolio-performance-csv";

export function securityOf(row: Row): Security | null {
  const [isin, wkn, ticker, name] = [row.text("isin").toUpperCase(), row.text("wkn"), row.text("ticker"), row.text("name")];
  const symbol = ticker || isin || wkn || name;
  if (symbol === "") return null;
  const meta = { ...(isin ? { isin } : {}), ...(wkn ? { wkn } : {}), ...(name ? { name } : {}) };
  return { assetType: inferredType("", name), symbol, name, currency: "", meta };
}

/** The type of a line. A blank one is taken as the application's own import takes it: by the sign, and by what else there is. */
function readType(row: Row, value: DecimalString | null, shares: DecimalString | null, security: Security | null): string {
  const word = row.text("type");
  if (word !== "") return typeOf(word) ?? word;
  const isOut = value !== null && sign(value) < 0;
  if (security !== null && shares !== null) return isOut ? "BUY" : "SELL";
  if (isOut) return "REMOVAL";
  return security === null ? "DEPOSIT" : "DIVIDENDS";
}

/** The amount that moved, as written, and the currency beside it: in the table of all transactions only foreign ones have one. */
function amountOf(row: Row): { value: DecimalString | null; currency: Currency | null } {
  if (row.has("value")) return { value: row.value("value"), currency: row.currency("currency") };
  const net = row.amount("net");
  if (net === null && !row.has("net")) row.refuse("The line has no amount.", `A number in ${row.title("value")}.`);
  return { value: net?.value ?? null, currency: row.currencyOf(net?.unit ?? "", "The currency") };
}

function foreign(row: Row, shares: DecimalString, own: Currency): Partial<TransactionMeta> {
  const gross = row.value("gross");
  if (gross === null || sign(gross) === 0 || !row.has("grossCurrency")) return {};
  const unit = row.currencyOf(row.text("grossCurrency"), row.title("grossCurrency"));
  if (unit === null || unit.currency === own.currency) return {};
  const rate = row.value("rate");
  const price = pricePerUnit(toMajor(gross, unit), shares);
  return {
    ...(rate !== null && sign(rate) > 0 && !unit.minorUnit && !own.minorUnit
      ? { fx: { rate, from: unit.currency, to: own.currency } }
      : {}),
    quoted: { ...(price === null ? { amount: absolute(toMajor(gross, unit)) } : { price }), currency: unit.currency },
  };
}

/** What a line says, or null where something in it can't be read. Signs of amounts differ between the exports; the type has the direction. */
export function readEntry(row: Row): Entry | null {
  const at = row.time("date", "time");
  const { value, currency } = amountOf(row);
  const shares = row.number("shares");
  const [fees, taxes] = [row.value("fees"), row.value("taxes")];
  const security = securityOf(row);
  const type = readType(row, value, shares, security);
  const exDate = row.has("exDate") ? row.date("exDate") : undefined;
  if (at === null || value === null || currency === null || row.isRefused) return null;
  const money = (amount: DecimalString | null) => amount && toMajor(absolute(amount), currency);
  const entry: Entry = {
    source: SOURCE,
    line: row.line,
    type,
    currency: currency.currency,
    at: at.instant.endsWith("T00:00:00.000Z") ? { ...at, dateOnly: true } : at,
    amount: toMajor(absolute(value), currency),
    shares: absolute(shares ?? ZERO),
    security,
    fees: charge("fee", money(fees), currency.currency),
    taxes: charge("tax", money(taxes), currency.currency),
    meta: {
      ...foreign(row, shares ?? ZERO, currency),
      rawType: row.text("type") || type,
      ...(currency.minorUnit ? { minorUnit: currency.minorUnit } : {}),
      note: row.text("note"),
      document: row.text("document") || undefined,
      exDate,
    },
  };
  return row.isRefused ? null : entry;
}

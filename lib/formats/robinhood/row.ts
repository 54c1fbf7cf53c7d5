import { type DecimalString, negate, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { readNumber } from "../table/numbers";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { usOption } from "../us-brokers/listing";
import { type UsMeaning, usParts } from "../us-brokers/row";
import type { Column } from "./columns";
import { CODES } from "./meanings";

type Row = TableRow<Column>;

const SOURCE = "robinhood";
const CORPORATE: ReadonlySet<TradeType> = new Set(["split", "spin_off", "merger", "symbol_change", "stock_dividend"]);

/** `Acme\nCUSIP: 037833100\nDividend Reinvestment`, or of options `Option Expiration for AAPL 6/20/2026 Call $200.00`. */
function described(text: string): { name: string; cusip?: string; reinvests: boolean } {
  const name = (/^(.*?)\s*(?:CUSIP:.*)?$/i.exec(text.replaceAll(/\s+/g, " "))?.[1] ?? "").replace(
    /^Option (?:Expiration|Assignment|Exercise) for /i,
    "",
  );
  const cusip = /CUSIP:\s*([0-9A-Z]{9})\b/i.exec(text)?.[1];
  return { name: name.trim(), ...(cusip ? { cusip } : {}), reinvests: /dividend reinvestment/i.test(text) };
}

/** Units that leave have an S behind them (`10S`), other than those of sales. */
function unitsOf(row: Row): DecimalString | null {
  const written = /^([\d.,]+)\s*S$/i.exec(row.text("quantity"))?.[1];
  const leaving = written === undefined ? null : readNumber(written, "point");
  return leaving === null ? row.value("quantity") : negate(leaving);
}

/** The ledger row of one line. Amounts are in dollars after charges, which are not told. */
export function readRow(row: Row): FormatItem {
  const raw = row.requiredText("code", "A code such as Buy.");
  const at = row.time("date");
  const [quantity, price, amount] = [unitsOf(row), row.value("price"), row.value("amount")];
  const settleDate = row.date("settleDate");
  if (!at || row.isRefused) return row.refusal();
  const { doubts, ...meaning }: UsMeaning & { doubts: string[] } = row.meaning(CODES, raw);
  const { name, cusip, reinvests } = described(row.text("description"));
  const units = quantity !== null && sign(quantity) !== 0 ? quantity : null;
  const tradeType = meaning.tradeType === "transfer_in" && units === null ? "deposit" : meaning.tradeType;
  const option = usOption(name);
  const tookBack = meaning.subtype === "cancelled_trade";
  return row.transaction(
    usParts({
      source: SOURCE,
      ...meaning,
      tradeType,
      subtype: reinvests && tradeType === "buy" ? "dividend_reinvestment" : meaning.subtype,
      doubts: tookBack ? [...doubts, "The broker took back a trade: look whether the trade itself is in the ledger."] : doubts,
      at,
      // An option has the symbol of its underlying, and its own name in the description.
      symbol: option ? name : row.text("instrument"),
      name,
      told: { ...(cusip ? { cusip } : {}), ...(option ? { assetType: "option" as const } : {}) },
      quantity: units,
      price,
      amount,
      meta: {
        rawType: raw,
        description: row.text("description").replaceAll(/\s+/g, " "),
        settleDate,
        ...(tradeType === "adjustment" ? { reason: name || raw } : {}),
        ...(CORPORATE.has(tradeType) ? { corporateAction: { kind: tradeType, description: name || raw } } : {}),
      },
    }),
  );
}

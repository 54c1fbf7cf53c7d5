import { absolute, type DecimalString, decimal, sign } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge, type RowParts } from "../draft";
import type { Currency, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { usOption } from "../us-brokers/listing";
import type { UsMeaning } from "../us-brokers/row";
import type { Column } from "./columns";
import { assetTypeOf, typeMeaning } from "./meanings";

type Row = TableRow<Column>;

const SOURCE = "disnat";

/** The broker's own names of currencies. */
const CURRENCIES: Readonly<Record<string, string>> = {
  CAN: "CAD",
  USA: "USD",
  "É-U": "USD",
  "É.-U.": "USD",
  "E-U": "USD",
  EU: "USD",
  US: "USD",
};
const MARKETS: Readonly<Record<string, string>> = { CAN: "Canada", USA: "United States", US: "United States" };
const CORPORATE: ReadonlySet<TradeType> = new Set(["split", "spin_off", "merger", "symbol_change", "rights", "stock_dividend"]);
const INCOME: ReadonlySet<TradeType> = new Set(["dividend", "interest", "return_of_capital", "tax", "fee"]);
const CONTRACT = decimal("100");

function currencyOf(row: Row, column: "currency" | "priceCurrency"): Currency | null {
  const written = row.text(column);
  return row.currencyOf(CURRENCIES[written.toUpperCase()] ?? written, row.title(column));
}

/** Trades have a market behind the symbol (`XIC-C`), distributions of the same shares have none. */
const bareSymbol = (symbol: string) => symbol.replace(/-[CU]$/, "");

function instrumentOf(row: Row): RowParts["instrument"] {
  if (!row.has("symbol") && !row.has("assetClass")) return undefined;
  const name = row.text("description");
  const symbol = row.has("symbol") ? bareSymbol(row.text("symbol")) : name;
  const assetType = assetTypeOf(row.has("assetClass") ? row.text("assetClass") : "", name);
  const option = assetType === "option" ? (usOption(symbol) ?? usOption(name)) : null;
  return symbol === "" ? undefined : { assetType, symbol, meta: { name, ...option } };
}

/** Money and units go where their sign says. */
function directed(meaning: UsMeaning, units: DecimalString | null, amount: DecimalString | null, reinvestsAlone: boolean): TradeType {
  const { tradeType } = meaning;
  if (reinvestsAlone) return "reinvest";
  const isDelivery = tradeType === "transfer_in";
  if (isDelivery && units !== null) return sign(units) < 0 ? "transfer_out" : "transfer_in";
  if (!isDelivery && tradeType !== "deposit" && tradeType !== "withdrawal") return tradeType;
  return amount !== null && sign(amount) < 0 ? "withdrawal" : "deposit";
}

/** A price in another currency than the account's is only shown: the one of the ledger is worked out of what was paid. */
function priceOf(
  price: DecimalString | null,
  priced: Currency | null,
  account: Currency,
): Pick<RowParts, "price"> & { quoted?: TransactionMeta["quoted"] } {
  if (price === null || priced === null || priced.currency === account.currency) return { price: price && absolute(price) };
  return { price: null, quoted: { price: absolute(price), currency: priced.currency } };
}

/** The ledger row of one line. Amounts are in the account's currency, signed as cash, after commissions. */
export function readRow(row: Row): FormatItem {
  const raw = row.requiredText("type", "A type such as ACHAT.");
  const at = row.time(row.has("date") ? "date" : "settleDate");
  const account = currencyOf(row, "currency");
  const [quantity, price, amount, commission] = [
    row.value("quantity"),
    row.value("price"),
    row.requiredValue("amount"),
    row.value("commission"),
  ];
  const priced = price === null ? null : currencyOf(row, "priceCurrency");
  const settleDate = row.date("settleDate");
  if (!at || !account || row.isRefused) return row.refusal();

  const known = typeMeaning(raw);
  const { doubts, ...meaning }: UsMeaning & { doubts: string[] } = known ? { ...known, doubts: [] } : row.meaning({}, raw);
  const units = quantity !== null && sign(quantity) !== 0 ? quantity : null;
  const reinvestsAlone = meaning.subtype === "dividend_reinvestment" && (amount === null || sign(amount) === 0);
  const tradeType = directed(meaning, units, amount, reinvestsAlone);
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal" || tradeType === "fx_conversion";
  const instrument = isMoney ? undefined : instrumentOf(row);
  const { quoted, ...shown } = priceOf(price, priced, account);
  const description = row.text("description");
  return row.transaction({
    source: SOURCE,
    tradeType,
    ...(instrument ? { instrument } : {}),
    // Distributions name the units that they are paid for.
    quantity: isMoney || INCOME.has(tradeType) || !instrument ? null : units,
    ...(isMoney || INCOME.has(tradeType) ? { price: null } : shown),
    currency: account.currency,
    at,
    net: tradeType === "transfer_in" || tradeType === "transfer_out" || tradeType === "reinvest" ? null : amount,
    fees: charge("commission", commission === null ? null : absolute(commission), account.currency),
    doubts,
    meta: {
      rawType: raw,
      description,
      subtype: tradeType === "interest" && instrument ? (meaning.subtype ?? "coupon") : meaning.subtype,
      positionEffect: meaning.effect,
      settleDate,
      quoted,
      ...(instrument?.assetType === "option" ? { multiplier: CONTRACT } : {}),
      ...(row.has("market") ? { market: MARKETS[row.text("market")] ?? row.text("market") } : {}),
      ...(tradeType === "adjustment" ? { reason: description || raw } : {}),
      ...(CORPORATE.has(tradeType) ? { corporateAction: { kind: tradeType, description: description || raw } } : {}),
    },
  });
}

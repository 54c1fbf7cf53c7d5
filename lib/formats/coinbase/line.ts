import { absolute, add, type DecimalString, multiply, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import { pricePerUnit } from "../draft";
import { fiatIsMoney } from "../exchange/assets";
import type { ExchangeEvent } from "../exchange/event";
import type { TableRow } from "../table/row";
import type { Column } from "./columns";
import { assetOf } from "./notes";

type Row = TableRow<Column>;

export const SOURCE = "coinbase";

/** A line of the transaction history, read as far as all types have it. */
export interface HistoryLine {
  row: Row;
  type: string;
  asset: string;
  /** As written: older exports leave out the sign of what goes. */
  quantity: DecimalString;
  /** Unsigned, in `currency`; fees are `total − subtotal`, and none where only one of the two is told. */
  subtotal: DecimalString;
  total: DecimalString;
  price: DecimalString | undefined;
  currency: string;
  event: ExchangeEvent;
}

/** What a line says whatever its type; null where something of it can't be read, which the row then knows. */
export function lineOf(row: Row, type: string): HistoryLine | null {
  row.requiredText("transactionType", "A type such as Buy.");
  const at = row.time("timestamp");
  const asset = assetOf(row.text("asset"));
  if (asset === null) row.refuse(`${row.title("asset")}: "${row.text("asset").slice(0, 60)}" is no asset.`, "A code such as BTC.");
  const quantity = row.requiredValue("quantity");
  const currency = row.currencyOf(currencyText(row), row.title("priceCurrency"));
  const price = row.value("spotPrice");
  const [subtotal, total, fees] = [magnitude(row.value("subtotal")), magnitude(row.value("total")), magnitude(row.value("fees"))];
  if (!at || asset === null || quantity === null || !currency || row.isRefused) return null;
  const worth = subtotal ?? (total && fees ? bare(type, total, fees) : total) ?? absolute(multiply(quantity, price ?? ZERO));
  const id = row.text("id");
  return {
    row,
    type,
    asset,
    quantity,
    subtotal: worth,
    total: total ?? withFees(type, worth, fees ?? ZERO),
    price: price === null ? (pricePerUnit(worth, quantity) ?? undefined) : absolute(price),
    currency: currency.currency,
    event: {
      source: SOURCE,
      at,
      isMoney: fiatIsMoney,
      countedIn: () => currency.currency,
      ...(id === "" ? {} : { id: `${SOURCE}:${id}` }),
      meta: { rawType: row.text("transactionType"), description: row.text("notes") },
    },
  };
}

const magnitude = (value: DecimalString | null) => value && absolute(value);
const sells = (type: string) => type.includes("sell");
const bare = (type: string, total: DecimalString, fees: DecimalString) => (sells(type) ? add(total, fees) : subtract(total, fees));
const withFees = (type: string, worth: DecimalString, fees: DecimalString) => (sells(type) ? subtract(worth, fees) : add(worth, fees));

/** The money of the amounts: a column, or (to 2021) the first word of the columns' names. */
function currencyText(row: Row): string {
  if (row.has("priceCurrency")) return row.text("priceCurrency");
  const titles = [row.title("spotPrice"), row.title("total"), row.title("subtotal")];
  return titles.map((title) => /^([A-Z]{3}) /.exec(title)?.[1]).find((code) => code !== undefined) ?? "";
}

/** As much as {@link HistoryLine.quantity} says, with the sign of the direction where the export leaves it out. */
export function directed(quantity: DecimalString, direction: 1 | -1): DecimalString {
  return direction < 0 && sign(quantity) > 0 ? negate(quantity) : quantity;
}

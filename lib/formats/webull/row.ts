import { absolute, type DecimalString, sign } from "@/lib/money/decimal";
import { instantOf, readTime } from "../table/dates";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { usOption } from "../us-brokers/listing";
import { type UsMeaning, usParts } from "../us-brokers/row";
import type { Column } from "./columns";

type Row = TableRow<Column>;

const SOURCE = "webull";
const ZONE = "America/New_York";

const SIDES: Readonly<Record<string, UsMeaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  short: { tradeType: "sell", effect: "open" },
  "short sell": { tradeType: "sell", effect: "open" },
  "sell short": { tradeType: "sell", effect: "open" },
  "buy to cover": { tradeType: "buy", effect: "close" },
};

/** `03/02/2026 09:31:05 EST`: the time of New York, in winter and summer. */
function filledAt(row: Row): { instant: string; dateOnly: boolean } | null {
  const written = row.has("filledAt") ? row.text("filledAt") : row.text("placed");
  const time = readTime(written.replace(/\s+E[SD]?T$/i, ""), "mdy");
  if (time) return instantOf(time, ZONE);
  row.refuse(`${row.title("filledAt")}: "${written.slice(0, 60)}" is not valid.`, "A time such as 12/31/2025 09:31:05 EST.");
  return null;
}

/** What was paid on average; older files have the limit alone, behind an at sign. */
function priceOf(row: Row): DecimalString | null {
  const price = row.has("average")
    ? row.value("average")
    : row.has("price") && !row.text("price").startsWith("@")
      ? row.value("price")
      : null;
  if (price === null && !row.isRefused) row.refuse(`${row.title("average")} is empty.`, "A number such as 1234.56.");
  return price;
}

/** The ledger row of one order, of as much of it as was filled. The file tells no charges. */
export function readRow(row: Row): FormatItem {
  const filled = row.value("filled");
  if (row.isRefused) return row.refusal();
  if (filled === null || sign(filled) === 0) return row.skipped("The order was not filled.");
  if (!row.has("symbol")) return row.skipped("An order of several legs: they are lines of their own.");
  const raw = row.requiredText("side", "A side such as Buy.");
  const at = filledAt(row);
  const price = priceOf(row);
  if (!at || row.isRefused) return row.refusal();
  const { doubts, ...meaning }: UsMeaning & { doubts: string[] } = row.meaning(SIDES, raw);
  const symbol = row.text("symbol");
  return row.transaction(
    usParts({
      source: SOURCE,
      ...meaning,
      doubts,
      at,
      symbol,
      name: row.text("name"),
      ...(usOption(symbol) ? { told: { assetType: "option" as const } } : {}),
      quantity: absolute(filled),
      price,
      amount: null,
      meta: { rawType: raw },
    }),
  );
}

import type { DecimalString } from "@/lib/money/decimal";
import { charge } from "../draft";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type UsMeaning, usParts } from "../us-row";
import type { Column } from "./columns";
import { SOURCE } from "./transactions";

type Row = TableRow<Column>;

/** The words of the Equity Awards Center, in lower case. Shares that are journaled or given go to another account. */
const ACTIONS: Readonly<Record<string, UsMeaning>> = {
  deposit: { tradeType: "transfer_in", subtype: "stock_plan" },
  sale: { tradeType: "sell" },
  "quick sale": { tradeType: "sell" },
  "forced quick sell": { tradeType: "sell" },
  "sell to cover": { tradeType: "sell" },
  journal: { tradeType: "transfer_out", subtype: "journal" },
  gift: { tradeType: "transfer_out", subtype: "gift" },
  "share transfer": { tradeType: "transfer_out" },
  "wire transfer": { tradeType: "withdrawal" },
  "ach transfer": { tradeType: "withdrawal" },
  disbursement: { tradeType: "withdrawal" },
  "forced disbursement": { tradeType: "withdrawal" },
  "cash disbursement": { tradeType: "withdrawal" },
  dividend: { tradeType: "dividend" },
  "dividend credit": { tradeType: "dividend" },
  "tax withholding": { tradeType: "tax", subtype: "withholding" },
  "tax reversal": { tradeType: "tax", subtype: "withholding" },
  "service fee": { tradeType: "fee" },
  "stock split": { tradeType: "split" },
  adjustment: { tradeType: "adjustment" },
};

/** A line with the ones below it, which have no date: what awards, lots and prices it is made of. */
interface Event {
  row: Row;
  details: Row[];
}

function eventsOf(rows: readonly Row[]): { events: Event[]; stray: Row[] } {
  const events: Event[] = [];
  const stray: Row[] = [];
  for (const row of rows) {
    if (row.has("date") || row.has("action")) events.push({ row, details: [] });
    else if (events.length > 0) events.at(-1)?.details.push(row);
    else stray.push(row);
  }
  return { events, stray };
}

/** What one share was worth when it came, or was sold for. */
function priceOf({ details }: Event): DecimalString | null {
  const columns = ["salePrice", "vestValue", "purchaseValue"] as const;
  const prices = new Set(details.flatMap((row) => columns.map((column) => row.value(column)).find((price) => price !== null) ?? []));
  const [only] = prices;
  return prices.size === 1 && only !== undefined ? only : null;
}

function readEvent(event: Event): FormatItem {
  const { row } = event;
  const raw = row.requiredText("action", "An action such as Deposit.");
  if (/^lapse$/i.test(raw)) return row.skipped("Awards that vested: the shares that were left after taxes come with a line Deposit.");
  const meaning = row.meaning(ACTIONS, raw);
  const at = row.time("date");
  const quantity = row.value("quantity");
  const amount = row.value("amount");
  const fees = row.value("awardFees");
  if (!at || row.isRefused) return row.refusal();
  const award = event.details.map((each) => each.text("awardId")).find(Boolean);
  return row.transaction(
    usParts({
      source: SOURCE,
      ...meaning,
      at,
      symbol: row.text("symbol"),
      name: "",
      quantity,
      price: priceOf(event),
      amount,
      fees: fees === null ? [] : charge("commission", fees, "USD"),
      meta: { rawType: raw, description: row.text("description"), ...(award ? { awardId: award } : {}) },
    }),
  );
}

/** The ledger rows of a history of equity awards. */
export function* readAwards(rows: readonly Row[]): Generator<FormatItem> {
  const { events, stray } = eventsOf(rows);
  for (const row of stray) yield row.skipped("Tells of an award whose line isn't in the file.");
  for (const event of events) {
    yield readEvent(event);
    for (const detail of event.details) yield detail.skipped(`Part of line ${event.row.line}: of which award it was.`);
  }
}

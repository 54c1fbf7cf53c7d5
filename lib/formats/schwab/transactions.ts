import { add, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import { instantOf, readTime } from "../table/dates";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { usOption } from "../us-listing";
import { type UsMeaning, usParts } from "../us-row";
import type { Column } from "./columns";
import { ACTIONS } from "./meanings";

export const SOURCE = "schwab";

type Row = TableRow<Column>;

/** `10/14/2024 as of 10/10/2024`: when it was booked, and when it happened. */
const AS_OF = /^(\S+)\s+as of\s+(\S+)$/i;

function datesOf(row: Row): { at: { instant: string; dateOnly: boolean }; booked?: string } | null {
  const [, booked = "", happened = ""] = AS_OF.exec(row.text("date")) ?? [];
  const [first, second] = [readTime(booked, "mdy"), readTime(happened, "mdy")];
  if (first && second) return { at: instantOf(second, "America/New_York"), booked: first.date };
  const at = row.time("date");
  return at && { at };
}

/** Actions after which an old instrument leaves and a new one comes: the legs of one day are of one event. */
const EVENTS: ReadonlySet<TradeType> = new Set(["split", "spin_off", "merger", "symbol_change"]);

function eventOf(tradeType: TradeType, row: Row, day: string): Partial<TransactionMeta> {
  if (!EVENTS.has(tradeType)) return {};
  return {
    groupId: `${SOURCE}:${row.text("action").toLowerCase()}:${day.slice(0, 10)}`,
    corporateAction: { kind: tradeType, description: row.text("description") },
  };
}

/** Options held before each end of one, oldest line last: their end is what brings them to nothing. */
export function optionUnits(rows: readonly Row[]): ReadonlyMap<string, DecimalString> {
  const held = new Map<string, DecimalString>();
  for (const row of rows) {
    const effect = ACTIONS[row.text("action").toLowerCase()];
    if (!effect || (effect.tradeType !== "buy" && effect.tradeType !== "sell") || !usOption(row.text("symbol"))) continue;
    const quantity = row.has("quantity") ? row.value("quantity") : null;
    if (quantity === null) continue;
    const symbol = row.text("symbol");
    held.set(symbol, add(held.get(symbol) ?? ZERO, effect.tradeType === "buy" ? quantity : negate(quantity)));
  }
  return held;
}

const ENDS: ReadonlySet<TradeType> = new Set(["option_expiration", "option_assignment", "option_exercise"]);

/** The signed change in units: what ends an option closes what trades have opened, whichever sign the line has. */
function unitsOf(row: Row, tradeType: TradeType, quantity: DecimalString | null, held: ReadonlyMap<string, DecimalString>) {
  if (!ENDS.has(tradeType) || quantity === null || sign(quantity) === 0) return { units: quantity, doubts: [] };
  const open = sign(held.get(row.text("symbol")) ?? ZERO);
  if (open === 0)
    return { units: quantity, doubts: ["The file doesn't show whether the option was bought or sold: its sign is the line's."] };
  return { units: sign(quantity) === open ? negate(quantity) : quantity, doubts: [] };
}

/** The ledger row of one line of the history. */
export function readTransaction(row: Row, held: ReadonlyMap<string, DecimalString>): FormatItem {
  const raw = row.requiredText("action", "An action such as Buy.");
  const meaning: UsMeaning & { doubts: string[] } = row.meaning(ACTIONS, raw);
  const dates = datesOf(row);
  const quantity = row.value("quantity");
  const price = row.value("price");
  const fees = row.value("fees");
  const amount = row.value("amount");
  if (!dates || row.isRefused) return row.refusal();
  const { units, doubts } = unitsOf(row, meaning.tradeType, quantity, held);
  const symbol = row.text("symbol");
  const cashOnly = meaning.tradeType === "transfer_in" && (units === null || sign(units) === 0);
  return row.transaction(
    usParts({
      source: SOURCE,
      ...meaning,
      ...(cashOnly ? { tradeType: "deposit" } : {}),
      doubts: [...meaning.doubts, ...doubts, ...missing(meaning.tradeType, units, amount)],
      at: dates.at,
      symbol,
      name: row.text("description"),
      quantity: units,
      price,
      amount,
      fees: fees === null ? [] : charge("commission", fees, "USD"),
      meta: {
        rawType: raw,
        ...(dates.booked ? { bookedDate: dates.booked } : {}),
        ...eventOf(meaning.tradeType, row, dates.at.instant),
        ...(meaning.tradeType === "adjustment" ? { reason: row.text("description") || raw } : {}),
      },
    }),
  );
}

/** Figures that a person should look for, because the line lacks them. */
function missing(tradeType: TradeType, units: DecimalString | null, amount: DecimalString | null): string[] {
  if (tradeType === "split" && units === null) return ["The line doesn't say how many units the split added or took."];
  return (tradeType === "buy" || tradeType === "sell") && units === null && amount !== null
    ? ["The line doesn't say how many units were traded."]
    : [];
}

import { parseDecimal } from "@/lib/money/decimal";
import { isFiat } from "../exchange/assets";
import { itemsOf } from "../exchange/items";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { readCardSpend, readConversion } from "./conversion";
import { lineOf } from "./line";
import { ACTIONS, CARD, CONVERSIONS, INTERNAL } from "./meanings";
import { readMovement } from "./movement";
import { assetOf, notedConversion } from "./notes";
import { readTrade } from "./trade";

type Row = TableRow<Column>;

/** The rows of a transaction history. */
export function* readHistory(rows: Iterable<Row>): Generator<FormatItem> {
  const all = [...rows];
  const moved = etherMoves(all);
  const conversions = new Map(all.flatMap((row) => conversionKey(row, "given").map((key) => [key, row.line] as const)));
  for (const row of all) {
    const type = row.text("transactionType").trim().toLowerCase();
    const [other] = conversionKey(row, "taken").flatMap((key) => conversions.get(key) ?? []);
    if (INTERNAL.has(type)) yield row.skipped("Moved between pockets of the same account: what it holds stays the same.");
    else if (moved.has(etherKey(row)))
      yield row.skipped("Staked ether became ether, or the other way round: the same coin in the same account.");
    else if (other !== undefined) yield row.skipped(`Part of the entry on line ${other}.`);
    else yield* readLine(row, type);
  }
}

function readLine(row: Row, type: string): FormatItem[] {
  const line = lineOf(row, type);
  if (!line) return [row.refusal()];
  if (CONVERSIONS.has(type)) return readConversion(line);
  if (CARD.has(type)) return readCardSpend(line);
  const { tradeType, subtype, doubts } = row.meaning(ACTIONS, row.text("transactionType").replace(/\s*\(.*\)$/, ""));
  const event = { ...line.event, doubts, meta: { ...line.event.meta, ...(subtype ? { subtype } : {}) } };
  if ((tradeType === "buy" || tradeType === "sell") && !isFiat(line.asset)) return itemsOf(row, readTrade({ ...line, event }, tradeType));
  return itemsOf(row, [readMovement({ ...line, event }, tradeType)]);
}

/** Send and Receive of staked ether stand beside the same of ether, in the same second: the merger of 2022 and 2025. */
function etherMoves(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(
    rows
      .filter((row) => row.text("asset").toUpperCase() === "ETH2")
      .map(etherKey)
      .filter((key) => key !== ""),
  );
}

function etherKey(row: Row): string {
  const isMove = /^(?:send|receive)$/i.test(row.text("transactionType")) && /^ETH2?$/i.test(row.text("asset"));
  return isMove ? `${row.text("timestamp")} ${row.text("quantity").replace(/^[+-]/, "")}` : "";
}

/** What the two lines of one conversion share, where an export lists both sides; `side` is the one that the line itself is about. */
function conversionKey(row: Row, side: "given" | "taken"): string[] {
  if (!CONVERSIONS.has(row.text("transactionType").toLowerCase())) return [];
  const told = notedConversion(row.text("notes"));
  const quantity = row.text("quantity").replace(/^[+-]/, "");
  const isSide = told !== null && told[side].asset === assetOf(row.text("asset")) && told.given.asset !== told.taken.asset;
  const sameUnits = told !== null && parseDecimal(quantity) === told[side].amount;
  return isSide && sameUnits ? [`${row.text("timestamp")} ${row.text("notes")}`] : [];
}

import { type DecimalString, parseDecimal, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { lookup } from "../lookup";

/** The broker's codes of corporate actions. What isn't here is told by the text, or by nobody. */
const BY_CODE: Readonly<Record<string, TradeType>> = {
  FS: "split",
  RS: "split",
  FI: "split",
  CS: "split",
  SO: "spin_off",
  CO: "spin_off",
  TC: "merger",
  CA: "merger",
  OR: "merger",
  TO: "merger",
  TI: "merger",
  BC: "merger",
  CC: "merger",
  IC: "symbol_change",
  SD: "stock_dividend",
  HI: "stock_dividend",
  RI: "rights",
  DI: "rights",
  SR: "rights",
  ED: "rights",
  PI: "rights",
  BM: "redemption",
  TM: "redemption",
  DW: "adjustment",
};

/** Phrases of the descriptions, for queries that leave the code out. The first that fits counts. */
const BY_TEXT: ReadonlyArray<readonly [RegExp, TradeType]> = [
  [/\bSPIN-?\s?OFF\b/i, "spin_off"],
  [/\bSTOCK DIVIDEND\b/i, "stock_dividend"],
  [/\bSPLIT\b/i, "split"],
  [/\b(?:TENDERED TO|MERGED|MERGER|ACQUISITION)\b/i, "merger"],
  [/\b(?:CUSIP|ISIN|SYMBOL|NAME)\b.*\bCHANGE\b/i, "symbol_change"],
  [/\b(?:RIGHTS?|SUBSCRIBE[SD]?|SUBSCRIPTION)\b/i, "rights"],
  [/\b(?:BOND MATURITY|FULL CALL|PARTIAL CALL|EARLY REDEMPTION|REDEEMED|REDEMPTION)\b/i, "redemption"],
  [/\b(?:DELISTED|WORTHLESS)\b/i, "adjustment"],
];

/** What an action is, by its code or else by its text; null when neither says it. */
export function actionKind(code: string | null, description: string): TradeType | null {
  const byCode = code === null ? undefined : lookup(BY_CODE, code.toUpperCase());
  return byCode ?? BY_TEXT.find(([phrase]) => phrase.test(description))?.[1] ?? null;
}

/** New for old units in `SPLIT 1 FOR 25`: `{ to: 1, from: 25 }`. */
export function ratioOf(description: string): { to: DecimalString; from: DecimalString } | undefined {
  const found = /(?:^|\s)(\d[\d.]*) FOR (\d[\d.]*)(?=\s|$|\()/i.exec(description);
  const to = parseDecimal(found?.[1] ?? "");
  const from = parseDecimal(found?.[2] ?? "");
  return to && from && sign(to) > 0 && sign(from) > 0 ? { to, from } : undefined;
}

/**
 * The parts of `GCM(CA38501D2041) SPLIT 1 FOR 25 (GCM.OLD, GRAN COLOMBIA GOLD CORP, CA38501D2041)`: the instrument the action is
 * of, the action (the same text for all its legs), and the name of this leg's own instrument.
 */
export function partsOf(description: string): { parent?: string; event: string; name?: string } {
  const leg = /\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$/.exec(description);
  const event = leg ? description.slice(0, leg.index) : description;
  const parent = /^([^\s(]+)\s*\(/.exec(event)?.[1];
  const name = leg?.[1]?.split(",").slice(1, -1).join(",").trim();
  return { event: event.trim(), ...(parent ? { parent } : {}), ...(name ? { name } : {}) };
}

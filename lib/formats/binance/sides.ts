import { sign } from "@/lib/money/decimal";
import { summed } from "../exchange/legs";
import type { Line } from "./line";

/** Sides of one trade are at most this far apart. */
const NEAR_MS = 2_000;

const isSide = ({ operation }: Line) => operation.kind === "side" || operation.kind === "fee";

/**
 * Lines that are one event, in the order of their first line. Sides and fees of one moment and one kind are one trade when they come to one
 * asset given and one taken: fills of one order are then one row. Where several trades share a moment they are parted where the pair of
 * assets changes, or else after each whole trade. Sides a second apart that are only whole together are joined as well.
 */
export function eventsOf(lines: readonly Line[]): Line[][] {
  const events = lines.filter((line) => !isSide(line)).map((line) => [line]);
  const moments = new Map<string, Line[]>();
  for (const line of lines.filter(isSide)) push(moments, `${line.at.instant} ${poolOf(line)}`, line);
  for (const pool of joinedAcross([...moments.values()])) events.push(...parted(pool));
  return events.sort((a, b) => (a[0]?.row.line ?? 0) - (b[0]?.row.line ?? 0));
}

function push(groups: Map<string, Line[]>, key: string, line: Line): void {
  const group = groups.get(key);
  if (group) group.push(line);
  else groups.set(key, [line]);
}

/** What can't be one trade even in one moment: a conversion, a sweep of small balances (by its remark) and orders; other accounts. */
function poolOf({ operation, row, remark }: Line): string {
  const account = row.text("account").toLowerCase();
  if (operation.kind !== "side") return `${account} trade`;
  return operation.of === "dust" && / to /i.test(remark) ? `${account} dust ${remark}` : `${account} ${operation.of}`;
}

function isWhole(lines: readonly Line[]): boolean {
  const sides = summed(lines.filter(({ operation }) => operation.kind === "side"));
  return sides.length === 2 && sides.filter(({ amount }) => sign(amount) < 0).length === 1;
}

function parted(pool: Line[]): Line[][] {
  if (isWhole(pool)) return [pool];
  // Fees alone belong to nothing: each is an event.
  if (pool.every(({ operation }) => operation.kind === "fee")) return pool.map((line) => [line]);
  // Of a sweep nothing tells which coin became how much.
  if (pool.some(({ operation }) => operation.kind === "side" && operation.of === "dust")) return [pool];
  for (const cut of [cutAtNewPair, cutAfterWhole]) {
    const parts = cut(pool);
    if (parts.every(isWhole)) return parts;
  }
  return [pool];
}

function cutAtNewPair(pool: readonly Line[]): Line[][] {
  const parts: Line[][] = [];
  let assets = new Set<string>();
  for (const line of pool) {
    const opens = line.operation.kind === "side" && !assets.has(line.asset) && assets.size === 2;
    if (opens || parts.length === 0) {
      parts.push([]);
      assets = new Set();
    }
    if (line.operation.kind === "side") assets.add(line.asset);
    parts.at(-1)?.push(line);
  }
  return parts;
}

function cutAfterWhole(pool: readonly Line[]): Line[][] {
  const parts: Line[][] = [[]];
  for (const line of pool) {
    if (line.operation.kind === "side" && isWhole(parts.at(-1) ?? [])) parts.push([]);
    parts.at(-1)?.push(line);
  }
  return parts;
}

function joinedAcross(pools: Line[][]): Line[][] {
  const time = (pool: readonly Line[]) => Date.parse(pool[0]?.at.instant ?? "");
  const sorted = [...pools].sort((a, b) => time(a) - time(b));
  const joined: Line[][] = [];
  // Those that may still find their other side: few, because they are soon too far back.
  let open: Line[][] = [];
  for (const pool of sorted) {
    open = open.filter((each) => time(pool) - time(each) <= NEAR_MS);
    const partner = isWhole(pool) ? undefined : open.findLast((each) => isWhole([...each, ...pool]));
    if (partner) {
      partner.push(...pool);
      open = open.filter((each) => each !== partner);
      continue;
    }
    const own = [...pool];
    joined.push(own);
    if (!isWhole(own)) open.push(own);
  }
  return joined;
}

import { z } from "zod";
import type { FormatItem } from "@/lib/formats/types";
import { add } from "@/lib/money/decimal";
import { type ReadPage, readAnswer } from "../../pages";
import { unreadable } from "../items";
import type { Balance } from "../snapshot";
import { asset, units } from "./event";

const spot = z
  .object({ balances: z.array(z.object({ asset, free: units, locked: units })) })
  .transform(({ balances }) => balances.map((each) => ({ asset: each.asset, amount: add(each.free, each.locked) })));
const funding = z
  .array(z.object({ asset, free: units, locked: units, freeze: units, withdrawing: units }))
  .transform((list) => list.map(({ asset: code, ...parts }) => ({ asset: code, amount: add(...Object.values(parts)) })));
const earn = z
  .object({ rows: z.array(z.object({ positionId: z.string().optional(), asset, amount: units })) })
  .transform(({ rows }) => rows);

/** What is held in all pockets that are asked for. `line` is null where nothing was asked. */
export function balancesIn(pages: readonly ReadPage[]): { balances: Balance[]; line: number | null; refused: FormatItem[] } {
  const balances: Balance[] = [];
  const refused: FormatItem[] = [];
  const seen = new Set<string>();
  let line: number | null = null;
  for (const page of pages) {
    const schema = { balances: spot, funding, "locked earn": earn }[page.stream];
    if (!schema) continue;
    const read = schema.safeParse(readAnswer(page));
    if (page.stream === "balances") line = page.line;
    if (!read.success) refused.push(unreadable(page.line, page.stream));
    for (const each of read.data ?? []) {
      const position = "positionId" in each && typeof each.positionId === "string" ? each.positionId : null;
      // Pages of positions may overlap.
      if (position !== null && seen.has(position)) continue;
      if (position !== null) seen.add(position);
      balances.push(each);
    }
  }
  return { balances, line, refused };
}

import { lookup } from "../lookup";
import { columnName } from "../table/header";
import { SECTION_NAMES, type SectionKind } from "./section-names";

const KINDS: Readonly<Record<string, SectionKind>> = Object.fromEntries(
  (Object.keys(SECTION_NAMES) as SectionKind[]).flatMap((kind) => SECTION_NAMES[kind].map((name) => [columnName(name), kind])),
);

/** What a section is, by the name in its first cell; null for the many that list no rows of their own. */
export function sectionKind(name: string): SectionKind | null {
  return lookup(KINDS, columnName(name)) ?? null;
}

/** The second cell says what the line is; statements in Chinese may translate it. */
const TAGS: Readonly<Record<string, "header" | "data">> = { header: "header", 标题: "header", data: "data", 数据: "data" };

export function tagOf(cell: string): "header" | "data" | null {
  return lookup(TAGS, columnName(cell)) ?? null;
}

/** Why the lines of some sections are no rows, by what stands in their names. The rest is told by {@link whyNoRow} in general. */
const WHY: ReadonlyArray<readonly [RegExp, string]> = [
  [/accrual|dividendenanfall|devengad|应计|начислен/i, "A payment that is expected; it becomes a row when it is paid."],
  [/forex balances|devisenpositionen|saldos en f[oó]rex|外汇结余/i, "A currency balance; the Cash Report lists it too."],
  [/^(?:codes?|notes?|legal|hinweise|代码)/i, "An explanation of the statement."],
  [/exercises|expirations/i, "The section Trades lists the same event, and that is the row."],
  [/yield enhancement|securities lent|出借/i, "How the broker worked out a payment; what was paid is listed under Interest."],
];

/** Why a line of this section is no row. */
export function whyNoRow(section: string): string {
  const shown = section.slice(0, 80);
  return WHY.find(([words]) => words.test(section))?.[1] ?? `The section “${shown}” lists no transactions and no positions of its own.`;
}

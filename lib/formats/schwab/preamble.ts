import { readTime } from "../table/dates";
import { dateInName } from "../table/name-date";
import type { Table } from "../table/preset";
import type { SourceRow } from "../table/source";
import { FormatError, type StatementInfo } from "../types";
import type { Column } from "./columns";

/** The last digits of an account's number: `Individual ...901`, `XXXX-1234`, `Individual_XXX901_Transactions_….csv`. */
const ENDING = /(?:\.{2,}|X{2,}[-_ ]?|…)(\d{3,4})\b/;

/** What the lines before a table, or the file's name, say of its account: the broker shows only the end of its number. */
export function accountTold(preamble: readonly SourceRow[], fileName = ""): StatementInfo | null {
  const line = preamble.map(({ cells }) => (cells[0] ?? "").trim()).findLast((text) => ENDING.test(text));
  if (line !== undefined) {
    const name = /^(?:(?:Transactions|Positions)\s+for\s+(?:account\s+)?)?(.*?)\s*(?:\.{2,}|X{2,}|…)/.exec(line)?.[1];
    return { accountId: `...${ENDING.exec(line)?.[1]}`, ...(name ? { name } : {}) };
  }
  const [, name, ending] = /^([A-Za-z][A-Za-z_ ]*?)[_-]X{2,}[-_]?(\d{3,4})(?=[_.-])/.exec(fileName) ?? [];
  return ending ? { accountId: `...${ending}`, ...(name ? { name: name.replaceAll("_", " ") } : {}) } : null;
}

/** The day of the positions: `… as of 04:05 PM ET, 2026/09/30`, `… as of 10/15/2026 08:00:00 ET`, or that in the file's name. */
export function dayTold({ preamble, headerLine }: Table<Column>, fileName = ""): string {
  for (const { cells } of preamble) {
    const told = /as of\b.*?(\d{4}\/\d{2}\/\d{2}|\d{1,2}\/\d{1,2}\/\d{4})/i.exec(cells.join(","))?.[1];
    const day = told && readTime(told, "mdy")?.date;
    if (day) return day;
  }
  const named = dateInName(fileName);
  if (named) return named;
  throw new FormatError(
    "The file doesn't say of which day its positions are.",
    "Keep the first line of the export, or the file's own name: they have the date.",
    headerLine,
  );
}

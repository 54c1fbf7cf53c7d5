import { readTime } from "../table/dates";
import { readAmount } from "../table/numbers";
import type { SourceRow } from "../table/source";
import { COLUMN_WORDS } from "./column-names";
import { isIsin } from "./isin";

export interface FoundHeader {
  /** Of the header among the rows that were looked at; of the first row where there is none. */
  index: number;
  isHeadless: boolean;
  /** How much speaks for it; compared between the sheets of a workbook. */
  score: number;
}

/** Of a row of thousands of cells the first few hundred tell what it is. */
const JUDGED_CELLS = 300;

/** Whether a cell holds what only rows hold: a date, a number, an ISIN. */
function isData(cell: string): boolean {
  const text = cell.trim();
  if (!/\d/.test(text) || text.length > 64) return false;
  if (readTime(text, "dmy") !== null || readTime(text, "mdy") !== null || isIsin(text)) return true;
  const amount = readAmount(text, "point") ?? readAmount(text, "comma");
  // `Q1` is a name; `€ 1` and `1 USD` are numbers.
  return amount !== null && /^(?:|[A-Z]{3}|\p{Sc}|%)$/u.test(amount.unit);
}

const filledOf = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== "").length;

/**
 * The header of a table among its first rows: the row of words that stands above rows of data of its width, by known names of columns
 * first. A preamble of names and values has another width; a table without a header begins with its first row of data.
 */
export function findHeader(rows: readonly SourceRow[]): FoundHeader | null {
  const facts = rows.map(({ cells }) => ({ filled: filledOf(cells), data: cells.filter(isData).length }));
  const widest = Math.max(0, ...facts.filter(({ data }) => data > 0).map(({ filled }) => filled));
  let best: FoundHeader | null = null;
  for (const [index, { cells }] of rows.entries()) {
    const { filled, data } = facts[index] ?? { filled: 0, data: 0 };
    if (filled < 2 || data > filled * 0.2) continue;
    const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
    if (new Set(names).size < names.length * 0.6 || names.some((name) => name.length > 200)) continue;
    const known = cells.slice(0, JUDGED_CELLS).filter((cell) => COLUMN_WORDS.find(cell) !== null).length;
    const below = facts.slice(index + 1, index + 40).filter((row) => row.data > 0 && row.filled >= filled * 0.4).length;
    if (below === 0 && known < 3) continue;
    const score = known * 3 + (widest === 0 ? 1 : Math.min(1, filled / widest)) * 4 + Math.min(below, 5) * 0.5 - index * 0.02;
    if (best === null || score > best.score) best = { index, isHeadless: false, score };
  }
  const first = facts.findIndex(({ data, filled }) => data > 0 && filled >= 2 && filled >= widest * 0.5);
  // Words above the data that nobody knows are a header only where they are as wide as the data.
  if (best !== null && (best.score >= 6 || (first > best.index && (facts[best.index]?.filled ?? 0) >= widest * 0.7))) return best;
  return first < 0 ? best : { index: first, isHeadless: true, score: 1 };
}

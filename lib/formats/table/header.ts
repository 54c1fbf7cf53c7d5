/** A column's name as it is compared: without case, outer space, marks around it and byte order marks. */
export function columnName(cell: string): string {
  return cell
    .replaceAll("\uFEFF", "")
    .normalize("NFC")
    .trim()
    .replace(/^["'](.*)["']$/, "$1")
    .replaceAll(/[\s\u00A0]+/g, " ")
    .trim()
    .toLowerCase();
}

/**
 * The names of a header row, each of its own: a column without a name is called by the one before it (`mutatie#2`), and so is the second of
 * two that share a name.
 */
export function columnNames(cells: readonly string[]): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  let [last, repeat] = ["", 1];
  for (const cell of cells) {
    const written = columnName(cell);
    repeat = written === "" ? repeat + 1 : 1;
    if (written !== "") last = written;
    let name = repeat === 1 ? last : `${last}#${repeat}`;
    for (let count = 2; taken.has(name); count += 1) name = `${last}#${count}`;
    taken.add(name);
    names.push(name);
  }
  return names;
}

/** Spellings of each column, in any case. `*` stands for what differs from file to file, such as the currency in `Total (*)`. */
export type Spellings<Column extends string> = Readonly<Record<Column, readonly string[]>>;

export interface Header<Column extends string> {
  /** Where each column that is there stands. */
  at: ReadonlyMap<Column, number>;
  /** What the file calls it. */
  titles: ReadonlyMap<Column, string>;
  /** Names that no column has, as written. */
  unknown: string[];
  /** Cells up to the last that has a name, or that is known without one. */
  width: number;
}

function indexOf(names: readonly string[], spelling: string): number {
  const star = spelling.indexOf("*");
  if (star < 0) return names.indexOf(spelling);
  const [before, behind] = [spelling.slice(0, star), spelling.slice(star + 1)];
  return names.findIndex((name) => name.length > before.length + behind.length && name.startsWith(before) && name.endsWith(behind));
}

/** What the file calls a column; one without a name is told by the one before it. */
function titleAt(cells: readonly string[], index: number): string {
  const written = (cells[index] ?? "").trim();
  if (written !== "") return written;
  const before = cells.slice(0, index).findLast((cell) => cell.trim() !== "");
  return before === undefined ? "" : `${before.trim()} (the column behind it)`;
}

/** The columns of a header row; null where it lacks one of every signature. */
export function readHeader<Column extends string>(
  cells: readonly string[],
  spellings: Spellings<Column>,
  signatures: readonly (readonly Column[])[],
): Header<Column> | null {
  const names = columnNames(cells);
  const at = new Map<Column, number>();
  const titles = new Map<Column, string>();
  const known = new Set<number>();
  for (const column of Object.keys(spellings) as Column[]) {
    const index = spellings[column].map((spelling) => indexOf(names, columnName(spelling))).find((found) => found >= 0);
    if (index === undefined) continue;
    at.set(column, index);
    titles.set(column, titleAt(cells, index) || column);
    known.add(index);
  }
  if (!signatures.some((signature) => signature.every((column) => at.has(column)))) return null;
  return {
    at,
    titles,
    unknown: cells.filter((cell, index) => cell.trim() !== "" && !known.has(index)),
    width:
      Math.max(
        cells.findLastIndex((cell) => cell.trim() !== ""),
        ...known,
      ) + 1,
  };
}

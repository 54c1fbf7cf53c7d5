const DELIMITERS = [",", ";", "\t", "|"] as const;
const LINES = 40;

/** How often each delimiter stands outside quotation marks, line by line. */
function countsByLine(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let [count, quoted, blank] = [0, false, true];
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === "\n" || character === "\r")) {
      if (!blank) counts.push(count);
      [count, blank] = [0, true];
      if (counts.length === LINES) return counts;
    } else {
      blank = false;
      if (!quoted && character === delimiter) count += 1;
    }
  }
  if (!blank && counts.length === 0) counts.push(count);
  return counts;
}

/** How much of the text agrees on a number of cells: lines with the commonest count, times that count. */
function agreement(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...[...lines].map(([count, times]) => times * times * count));
}

/** Comma, semicolon, tab or bar: the one that cuts most lines into the same number of cells. A first line `sep=;` says it itself. */
export function detectDelimiter(head: string): string {
  const said = /^\uFEFF?"?sep=([,;\t|:^~])"?[ \t]*[\r\n]/i.exec(head)?.[1];
  if (said) return said;
  const [first = ",", ...others] = DELIMITERS;
  let [best, most] = [first as string, agreement(countsByLine(head, first))];
  for (const delimiter of others) {
    const found = agreement(countsByLine(head, delimiter));
    if (found > most) [best, most] = [delimiter, found];
  }
  return best;
}

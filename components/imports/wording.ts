/** `1 row`, `1,204 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

const NAMED_LINES = 8;

/** `Line 4`, `Lines 4, 9 and 12`, `Lines 4, 9, … and 92 more`. `lines` may be only the first of the `total`. */
export function nameLines(lines: readonly number[], total: number = lines.length): string {
  if (total === 1) return `Line ${lines[0]}`;
  const named = lines.slice(0, NAMED_LINES);
  if (total > named.length) return `Lines ${named.join(", ")} and ${(total - named.length).toLocaleString("en")} more`;
  return `Lines ${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

/** `812 bytes`, `4.2 kB`, `50 MB`: sizes as file managers show them, rounded for reading. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return counted(bytes, "byte");
  const kilobytes = bytes / 1024;
  const [amount, unit] = kilobytes < 1024 ? [kilobytes, "kB"] : [kilobytes / 1024, "MB"];
  return `${amount.toLocaleString("en", { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}

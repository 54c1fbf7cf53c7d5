/**
 * What a spreadsheet would run as a formula: a cell that begins with one of these, full-width forms included, spaces before it or not.
 * Cells with space at an end are guarded as well, because the reader trims what people type.
 */
const FORMULA = /^[\s']*[=+\-@＝＋－＠]|^['\t\r]/;

function needsGuard(text: string): boolean {
  return FORMULA.test(text) || text.trim() !== text;
}

/** A text that no spreadsheet takes for a formula, by an apostrophe before it where needed. {@link unguard} gives it back exactly. */
export function guard(text: string): string {
  return needsGuard(text) ? `'${text}` : text;
}

/** Undoes {@link guard}. Space around what was typed by hand is dropped, and an apostrophe that guards nothing ('tis) stays. */
export function unguard(cell: string): string {
  const guarded = cell.startsWith("'") && needsGuard(cell.slice(1));
  return guarded ? cell.slice(1) : cell.trim();
}

/** A cell as RFC 4180 has it; also quoted where another delimiter or an outer space could mislead a reader less strict than ours. */
export function quote(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

import type { LedgerRow } from "./ledger-row";

/** Signs are before the digits. */
const ZERO_DIGIT = 48;

/** By code unit: the same order on every machine. */
export const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The UTC day of an ISO instant, of whatever year. */
export const dayOf = (instant: string): string => instant.slice(0, instant.indexOf("T"));

/** Years before 0 and after 9999 are written with a sign, and their text doesn't sort. */
const isFar = (instant: string) => instant.charCodeAt(0) < ZERO_DIGIT;

function byInstant(a: string, b: string): number {
  return isFar(a) || isFar(b) ? Date.parse(a) - Date.parse(b) : byText(a, b);
}

/** Ids are whole numbers as text, of any length. */
const byId = (a: string, b: string): number => a.length - b.length || byText(a, b);

/** The order of a ledger: by instant, and rows of one instant by id. */
export function byLedgerOrder(a: Pick<LedgerRow, "tradeTime" | "id">, b: Pick<LedgerRow, "tradeTime" | "id">): number {
  return byInstant(a.tradeTime, b.tradeTime) || byId(a.id, b.id);
}

/** The rows in the order of a ledger; the same array where they are in it already. */
export function inLedgerOrder<Row extends Pick<LedgerRow, "tradeTime" | "id">>(rows: readonly Row[]): readonly Row[] {
  const isOrdered = rows.every((row, index) => {
    const before = rows[index - 1];
    return before === undefined || byLedgerOrder(before, row) <= 0;
  });
  return isOrdered ? rows : [...rows].sort(byLedgerOrder);
}

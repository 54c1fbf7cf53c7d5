import { isCurrency } from "@/lib/money/currency";
import type { SourceRow } from "../table/source";

export interface Account {
  number: string;
  currency: string | null;
}

const ACCOUNT = /^(?:account(?: number)?|konto|rachunek|numer rachunku|cuenta|conta|ucet|účet)$/i;
const CURRENCY = /^(?:(?:account )?currency|waluta|divisa|moneda|moeda|mena|měna|währung|valuta|devise)$/i;

/** The cell below or beside a label. */
function labelled(rows: readonly SourceRow[], label: RegExp, fits: (text: string) => boolean): string | null {
  for (const [at, { cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (!label.test(cell.trim())) continue;
      const near = [rows[at + 1]?.cells[column], cells[column + 1]].map((text) => (text ?? "").trim()).find(fits);
      if (near) return near;
    }
  }
  return null;
}

/**
 * The account that the lines before the table name, and its currency: labels with their values below (workbooks until 2025) or beside (since).
 * Newer files have the currency in their name alone: `EUR_12345678_….xlsx`.
 */
export function readAccount(preamble: readonly SourceRow[], fileName: string): Account {
  const inName = /(?:^|[_\s-])([A-Z]{3})_\d{5,}|(?:^|_)\d{5,}_([A-Z]{3})(?:[_.]|$)/.exec(fileName);
  const inText = preamble.flatMap(({ cells }) => cells).map((cell) => /currency\s*:\s*([A-Z]{3})\b/i.exec(cell)?.[1]);
  const currency = labelled(preamble, CURRENCY, isCurrency) ?? inText.find(Boolean) ?? inName?.[1] ?? inName?.[2] ?? null;
  const number = labelled(preamble, ACCOUNT, (text) => /^\d{5,}$/.test(text)) ?? "";
  return { number, currency: currency !== null && isCurrency(currency) ? currency : null };
}

import type { ImportView } from "@/lib/imports/schema";
import { counted } from "./wording";

/** What an import would write. */
export interface Effect {
  /** Ledger rows added, corrected or taken back, and positions. */
  rows: number;
  rates: number;
}

export function effectOf({ transactions, positions, rates }: Pick<ImportView, "transactions" | "positions" | "rates">): Effect {
  const rows = (transactions.new ?? 0) + (transactions.changed ?? 0) + (transactions.removed ?? 0) + (positions.new ?? 0);
  return { rows, rates: rates.new ?? 0 };
}

/** What the button says. Rates alone are worth importing too; with nothing at all the button has nothing to do. */
export function effectLabel({ rows, rates }: Effect): string {
  if (rows > 0) return `Import ${counted(rows, "row")}`;
  return rates > 0 ? `Import ${counted(rates, "exchange rate")}` : "Nothing new to import";
}

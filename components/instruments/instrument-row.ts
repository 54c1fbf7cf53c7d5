import { assetTypeLabel } from "@/lib/instruments/asset-types";
import type { HeldIn, InstrumentView } from "@/lib/instruments/schema";
import { add, type DecimalString, sign, ZERO } from "@/lib/money/decimal";

/** An instrument as the table of all shows it. */
export interface InstrumentRow {
  id: string;
  symbol: string;
  name: string;
  type: string;
  isin: string;
  /** The accounts that hold it. */
  accounts: string;
  units: DecimalString;
  warnings: string[];
  /** All that it can be found by, in lower case. */
  text: string;
}

/** Units in an account: by its ledger, or by its list where the ledger says nothing of it. */
export const unitsIn = ({ units, listed, rows }: HeldIn): DecimalString => (rows > 0 ? units : (listed ?? ZERO));

export function instrumentRow({ id, symbol, name, assetType, isins, aliases, heldIn, warnings }: InstrumentView): InstrumentRow {
  const holders = heldIn.filter((held) => sign(unitsIn(held)) !== 0);
  return {
    id,
    symbol,
    name,
    type: assetTypeLabel(assetType),
    isin: isins.join(", "),
    accounts: holders.map(({ accountName }) => accountName).join(", "),
    units: add(ZERO, ...holders.map(unitsIn)),
    warnings,
    text: [symbol, name, ...aliases.map(({ value }) => value)].join("\n").toLocaleLowerCase("en"),
  };
}

/** What is left of a list when somebody searches; every word has to be found. */
export function searched(rows: readonly InstrumentRow[], q: string): InstrumentRow[] {
  const words = q.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  return rows.filter(({ text }) => words.every((word) => text.includes(word)));
}

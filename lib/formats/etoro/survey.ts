import { absolute, type DecimalString, sign } from "@/lib/money/decimal";
import type { Table } from "../table/preset";
import type { Column } from "./columns";

/** What the other sheets of a statement know of the account activity's rows. */
export interface Survey {
  hasActivity: boolean;
  /** By position. */
  isins: ReadonlyMap<string, string>;
  /** What each position is in, such as `AAPL/USD`: overnight fees say `Daily` in its place. */
  instruments: ReadonlyMap<string, string>;
  /** Positions that were sold first and bought back. */
  shorts: ReadonlySet<string>;
  /** Tax at source on a dividend, by position and day. */
  withheld: ReadonlyMap<string, DecimalString>;
}

export const dividendKey = (position: string, day: string | undefined) => `${position} ${day ?? ""}`;

/** Looks at every table before any is read: the closed positions and dividends stand on sheets before and behind the activity. */
export class Surveyor implements Survey {
  hasActivity = false;
  readonly isins = new Map<string, string>();
  readonly instruments = new Map<string, string>();
  readonly shorts = new Set<string>();
  readonly withheld = new Map<string, DecimalString>();

  look(table: Table<Column>): void {
    this.hasActivity ||= table.has("details");
    for (const row of table.rows) {
      const position = row.text("positionId");
      if (position === "") continue;
      if (/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(row.text("isin"))) this.isins.set(position, row.text("isin"));
      if (row.text("details").includes("/")) this.instruments.set(position, row.text("details"));
      if (/^(?:short|corto)/i.test(row.text("direction"))) this.shorts.add(position);
      const tax = table.has("paymentDate") && row.has("withholding") ? row.value("withholding") : null;
      if (tax !== null && sign(tax) !== 0) this.withheld.set(dividendKey(position, row.date("paymentDate")), absolute(tax));
    }
  }
}

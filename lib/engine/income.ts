import type { Income } from "./books";
import { exact, text } from "./exact";
import type { Journal } from "./journal";
import type { LedgerRow } from "./ledger-row";
import { incomeKind } from "./row-kinds";

/** Types that are income only of a balance; of an instrument they are gains, or lower its cost. */
const OF_BALANCES: readonly string[] = ["settlement", "return_of_capital"];

/** Records what a row's cash is when no units moved for it: income, or a charge that stands alone. `instrument` null: of a balance. */
export function recordIncome(journal: Journal, row: LedgerRow, instrument: string | null): void {
  if (row.netAmount === "0" && row.taxes === "0" && row.fees === "0") return;
  if (row.tradeType === "fee" || row.tradeType === "tax") journal.pay(row, row.tradeType, instrument);
  else if (instrument !== null) {
    const kind = incomeKind(row);
    if (kind !== null) journal.earn(row, { ...cashOf(row), instrument, kind });
  } else if (row.tradeType === "dividend" || row.tradeType === "interest")
    journal.earn(row, { ...cashOf(row), instrument, kind: row.tradeType });
  else if (OF_BALANCES.includes(row.tradeType)) journal.earn(row, { ...cashOf(row), instrument, kind: "other" });
  else if (row.tradeType === "reward" || row.tradeType === "reinvest")
    journal.earn(row, { ...cashOf(row), instrument, kind: row.tradeType });
}

function cashOf(row: LedgerRow): Pick<Income, "gross" | "withheld" | "net"> {
  const withheld = exact(row.fees) + exact(row.taxes);
  return { gross: text(exact(row.netAmount) + withheld), withheld: text(withheld), net: row.netAmount };
}

import { instrumentKey } from "@/lib/engine/ledger-row";
import type { ExplainSubject } from "@/lib/explain/schema";
import type { HoldingView } from "@/lib/holdings/schema";

/** What the figures of a holding are about. `snapshot` is the list that it is on, where that isn't the newest. */
export function holdingSubject(row: HoldingView, snapshot?: string): ExplainSubject {
  return { account: row.accountId, instrument: instrumentKey(row), ...(snapshot === undefined ? {} : { snapshot }) };
}

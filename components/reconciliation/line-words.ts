import type { ReconciledLine, Subject } from "@/lib/reconciliation/schema";

export interface LineProps {
  accountId: string;
  snapshotId: string;
  line: ReconciledLine;
}

/** What a line is called. */
export const labelOf = ({ kind, symbol, currency }: Pick<Subject, "kind" | "symbol" | "currency">): string =>
  kind === "cash" ? `Cash in ${currency}` : symbol;

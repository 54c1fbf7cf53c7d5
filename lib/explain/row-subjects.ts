import type { GainRow, IncomeRow, OpenLotRow } from "@/lib/performance/schema";
import type { ExplainSubject } from "./schema";

/** What a table's rows belong to: a portfolio, or one instrument in all of them. */
export type RowScope = Pick<ExplainSubject, "portfolio" | "instrument">;

export const lotSubject = (scope: RowScope, { accountId, lotId }: Pick<OpenLotRow, "accountId" | "lotId">): ExplainSubject => ({
  ...scope,
  account: accountId,
  lot: lotId,
});

export const saleSubject = (scope: RowScope, { transactionId, lotId }: Pick<GainRow, "transactionId" | "lotId">): ExplainSubject => ({
  ...scope,
  transaction: transactionId,
  lot: lotId,
});

export const paymentSubject = (scope: RowScope, { transactionId }: Pick<IncomeRow, "transactionId">): ExplainSubject => ({
  ...scope,
  transaction: transactionId,
});

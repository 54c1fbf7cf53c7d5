/** What the ledger writes where nobody gave a reason: it says no more than the operation. */
const NO_REASON: readonly string[] = ["edited", "deleted", "deletion undone"];

/** Why a row was changed, where somebody or something said so; else empty. */
export const givenReason = (reason: string): string => (NO_REASON.includes(reason) ? "" : reason);

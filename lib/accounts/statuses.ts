/** What an account can be; the column is text. */
export const ACCOUNT_STATUSES = ["active", "paused", "closed"] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
export const ACCOUNT_STATUS_LABELS: Readonly<Record<AccountStatus, string>> = { active: "Active", paused: "Paused", closed: "Closed" };

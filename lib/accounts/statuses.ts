/** What a person can say of an account. The others it has from what its broker says: see lib/linking and lib/sync. */
export const CHOSEN_STATUSES = ["active", "paused", "closed"] as const;
export type ChosenStatus = (typeof CHOSEN_STATUSES)[number];
/** `linking`: it has yet to be found at its broker. `attention`: nothing comes any more until the person does something. */
export type AccountStatus = ChosenStatus | "linking" | "syncing" | "attention";
export const ACCOUNT_STATUS_LABELS: Readonly<Record<AccountStatus, string>> = {
  linking: "Linking",
  active: "Active",
  syncing: "Syncing",
  attention: "Needs attention",
  paused: "Paused",
  closed: "Closed",
};

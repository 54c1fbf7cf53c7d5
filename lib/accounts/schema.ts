import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { lineSchema, optionalLineSchema } from "@/lib/text/schema";

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

const accountFields = { displayName: lineSchema("a name for the account", 200), externalAccountId: optionalLineSchema(100) };

/** The credentials travel beside these, as `credential.<field>`: which ones depends on the broker, so they are parsed in the mutation. */
export const linkAccountSchema = z.looseObject({
  portfolioId: rowIdSchema,
  broker: z.string("Choose a broker.").min(1, "Choose a broker."),
  ...accountFields,
});
export type LinkAccount = z.infer<typeof linkAccountSchema>;

export const accountIdSchema = z.object({ id: rowIdSchema });
/** Without a status, it stays as it is. */
export const editAccountSchema = accountIdSchema.extend({
  ...accountFields,
  status: z.enum(CHOSEN_STATUSES, "Choose a status.").optional(),
});
export const accountStatusSchema = accountIdSchema.extend({ status: z.enum(CHOSEN_STATUSES, "Choose a status.") });
export const deleteAccountSchema = accountIdSchema.extend({ confirmation: z.string() });

export interface AccountSummary {
  id: string;
  portfolioId: string;
  portfolioName: string;
  displayName: string;
  externalAccountId: string | null;
  status: AccountStatus;
  brokerCode: string;
  brokerName: string;
  /** The newest snapshot of positions; null where holdings are derived from the ledger. */
  snapshot: { id: string; asOf: string; dateOnly: boolean } | null;
  lastImportAt: string | null;
}

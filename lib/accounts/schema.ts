import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { lineSchema, optionalLineSchema } from "@/lib/text/schema";
import { type AccountStatus, CHOSEN_STATUSES } from "./statuses";

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

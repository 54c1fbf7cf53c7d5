import { z } from "zod";

export const deleteUserSchema = z.object({
  confirmation: z.string().min(1, "Type your e-mail address.").max(254, "At most 254 characters."),
  /** Empty of who has none. */
  password: z.string().max(1024, "At most 1024 characters.").default(""),
});

/** What goes with a person, as far as it is counted at once. */
export interface OwnedCounts {
  portfolios: number;
  accounts: number;
  imports: number;
  /** Whether the person has a password to confirm it with. */
  hasPassword: boolean;
}

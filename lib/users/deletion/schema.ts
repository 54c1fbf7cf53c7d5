import { z } from "zod";

export const deleteUserSchema = z.object({
  confirmation: z.string().min(1, "Type your e-mail address.").max(254, "At most 254 characters."),
  password: z.string().min(1, "Enter your password.").max(1024, "At most 1024 characters."),
});

/** What goes with a person, as far as it is counted at once. */
export interface OwnedCounts {
  portfolios: number;
  accounts: number;
  imports: number;
}

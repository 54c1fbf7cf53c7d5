import { z } from "zod";

export const passwordProofSchema = z.object({
  password: z.string().min(1, "Enter your password.").max(1024, "This is too long for a password."),
});

import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";

/** The fields themselves are `credential.<name>`; the account's broker says which there are (lib/brokers/manifest.ts). */
export const replaceCredentialsSchema = z.looseObject({ accountId: rowIdSchema });
export type ReplaceCredentials = z.infer<typeof replaceCredentialsSchema>;

/** What may be known of an account's credentials: never a value. */
export interface CredentialState {
  /** `empty`: the broker needs none. `unreadable`: sealed under a key that is not configured, or damaged. */
  state: "empty" | "sealed" | "unreadable";
  /** Field name → masked tail. */
  hints: Readonly<Record<string, string>>;
  /** The name of the key it is sealed under. */
  keyId: string | null;
  updatedAt: string;
}

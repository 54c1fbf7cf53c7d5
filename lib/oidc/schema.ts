import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";

/** What a provider of sign-in is called, for buttons: `id` in addresses, `name` for people. */
export interface ProviderName {
  id: string;
  name: string;
}

/** A provider in the settings of a person, and whom it knows them as. */
export interface ProviderView extends ProviderName {
  /** Null where they are not connected. */
  identity: { id: string; email: string | null; createdAt: string; lastUsedAt: string | null } | null;
}

export const identityIdSchema = z.object({ identityId: rowIdSchema });

/** What of an ID token we read; the library has checked its signature, issuer, audience, nonce and time. */
export const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).default(false),
  name: z.string().optional(),
});
export type Claims = z.output<typeof claimsSchema>;

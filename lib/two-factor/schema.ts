import { z } from "zod";

/** What a person types for a code: of an app, or for recovery. Spaces and dashes are for reading only. */
export const codeSchema = z
  .string("Enter the code.")
  .max(100, "This is too long for a code.")
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase());

export const confirmCodeSchema = z.object({
  code: codeSchema.refine((code) => /^\d{6}$/.test(code), "Enter the six digits that the app shows."),
});

export type TwoFactorState =
  | { status: "off" }
  /** Begun: the app has to show that it has the secret. `key` in base32, `uri` for the QR code. */
  | { status: "pending"; key: string; uri: string }
  /** `since`: ISO instant. `isReadable`: whether codes of the app can be checked; if not, its key is gone, and only recovery codes work. */
  | { status: "on"; since: string; codesLeft: number; isReadable: boolean };

/** Codes that are shown this once. */
export interface NewRecoveryCodes {
  codes: readonly string[];
}

/** How a person can prove that it is them, in a session that is open already. */
export type IdentityProof = "password" | "passkey";

/** What a mutation answers. Expected refusals are values; only the unexpected throws. */
export type Outcome<Data = undefined> =
  | { ok: true; data: Data; message?: string; redirectTo?: string }
  | {
      ok: false;
      message: string;
      fieldErrors?: Readonly<Record<string, string>>;
      /** The person has to prove that it is them, in one of these ways, and then the same is done (lib/auth/recent-sign-in.ts). */
      proofs?: readonly IdentityProof[];
    };

/** A success, with what the person should read. */
export const done = <Data = undefined>(data?: Data, message?: string): Outcome<Data> => ({
  ok: true,
  data: data as Data,
  ...(message ? { message } : {}),
});

/** A success that leads to another page. */
export const leadTo = (path: string): Outcome<undefined> => ({ ok: true, data: undefined, redirectTo: path });

/** A refusal: what is wrong and how to mend it, on the whole or on one field. */
export function refuse(
  message: string,
  fieldErrors?: Readonly<Record<string, string>>,
): { ok: false; message: string; fieldErrors?: Readonly<Record<string, string>> } {
  return { ok: false, message, ...(fieldErrors ? { fieldErrors } : {}) };
}

/** The answer for a row that does not exist and for a row of somebody else: the same one. */
export const NOT_FOUND = refuse("It isn't there any more. Reload the page to see what is.");

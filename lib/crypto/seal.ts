import "server-only";
import { decodeProtectedHeader, errors, FlattenedEncrypt, type FlattenedJWE, flattenedDecrypt } from "jose";
import { z } from "zod";
import { type CredentialKey, credentialKeys } from "./keys";

/** The secrets of one account: field name → value. */
export type Secrets = Readonly<Record<string, string>>;

/** What may be shown of a sealed credential: per field a masked tail. It stands in the protected header, so it can't be swapped either. */
export type Hints = Readonly<Record<string, string>>;

export type SealedCredential = Required<Pick<FlattenedJWE, "protected" | "iv" | "ciphertext" | "tag" | "encrypted_key">>;

export const sealedCredentialSchema = z.strictObject({
  protected: z.string(),
  encrypted_key: z.string(),
  iv: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});

const headerSchema = z.looseObject({ kid: z.string(), hints: z.record(z.string(), z.string()) });

/** Ties a ciphertext to its account: copied into another row, it does not open. */
const bindingOf = (accountId: bigint) => new TextEncoder().encode(`truefolio:broker_account:${accountId}`);

/**
 * Seals secrets as one flattened JWE (RFC 7516; A256GCMKW around A256GCM) under the newest key.
 * The account is bound in as authenticated data and deliberately not stored: the opener computes it from the row it reads.
 */
export async function seal(
  accountId: bigint,
  secrets: Secrets,
  keys: readonly [CredentialKey, ...CredentialKey[]] = credentialKeys(),
): Promise<SealedCredential> {
  const [newest] = keys;
  const plaintext = new TextEncoder().encode(JSON.stringify(secrets));
  const jwe = await new FlattenedEncrypt(plaintext)
    .setProtectedHeader({ alg: "A256GCMKW", enc: "A256GCM", kid: newest.id, hints: hintsOf(secrets) })
    .setAdditionalAuthenticatedData(bindingOf(accountId))
    .encrypt(newest.secret);
  const { aad: _computedAnew, ...stored } = jwe;
  return sealedCredentialSchema.parse(stored);
}

export type Opened = { ok: true; secrets: Secrets } | { ok: false; reason: "unknown_key" | "tampered" };

/** Opens what `seal` made for this very account. A foreign row, a changed bit and a missing key are answers, not exceptions. */
export async function open(accountId: bigint, sealed: unknown, keys: readonly CredentialKey[] = credentialKeys()): Promise<Opened> {
  const jwe = sealedCredentialSchema.safeParse(sealed);
  const header = jwe.success ? readHeader(jwe.data) : null;
  if (!jwe.success || !header) return { ok: false, reason: "tampered" };
  const key = keys.find((candidate) => candidate.id === header.kid);
  if (!key) return { ok: false, reason: "unknown_key" };
  try {
    const aad = Buffer.from(bindingOf(accountId)).toString("base64url");
    const { plaintext } = await flattenedDecrypt({ ...jwe.data, aad }, key.secret, {
      keyManagementAlgorithms: ["A256GCMKW"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return { ok: true, secrets: z.record(z.string(), z.string()).parse(JSON.parse(new TextDecoder().decode(plaintext))) };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof SyntaxError)
      return { ok: false, reason: "tampered" };
    throw error;
  }
}

/** What the header of a sealed credential tells without opening it; null when it is not one of ours. */
export function describe(sealed: unknown): { keyId: string; hints: Hints } | null {
  const jwe = sealedCredentialSchema.safeParse(sealed);
  const header = jwe.success ? readHeader(jwe.data) : null;
  return header ? { keyId: header.kid, hints: header.hints } : null;
}

function readHeader(jwe: SealedCredential): z.infer<typeof headerSchema> | null {
  try {
    return headerSchema.safeParse(decodeProtectedHeader(jwe)).data ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The last four characters of a long secret; nothing at all of a short one, of which four would be too much. */
function hintsOf(secrets: Secrets): Hints {
  return Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, value.length >= 12 ? `••••${value.slice(-4)}` : "••••"]));
}

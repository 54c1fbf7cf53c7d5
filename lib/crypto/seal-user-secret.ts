import "server-only";
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from "jose";
import { z } from "zod";
import { type CredentialKey, credentialKeys } from "./keys";

/** What a secret of a person's own is for: one of another kind doesn't open in its place. */
export type UserSecretKind = "totp";

const headerSchema = z.looseObject({ kid: z.string(), user: z.string() });

/** Stands in the protected header, which is authenticated: in another person's row, or as another kind, it does not open. */
const bindingOf = (kind: UserSecretKind, userId: bigint) => `truefolio:user:${userId}:${kind}`;

/** Seals a secret of a person's own as one compact JWE (RFC 7516; A256GCMKW around A256GCM) under the newest key. No hint of it is left. */
export function sealUserSecret(
  kind: UserSecretKind,
  userId: bigint,
  secret: string,
  keys: readonly [CredentialKey, ...CredentialKey[]] = credentialKeys(),
): Promise<string> {
  const [newest] = keys;
  return new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: "A256GCMKW", enc: "A256GCM", kid: newest.id, user: bindingOf(kind, userId) })
    .encrypt(newest.secret);
}

/** The secret that `sealUserSecret` sealed for this very person and use; null when it isn't, was changed, or its key isn't here. */
export async function openUserSecret(
  kind: UserSecretKind,
  userId: bigint,
  sealed: string,
  keys: readonly CredentialKey[] = credentialKeys(),
): Promise<string | null> {
  const header = readHeader(sealed);
  const key = header?.user === bindingOf(kind, userId) ? keys.find((candidate) => candidate.id === header.kid) : undefined;
  if (!key) return null;
  try {
    const { plaintext } = await compactDecrypt(sealed, key.secret, {
      keyManagementAlgorithms: ["A256GCMKW"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return new TextDecoder().decode(plaintext);
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** The name of the key that a secret is sealed under, read without opening it; null when it is not one of ours. */
export const keyOfUserSecret = (sealed: string): string | null => readHeader(sealed)?.kid ?? null;

function readHeader(sealed: string): z.infer<typeof headerSchema> | null {
  try {
    return headerSchema.safeParse(decodeProtectedHeader(sealed)).data ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

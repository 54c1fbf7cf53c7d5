import "server-only";
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from "jose";
import { z } from "zod";
import { type CredentialKey, credentialKeys } from "./keys";

/** The row that sealed bytes belong to, the original of an import or a person's webhook: in another one they do not open. */
export type SealedOwner = FileOwner | { userId: bigint };
export interface FileOwner {
  accountId: bigint;
  importId: bigint;
}

const headerSchema = z.looseObject({ kid: z.string(), file: z.string() });

/** Stands in the protected header, which is authenticated: it can't be swapped for another's. */
const bindingOf = (owner: SealedOwner) =>
  "userId" in owner ? `truefolio:webhook:${owner.userId}` : `truefolio:import_file:${owner.accountId}:${owner.importId}`;

/** Seals the bytes of a file as one compact JWE (RFC 7516; A256GCMKW around A256GCM) under the newest key, and returns its text as bytes. */
export async function sealFile(
  owner: SealedOwner,
  bytes: Uint8Array,
  keys: readonly [CredentialKey, ...CredentialKey[]] = credentialKeys(),
): Promise<Uint8Array<ArrayBuffer>> {
  const [newest] = keys;
  const jwe = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: "A256GCMKW", enc: "A256GCM", kid: newest.id, file: bindingOf(owner) })
    .encrypt(newest.secret);
  return new TextEncoder().encode(jwe);
}

export type OpenedFile = { ok: true; bytes: Uint8Array } | { ok: false; reason: "unknown_key" | "tampered"; keyId: string | null };

/** Opens what `sealFile` made for this very import. A foreign row, a changed bit and a missing key are answers, not exceptions. */
export async function openFile(
  owner: SealedOwner,
  sealed: Uint8Array,
  keys: readonly CredentialKey[] = credentialKeys(),
): Promise<OpenedFile> {
  const header = readHeader(sealed);
  if (!header || header.file !== bindingOf(owner)) return { ok: false, reason: "tampered", keyId: header?.kid ?? null };
  const key = keys.find((candidate) => candidate.id === header.kid);
  if (!key) return { ok: false, reason: "unknown_key", keyId: header.kid };
  try {
    const { plaintext } = await compactDecrypt(sealed, key.secret, {
      keyManagementAlgorithms: ["A256GCMKW"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return { ok: true, bytes: plaintext };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { ok: false, reason: "tampered", keyId: header.kid };
    throw error;
  }
}

/** The name of the key that a file is sealed under, read without opening it; null when it is not one of ours. */
export const keyOfFile = (sealed: Uint8Array): string | null => readHeader(sealed)?.kid ?? null;

/** The header is the text before the first point; a file may be long, and the rest of it is not looked at. */
function readHeader(sealed: Uint8Array): z.infer<typeof headerSchema> | null {
  const end = sealed.indexOf(46);
  if (end < 1 || end > 1_000) return null;
  try {
    const text = new TextDecoder().decode(sealed.subarray(0, end));
    return headerSchema.safeParse(decodeProtectedHeader(`${text}....`)).data ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

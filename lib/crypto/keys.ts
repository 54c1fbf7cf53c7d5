import "server-only";
import { env } from "@/lib/env";

export interface CredentialKey {
  id: string;
  secret: Uint8Array;
}

const KEY_BYTES = 32;

/**
 * The sealing keys of CREDENTIAL_KEYS (`k2:<base64>,k1:<base64>`), newest first: the first one seals, all of them open.
 * @throws an Error that names the malformed entry by its position, never by its content.
 */
export function parseCredentialKeys(text: string): readonly [CredentialKey, ...CredentialKey[]] {
  const keys = text.split(",").map((entry, index): CredentialKey => {
    const [, id, encoded] = /^\s*([\w.-]{1,32}):([A-Za-z0-9+/_=-]+)\s*$/.exec(entry) ?? [];
    const secret = encoded ? new Uint8Array(Buffer.from(encoded, "base64")) : undefined;
    if (!id || secret?.length !== KEY_BYTES) throw new Error(`CREDENTIAL_KEYS: entry ${index + 1} must be "name:" and 32 bytes in base64.`);
    return { id, secret };
  });
  if (new Set(keys.map((key) => key.id)).size !== keys.length) throw new Error("CREDENTIAL_KEYS: two entries have the same name.");
  return keys as [CredentialKey, ...CredentialKey[]];
}

let parsed: ReturnType<typeof parseCredentialKeys> | undefined;

export function credentialKeys(): ReturnType<typeof parseCredentialKeys> {
  parsed ??= parseCredentialKeys(env().CREDENTIAL_KEYS);
  return parsed;
}

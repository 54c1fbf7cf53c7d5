import "server-only";
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
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

/** The keys that open what is sealed; the first and newest one seals. */
export type Keyring = ReturnType<typeof parseCredentialKeys>;
const fileSchema = z.object({ CREDENTIAL_KEYS: z.string().min(1) });

let parsed: { version: number; keys: Keyring } | undefined;

/** The keys as they are now: where they are in a file of ours, it may have got a new one since the last look (scripts/rotate-keys.ts). */
export function credentialKeys(): Keyring {
  const { CREDENTIAL_KEYS: given, CREDENTIAL_KEYS_FILE: path } = env();
  const version = path === "" ? 0 : statSync(path).mtimeMs;
  if (parsed?.version !== version) {
    const text = path === "" ? given : fileSchema.parse(JSON.parse(readFileSync(path, "utf8"))).CREDENTIAL_KEYS;
    parsed = { version, keys: parseCredentialKeys(text) };
  }
  return parsed.keys;
}

import "server-only";
import type { Keyring } from "@/lib/crypto/keys";
import { describe, open, seal } from "@/lib/crypto/seal";
import { keyOfFile, openFile, sealFile } from "@/lib/crypto/seal-file";
import { keyOfUserSecret, openUserSecret, sealUserSecret } from "@/lib/crypto/seal-user-secret";

/** A kind of thing that is sealed, each in a row of its own. */
export interface SealedKind<Stored> {
  /** `id` (text), and `stored` or as much of it as names its key; after the id $1, in the order of ids, $2 at the most. */
  list: string;
  /** `stored`, and what it is bound to (`bound`, text); the row with the id $1, locked. None when there is nothing sealed in it any more. */
  lock: string;
  /** Writes $2 into the row with the id $1. */
  update: string;
  keyOf(stored: Stored): string | null;
  /** The same, sealed under the newest key; null when it doesn't open. */
  again(row: { id: string; bound: string; stored: Stored }, keys: Keyring): Promise<unknown>;
}

/** The header of a sealed file is at its beginning. */
const HEADER_BYTES = 1_000;

const credentials: SealedKind<unknown> = {
  list: "SELECT id::text, credentials AS stored FROM broker_account_credentials WHERE id > $1 ORDER BY id LIMIT $2",
  lock: "SELECT broker_account_id::text AS bound, credentials AS stored FROM broker_account_credentials WHERE id = $1 FOR UPDATE",
  // updated_at stays: it says since when the person's key is here.
  update: "UPDATE broker_account_credentials SET credentials = $2 WHERE id = $1",
  keyOf: (stored) => describe(stored)?.keyId ?? null,
  async again({ bound, stored }, keys) {
    const opened = await open(BigInt(bound), stored, keys);
    return opened.ok ? JSON.stringify(await seal(BigInt(bound), opened.secrets, keys)) : null;
  },
};

const originals: SealedKind<Uint8Array> = {
  list: `SELECT f.import_id::text AS id, substring(f.content FOR ${HEADER_BYTES}) AS stored FROM import_files f JOIN imports i ON i.id = f.import_id
         WHERE i.sealed AND f.import_id > $1 ORDER BY f.import_id LIMIT $2`,
  lock: `SELECT f.broker_account_id::text AS bound, f.content AS stored FROM import_files f JOIN imports i ON i.id = f.import_id
         WHERE f.import_id = $1 AND i.sealed FOR UPDATE OF f`,
  update: "UPDATE import_files SET content = $2 WHERE import_id = $1",
  keyOf: keyOfFile,
  async again({ id, bound, stored }, keys) {
    const file = { accountId: BigInt(bound), importId: BigInt(id) };
    const opened = await openFile(file, stored, keys);
    return opened.ok ? Buffer.from(await sealFile(file, opened.bytes, keys)) : null;
  },
};

const authenticators: SealedKind<string> = {
  list: "SELECT user_id::text AS id, sealed AS stored FROM totp_secrets WHERE user_id > $1 ORDER BY user_id LIMIT $2",
  lock: "SELECT user_id::text AS bound, sealed AS stored FROM totp_secrets WHERE user_id = $1 FOR UPDATE",
  update: "UPDATE totp_secrets SET sealed = $2 WHERE user_id = $1",
  keyOf: keyOfUserSecret,
  async again({ bound, stored }, keys) {
    const secret = await openUserSecret("totp", BigInt(bound), stored, keys);
    return secret === null ? null : sealUserSecret("totp", BigInt(bound), secret, keys);
  },
};

const webhooks: SealedKind<Uint8Array> = {
  list: `SELECT user_id::text AS id, webhook AS stored FROM attention_settings
         WHERE webhook IS NOT NULL AND user_id > $1 ORDER BY user_id LIMIT $2`,
  lock: "SELECT user_id::text AS bound, webhook AS stored FROM attention_settings WHERE user_id = $1 AND webhook IS NOT NULL FOR UPDATE",
  update: "UPDATE attention_settings SET webhook = $2 WHERE user_id = $1",
  keyOf: keyOfFile,
  async again({ bound, stored }, keys) {
    const person = { userId: BigInt(bound) };
    const opened = await openFile(person, stored, keys);
    return opened.ok ? Buffer.from(await sealFile(person, opened.bytes, keys)) : null;
  },
};

/** All that is sealed. Each reads only what it has stored itself, and so may be asked without knowing which it is. */
export const SEALED_KINDS = [credentials, originals, authenticators, webhooks] as readonly SealedKind<unknown>[];

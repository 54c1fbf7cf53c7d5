import "server-only";
import type { CredentialKey } from "@/lib/crypto/keys";
import { describe, open, seal } from "@/lib/crypto/seal";
import { keyOfFile, openFile, sealFile } from "@/lib/crypto/seal-file";
import { keyOfUserSecret, openUserSecret, sealUserSecret } from "@/lib/crypto/seal-user-secret";

/** A connection of the database's owner: rotation is the operator's, and concerns everybody's rows. */
export interface OwnerConnection {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

export type Keyring = readonly [CredentialKey, ...CredentialKey[]];

export interface Rotation {
  /** Sealed anew, credentials, originals of imports and secrets of authenticator apps together. */
  resealed: number;
  /** Left as they are, because they don't open: the key is missing, or they are damaged. */
  unreadable: number;
}

const BATCH = 200;
/** The header of a sealed file is at its beginning. */
const HEADER_BYTES = 1_000;

/** How many sealed things there are under each key, by its name; an empty name for what is none of ours. */
export async function countByKey(owner: OwnerConnection): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const count = (keyId: string | null) => counts.set(keyId ?? "", (counts.get(keyId ?? "") ?? 0) + 1);
  for await (const { credentials } of credentialRows(owner)) count(describe(credentials)?.keyId ?? null);
  for await (const { beginning } of fileRows(owner)) count(keyOfFile(beginning));
  for await (const { sealed } of totpRows(owner)) count(keyOfUserSecret(sealed));
  return counts;
}

/**
 * Seals everything anew that isn't sealed under the newest key, one row at a time: each is locked, opened, sealed and written in one
 * transaction, so that whoever reads it meanwhile finds the old one or the new one, and whoever writes it waits. Cut off at any point, it goes on
 * where it was when it is begun again; what is under the newest key already is not touched.
 * @param report called now and then with how many have been looked at
 */
export async function rotate(owner: OwnerConnection, keys: Keyring, report: (looked: number) => void = () => {}): Promise<Rotation> {
  const [newest] = keys;
  const result: Rotation = { resealed: 0, unreadable: 0 };
  let looked = 0;
  const note = (outcome: "resealed" | "unreadable" | "gone") => {
    if (outcome !== "gone") result[outcome] += 1;
    report(looked);
  };
  for await (const { id, credentials } of credentialRows(owner)) {
    looked += 1;
    if (describe(credentials)?.keyId !== newest.id) note(await inTransaction(owner, () => resealCredential(owner, keys, id)));
  }
  for await (const { id, beginning } of fileRows(owner)) {
    looked += 1;
    if (keyOfFile(beginning) !== newest.id) note(await inTransaction(owner, () => resealFile(owner, keys, id)));
  }
  for await (const { id, sealed } of totpRows(owner)) {
    looked += 1;
    if (keyOfUserSecret(sealed) !== newest.id) note(await inTransaction(owner, () => resealTotp(owner, keys, id)));
  }
  report(looked);
  return result;
}

async function* credentialRows(owner: OwnerConnection): AsyncGenerator<{ id: string; credentials: unknown }> {
  let after = "0";
  while (true) {
    const { rows } = await owner.query<{ id: string; credentials: unknown }>(
      "SELECT id::text, credentials FROM broker_account_credentials WHERE id > $1 ORDER BY id LIMIT $2",
      [after, BATCH],
    );
    yield* rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return;
  }
}

async function* fileRows(owner: OwnerConnection): AsyncGenerator<{ id: string; beginning: Uint8Array }> {
  let after = "0";
  while (true) {
    const { rows } = await owner.query<{ id: string; beginning: Uint8Array }>(
      `SELECT f.import_id::text AS id, substring(f.content FOR ${HEADER_BYTES}) AS beginning FROM import_files f JOIN imports i ON i.id = f.import_id
       WHERE i.sealed AND f.import_id > $1 ORDER BY f.import_id LIMIT $2`,
      [after, BATCH],
    );
    yield* rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return;
  }
}

async function* totpRows(owner: OwnerConnection): AsyncGenerator<{ id: string; sealed: string }> {
  let after = "0";
  while (true) {
    const { rows } = await owner.query<{ id: string; sealed: string }>(
      "SELECT user_id::text AS id, sealed FROM totp_secrets WHERE user_id > $1 ORDER BY user_id LIMIT $2",
      [after, BATCH],
    );
    yield* rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return;
  }
}

type Resealed = "resealed" | "unreadable" | "gone";

async function resealCredential(owner: OwnerConnection, keys: Keyring, id: string): Promise<Resealed> {
  const { rows } = await owner.query<{ account_id: string; credentials: unknown }>(
    "SELECT broker_account_id::text AS account_id, credentials FROM broker_account_credentials WHERE id = $1 FOR UPDATE",
    [id],
  );
  const [row] = rows;
  if (!row) return "gone";
  // Somebody may have replaced it since it was listed.
  if (describe(row.credentials)?.keyId === keys[0].id) return "gone";
  const accountId = BigInt(row.account_id);
  const opened = await open(accountId, row.credentials, keys);
  if (!opened.ok) return "unreadable";
  // updated_at stays: it says since when the person's key is here.
  await owner.query("UPDATE broker_account_credentials SET credentials = $2 WHERE id = $1", [
    id,
    JSON.stringify(await seal(accountId, opened.secrets, keys)),
  ]);
  return "resealed";
}

async function resealFile(owner: OwnerConnection, keys: Keyring, importId: string): Promise<Resealed> {
  const { rows } = await owner.query<{ account_id: string; content: Uint8Array; sealed: boolean }>(
    `SELECT f.broker_account_id::text AS account_id, f.content, i.sealed FROM import_files f JOIN imports i ON i.id = f.import_id
     WHERE f.import_id = $1 FOR UPDATE OF f`,
    [importId],
  );
  const [row] = rows;
  if (!row?.sealed || keyOfFile(row.content) === keys[0].id) return "gone";
  const file = { accountId: BigInt(row.account_id), importId: BigInt(importId) };
  const opened = await openFile(file, row.content, keys);
  if (!opened.ok) return "unreadable";
  await owner.query("UPDATE import_files SET content = $2 WHERE import_id = $1", [
    importId,
    Buffer.from(await sealFile(file, opened.bytes, keys)),
  ]);
  return "resealed";
}

async function resealTotp(owner: OwnerConnection, keys: Keyring, userId: string): Promise<Resealed> {
  const { rows } = await owner.query<{ sealed: string }>("SELECT sealed FROM totp_secrets WHERE user_id = $1 FOR UPDATE", [userId]);
  const [row] = rows;
  if (!row || keyOfUserSecret(row.sealed) === keys[0].id) return "gone";
  const secret = await openUserSecret("totp", BigInt(userId), row.sealed, keys);
  if (secret === null) return "unreadable";
  const sealed = await sealUserSecret("totp", BigInt(userId), secret, keys);
  await owner.query("UPDATE totp_secrets SET sealed = $2 WHERE user_id = $1", [userId, sealed]);
  return "resealed";
}

async function inTransaction<Result>(owner: OwnerConnection, work: () => Promise<Result>): Promise<Result> {
  await owner.query("BEGIN");
  try {
    const result = await work();
    await owner.query("COMMIT");
    return result;
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

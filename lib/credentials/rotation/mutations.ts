import "server-only";
import type { Keyring } from "@/lib/crypto/keys";
import { SEALED_KINDS, type SealedKind } from "./kinds";

/** A connection of the database's owner: rotation is the operator's, and concerns everybody's rows. */
export interface OwnerConnection {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

export interface Rotation {
  /** Sealed anew: credentials, originals of imports, secrets of authenticator apps and webhooks together. */
  resealed: number;
  /** Left as they are, because they don't open: the key is missing, or they are damaged. */
  unreadable: number;
}

const BATCH = 200;

/** How many sealed things there are under each key, by its name; an empty name for what is none of ours. */
export async function countByKey(owner: OwnerConnection): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of SEALED_KINDS)
    for await (const { keyId } of listSealed(owner, kind)) counts.set(keyId ?? "", (counts.get(keyId ?? "") ?? 0) + 1);
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
  for (const kind of SEALED_KINDS)
    for await (const { id, keyId } of listSealed(owner, kind)) {
      looked += 1;
      if (keyId === newest.id) continue;
      const outcome = await inTransaction(owner, () => reseal(owner, kind, keys, id));
      if (outcome !== "gone") result[outcome] += 1;
      report(looked);
    }
  report(looked);
  return result;
}

async function* listSealed(
  owner: OwnerConnection,
  { list, keyOf }: SealedKind<unknown>,
): AsyncGenerator<{ id: string; keyId: string | null }> {
  for (let after = "0"; ; ) {
    const { rows } = await owner.query<{ id: string; stored: unknown }>(list, [after, BATCH]);
    for (const { id, stored } of rows) yield { id, keyId: keyOf(stored) };
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return;
  }
}

async function reseal(
  owner: OwnerConnection,
  { lock, update, keyOf, again }: SealedKind<unknown>,
  keys: Keyring,
  id: string,
): Promise<"resealed" | "unreadable" | "gone"> {
  const { rows } = await owner.query<{ bound: string; stored: unknown }>(lock, [id]);
  const [row] = rows;
  // Somebody may have replaced or removed it since it was listed.
  if (!row || keyOf(row.stored) === keys[0].id) return "gone";
  const sealed = await again({ id, ...row }, keys);
  if (sealed === null) return "unreadable";
  await owner.query(update, [id, sealed]);
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

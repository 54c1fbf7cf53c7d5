import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { credentialKeys } from "@/lib/crypto/keys";
import { describe } from "@/lib/crypto/seal";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { CredentialState } from "./schema";

/** How an account's credentials stand, read from the header of the sealed row: nothing is opened. Null when the account isn't the actor's. */
export function getCredentialState(actor: Actor, accountId: bigint): Promise<CredentialState | null> {
  return asActor(actor, (tx) => readCredentialState(tx, accountId));
}

/** {@link getCredentialState}, in a transaction of the caller's. */
export async function readCredentialState(tx: Transaction, accountId: bigint): Promise<CredentialState | null> {
  const row = await tx.brokerAccountCredential.findUnique({
    where: { brokerAccountId: accountId },
    select: { credentials: true, updatedAt: true },
  });
  if (!row) return null;
  const header = describe(row.credentials);
  const known = header !== null && credentialKeys().some((key) => key.id === header.keyId);
  const state = !known ? "unreadable" : Object.keys(header.hints).length === 0 ? "empty" : "sealed";
  return { state, hints: header?.hints ?? {}, keyId: header?.keyId ?? null, updatedAt: row.updatedAt.toISOString() };
}

import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { issuerOf, providerNames } from "./providers";
import type { ProviderView } from "./schema";

/** Every provider of this server, and whom it knows the person as. */
export async function listProviders(actor: Actor): Promise<ProviderView[]> {
  const names = providerNames();
  if (names.length === 0) return [];
  const identities = await asActor(actor, (tx) =>
    tx.oidcIdentity.findMany({
      where: { userId: BigInt(actor.userId) },
      orderBy: { id: "asc" },
      select: { id: true, issuer: true, email: true, createdAt: true, lastUsedAt: true },
    }),
  );
  return names.map(({ id, name }) => {
    const found = identities.find(({ issuer }) => issuer === issuerOf(id));
    const identity = found && {
      id: found.id.toString(),
      email: found.email,
      createdAt: found.createdAt.toISOString(),
      lastUsedAt: found.lastUsedAt?.toISOString() ?? null,
    };
    return { id, name, identity: identity ?? null };
  });
}

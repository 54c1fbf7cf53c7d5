import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { PasskeyView } from "./schema";

/** The person's passkeys, oldest first. */
export function listPasskeys(actor: Actor): Promise<PasskeyView[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.passkey.findMany({
      orderBy: { id: "asc" },
      select: { id: true, name: true, backedUp: true, createdAt: true, lastUsedAt: true },
    });
    return rows.map((row) => ({
      id: row.id.toString(),
      name: row.name,
      backedUp: row.backedUp,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    }));
  });
}

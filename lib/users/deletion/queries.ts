import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { OwnedCounts } from "./schema";

/** Rows of ledgers are not counted: there may be millions, and the page waits. */
export function countOwned(actor: Actor): Promise<OwnedCounts> {
  return asActor(actor, async (tx) => ({
    portfolios: await tx.portfolio.count(),
    accounts: await tx.brokerAccount.count(),
    hasPassword: (await tx.userPassword.count()) > 0,
    imports: await tx.import.count({ where: { status: { in: ["imported", "undone"] } } }),
  }));
}

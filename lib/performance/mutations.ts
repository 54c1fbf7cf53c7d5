import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";

/** How sales find the lots they close, in one portfolio. Null: as the person's own settings say. */
export function setCostMethod(actor: Actor, portfolioId: bigint, method: CostMethod | null): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await isThere(tx, portfolioId))) return NOT_FOUND;
    await change(tx, actor, portfolioId, { costMethod: method });
    await record(tx, actor, "portfolio_settings_changed", `portfolio:${portfolioId}`, { costMethod: method ?? "default" });
    return done(undefined, "Saved. Every gain of this portfolio is worked out anew.");
  });
}

/** What a portfolio is compared with: one of the person's instruments, or null for nothing. */
export function setBenchmark(actor: Actor, portfolioId: bigint, instrumentId: bigint | null): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await isThere(tx, portfolioId))) return NOT_FOUND;
    if (instrumentId !== null && !(await tx.instrument.findUnique({ where: { id: instrumentId }, select: { id: true } })))
      return refuse("Nothing was changed.", { benchmarkId: "This is none of your instruments any more. Choose another." });
    await change(tx, actor, portfolioId, { benchmarkInstrumentId: instrumentId });
    await record(tx, actor, "portfolio_settings_changed", `portfolio:${portfolioId}`, { benchmark: instrumentId?.toString() ?? "none" });
    return done(undefined, instrumentId === null ? "Compared with nothing now." : "Saved.");
  });
}

/** Row-level security lets through only the actor's own. */
async function isThere(tx: Transaction, portfolioId: bigint): Promise<boolean> {
  return (await tx.portfolio.findUnique({ where: { id: portfolioId }, select: { id: true } })) !== null;
}

async function change(
  tx: Transaction,
  actor: Actor,
  portfolioId: bigint,
  data: { costMethod?: string | null; benchmarkInstrumentId?: bigint | null },
): Promise<void> {
  await tx.portfolioSettings.upsert({
    where: { portfolioId },
    create: { portfolioId, userId: BigInt(actor.userId), ...data },
    update: data,
    select: { portfolioId: true },
  });
}

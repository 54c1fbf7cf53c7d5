import "server-only";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { confirms } from "@/lib/text/confirmation";
import { chooseDefault } from "./rules";

/**
 * Lets one person's changes of portfolios happen one after the other, so that two simultaneous clicks both leave exactly one default
 * (a partial unique index and a deferred trigger would refuse anything else).
 */
async function inTurn(tx: Transaction, actor: Actor): Promise<void> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${BigInt(actor.userId)} FOR NO KEY UPDATE`;
}

/** Gives the default to the right portfolio. Two statements: a unique index is checked row by row, so the old one steps down first. */
async function settleDefault(tx: Transaction, wanted?: bigint): Promise<void> {
  const portfolios = await tx.portfolio.findMany({ orderBy: { id: "asc" }, select: { id: true, active: true, isDefault: true } });
  const chosen = chooseDefault(portfolios, wanted);
  await tx.portfolio.updateMany({ where: { isDefault: true, NOT: { id: chosen ?? 0n } }, data: { isDefault: false } });
  if (chosen !== null) await tx.portfolio.updateMany({ where: { id: chosen, isDefault: false }, data: { isDefault: true } });
}

/** Creates a portfolio; the first active one becomes the default. */
export function createPortfolio(actor: Actor, input: { name: string; description: string }): Promise<Outcome<{ id: string }>> {
  return asActor(actor, async (tx) => {
    await inTurn(tx, actor);
    const { id } = await tx.portfolio.create({ data: { userId: BigInt(actor.userId), ...input }, select: { id: true } });
    await settleDefault(tx);
    await record(tx, actor, "portfolio_created", `portfolio:${id}`);
    return done({ id: id.toString() }, `“${input.name}” was created.`);
  });
}

export function editPortfolio(actor: Actor, id: bigint, input: { name: string; description: string }): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.portfolio.updateMany({ where: { id }, data: input });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "portfolio_edited", `portfolio:${id}`);
    return done(undefined, "Saved.");
  });
}

/** Archives or restores. An archived portfolio is never the default: the oldest other active one takes over. */
export function setPortfolioActive(actor: Actor, id: bigint, active: boolean): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await inTurn(tx, actor);
    const { count } = await tx.portfolio.updateMany({ where: { id }, data: active ? { active } : { active, isDefault: false } });
    if (count === 0) return NOT_FOUND;
    await settleDefault(tx);
    await record(tx, actor, active ? "portfolio_restored" : "portfolio_archived", `portfolio:${id}`);
    return done(undefined, active ? "Restored." : "Archived. Its accounts and numbers are kept.");
  });
}

export function makeDefaultPortfolio(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await inTurn(tx, actor);
    const portfolio = await tx.portfolio.findUnique({ where: { id }, select: { active: true } });
    if (!portfolio) return NOT_FOUND;
    if (!portfolio.active) return refuse("An archived portfolio can't be the default. Restore it first.");
    await settleDefault(tx, id);
    await record(tx, actor, "portfolio_made_default", `portfolio:${id}`);
    return done(undefined, "This is your default portfolio now.");
  });
}

/** Deletes a portfolio and everything in it, once its name has been typed. */
export function deletePortfolio(actor: Actor, id: bigint, confirmation: string): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      await inTurn(tx, actor);
      const portfolio = await tx.portfolio.findUnique({ where: { id }, select: { name: true } });
      if (!portfolio) return NOT_FOUND;
      if (!confirms(confirmation, portfolio.name))
        return refuse("Nothing was deleted.", { confirmation: `Type “${portfolio.name}” to confirm.` });
      await tx.portfolio.delete({ where: { id }, select: { id: true } });
      await settleDefault(tx);
      await record(tx, actor, "portfolio_deleted", `portfolio:${id}`, { name: portfolio.name });
      return leadTo("/portfolios");
    },
    { timeoutMs: 120_000 },
  );
}

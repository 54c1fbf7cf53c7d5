import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { Moment } from "@/lib/moment/schema";
import { readSettings } from "./settings";
import { loadState, type PortfolioState } from "./state";
import { readVersions } from "./versions";

/** The state of a portfolio for a single question: what is kept is used, and nothing is kept. Null when it isn't the actor's. */
export async function portfolioState(
  tx: Transaction,
  portfolioId: bigint,
  moment: Moment,
): Promise<{ state: PortfolioState; name: string } | null> {
  const settings = await readSettings(tx, portfolioId, moment);
  if (!settings) return null;
  const { name } = await tx.portfolio.findUniqueOrThrow({ where: { id: portfolioId }, select: { name: true } });
  const versions = await readVersions(tx, portfolioId);
  const today = new Date().toISOString().slice(0, 10);
  return { state: (await loadState(tx, { portfolioId, settings, versions, moment, today })).state, name };
}

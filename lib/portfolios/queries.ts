import "server-only";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { portfolioValues } from "@/lib/holdings/values";
import type { PortfolioContents, PortfolioSummary } from "./schema";

/** All portfolios of a person: the default first, then by name; archived ones last. */
export function listPortfolios(actor: Actor): Promise<PortfolioSummary[]> {
  return asActor(actor, async (tx) => {
    const values = await portfolioValues(tx);
    const rows = await tx.portfolio.findMany({
      include: { sample: true, _count: { select: { accounts: true } } },
      orderBy: [{ active: "desc" }, { isDefault: "desc" }, { name: "asc" }, { id: "asc" }],
    });
    return rows.map((row) => ({
      id: row.id.toString(),
      name: row.name,
      description: row.description,
      active: row.active,
      isDefault: row.isDefault,
      isSample: row.sample !== null,
      accounts: row._count.accounts,
      value: values.get(row.id)?.value ?? [],
      unvalued: values.get(row.id)?.unvalued ?? 0,
    }));
  });
}

export type PortfolioHeader = Pick<PortfolioSummary, "id" | "name" | "description" | "active" | "isDefault" | "isSample">;

/** One portfolio, or null when it does not exist or is somebody else's. Once per request: a page's title, its header and the page ask for it. */
export const getPortfolio = cache(
  (actor: Actor, id: bigint): Promise<PortfolioHeader | null> =>
    asActor(actor, async (tx) => {
      const row = await tx.portfolio.findUnique({ where: { id }, include: { sample: true } });
      return (
        row && {
          id: row.id.toString(),
          name: row.name,
          description: row.description,
          active: row.active,
          isDefault: row.isDefault,
          isSample: row.sample !== null,
        }
      );
    }),
);

/** What goes with a portfolio when it is deleted. */
export function countContents(actor: Actor, id: bigint): Promise<PortfolioContents> {
  return asActor(actor, async (tx) => {
    const inside = { account: { portfolioId: id } };
    const accounts = await tx.brokerAccount.count({ where: { portfolioId: id } });
    return { accounts, holdings: await tx.holding.count({ where: inside }), transactions: await tx.transaction.count({ where: inside }) };
  });
}

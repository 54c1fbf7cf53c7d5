import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";
import { costMethodSchema } from "../schema";

/** How a portfolio's figures are worked out. */
export interface FigureSettings {
  method: CostMethod;
  baseCurrency: string;
  benchmarkInstrumentId: string | null;
  /** Account id → what it is called. */
  accounts: ReadonlyMap<string, string>;
}

/** Null when the portfolio isn't the actor's. What the portfolio doesn't say, the person's settings do. */
export async function readSettings(tx: Transaction, portfolioId: bigint): Promise<FigureSettings | null> {
  const portfolio = await tx.portfolio.findUnique({
    where: { id: portfolioId },
    select: { userId: true, settings: true, accounts: { select: { id: true, displayName: true } } },
  });
  if (!portfolio) return null;
  const person = await tx.userSettings.findUniqueOrThrow({
    where: { userId: portfolio.userId },
    select: { baseCurrency: true, costMethod: true },
  });
  return {
    method: costMethodSchema.catch("fifo").parse(portfolio.settings?.costMethod ?? person.costMethod),
    baseCurrency: person.baseCurrency,
    benchmarkInstrumentId: portfolio.settings?.benchmarkInstrumentId?.toString() ?? null,
    accounts: new Map(portfolio.accounts.map(({ id, displayName }) => [id.toString(), displayName])),
  };
}

/** How figures over all accounts of a person are worked out: as their own settings say, whatever single portfolios do. */
export async function readPersonSettings(tx: Transaction): Promise<FigureSettings> {
  const person = await tx.userSettings.findFirstOrThrow({ select: { baseCurrency: true, costMethod: true } });
  const accounts = await tx.brokerAccount.findMany({ select: { id: true, displayName: true } });
  return {
    method: costMethodSchema.catch("fifo").parse(person.costMethod),
    baseCurrency: person.baseCurrency,
    benchmarkInstrumentId: null,
    accounts: new Map(accounts.map(({ id, displayName }) => [id.toString(), displayName])),
  };
}

import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";
import type { Moment } from "@/lib/moment/schema";
import { costMethodSchema } from "../schema";

/** How a portfolio's figures are worked out. */
export interface FigureSettings {
  method: CostMethod;
  baseCurrency: string;
  benchmarkInstrumentId: string | null;
  /** Account id → what it is called. */
  accounts: ReadonlyMap<string, string>;
}

/** Null when the portfolio isn't the actor's. What the portfolio doesn't say, the person's settings do, both as they were at that moment. */
export async function readSettings(tx: Transaction, portfolioId: bigint, moment: Moment): Promise<FigureSettings | null> {
  const portfolio = await tx.portfolio.findUnique({
    where: { id: portfolioId },
    select: { settings: true, accounts: { select: { id: true, displayName: true } } },
  });
  if (!portfolio) return null;
  const person = await readPerson(tx, moment);
  const earlier = await settingsUntil(tx, portfolioId, moment);
  const own = earlier ? earlier.costMethod : portfolio.settings?.costMethod;
  return {
    method: costMethodSchema.catch("fifo").parse(own ?? person.costMethod),
    baseCurrency: person.baseCurrency,
    benchmarkInstrumentId: portfolio.settings?.benchmarkInstrumentId?.toString() ?? null,
    accounts: new Map(portfolio.accounts.map(({ id, displayName }) => [id.toString(), displayName])),
  };
}

/** How figures over all accounts of a person are worked out: as their own settings say, whatever single portfolios do. */
export async function readPersonSettings(tx: Transaction, moment: Moment): Promise<FigureSettings> {
  const person = await readPerson(tx, moment);
  const accounts = await tx.brokerAccount.findMany({ select: { id: true, displayName: true } });
  return {
    method: costMethodSchema.catch("fifo").parse(person.costMethod),
    baseCurrency: person.baseCurrency,
    benchmarkInstrumentId: null,
    accounts: new Map(accounts.map(({ id, displayName }) => [id.toString(), displayName])),
  };
}

async function readPerson(tx: Transaction, moment: Moment): Promise<{ costMethod: string; baseCurrency: string }> {
  const now = await tx.userSettings.findFirstOrThrow({ select: { baseCurrency: true, costMethod: true } });
  const earlier = await settingsUntil(tx, null, moment);
  return { costMethod: earlier?.costMethod ?? now.costMethod, baseCurrency: earlier?.baseCurrency ?? now.baseCurrency };
}

/** What was set before the first change after the instant that is looked back to; null when nothing has changed since, and for now. */
async function settingsUntil(
  tx: Transaction,
  portfolioId: bigint | null,
  { known }: Moment,
): Promise<{ costMethod: string | null; baseCurrency: string | null } | null> {
  if (known === null) return null;
  const [row] = await tx.$queryRaw<{ costMethod: string | null; baseCurrency: string | null }[]>`
    SELECT cost_method AS "costMethod", base_currency AS "baseCurrency" FROM figure_settings_history
    WHERE portfolio_id IS NOT DISTINCT FROM ${portfolioId}::bigint AND changed_at > ${known}::timestamptz ORDER BY changed_at, id LIMIT 1`;
  return row ?? null;
}

import type { Connector } from "../connector";
import { BrokerProblem } from "../problem";
import { askHistory, askInstruments, askPositions, askSummary, HISTORIES, probeHistory } from "./client";

const READS = { orders: "Orders", dividends: "Dividends", transactions: "Transactions" } as const;

/** A key opens one account, Invest or ISA, and reads of it what its permissions say. Whether it may trade, isn't told. */
export const connector: Connector = {
  code: "trading212",
  async test(link) {
    await askSummary(link);
    const parts = [
      ["Positions", () => askPositions(link)] as const,
      ...HISTORIES.map((history) => [READS[history], () => probeHistory(link, history)] as const),
    ];
    const [reads, missing] = [["Account"], [] as string[]];
    for (const [name, probe] of parts) {
      const problem = await probe().then(() => null, refused);
      if (problem === null) reads.push(name);
      else missing.push(`${problem.message} ${problem.mend}`);
    }
    return { reads, mayTrade: null, mayWithdraw: false, expiresAt: null, missing };
  },
  async *accounts(link) {
    yield (await askSummary(link)).account;
  },
  async *holdings(link, { id }) {
    const { body, account } = await askSummary(link);
    if (account.id !== id)
      throw new BrokerProblem(
        "setup",
        `The key opens the account ${account.id}, and this one is ${id}.`,
        "Enter a key of the account that is linked here, or link the other one as an account of its own.",
      );
    yield { stream: "summary", body };
    const positions = await askPositions(link);
    yield { stream: "positions", body: positions.body };
    yield* instrumentPages(link, positions.tickers);
  },
  async *transactions(link, _account, since) {
    const tickers: string[] = [];
    for (const history of HISTORIES)
      for await (const page of askHistory(link, history, since)) {
        tickers.push(...page.tickers);
        yield { stream: history, body: page.body };
      }
    yield* instrumentPages(link, tickers);
  },
};

async function* instrumentPages(link: Parameters<typeof askInstruments>[0], tickers: readonly string[]) {
  if (tickers.length === 0) return;
  const body = await askInstruments(link, new Set(tickers));
  if (body !== null) yield { stream: "instruments", body };
}

/** A permission that is missing; anything else is thrown on. */
function refused(error: unknown): BrokerProblem {
  if (error instanceof BrokerProblem && error.kind === "permission") return error;
  throw error;
}

import { z } from "zod";
import type { BrokerPage, Connector } from "../connector";
import type { BrokerLink } from "../link/link";
import { BrokerProblem } from "../problem";
import { type Answer, get, tryGet } from "./client";
import { instants, windowsBack } from "./windows";

/**
 * Questrade by its REST API. Neither positions nor activities say what a symbol is, nor positions in which currency they are: `symbols`
 * does, and is asked about each that occurs.
 */

/** After so many windows of a month without an activity, nothing older is expected: the account began later. */
const EMPTY_MONTHS = 24;
/** Ids in one address. */
const SYMBOLS_AT_ONCE = 50;

const accountList = z.object({ accounts: z.array(z.looseObject({ number: z.string(), type: z.string() })) });
const positionList = z.object({ positions: z.array(z.looseObject({ symbolId: z.string() })) });
const balanceList = z.object({ perCurrencyBalances: z.array(z.unknown()) });
const activityList = z.object({ activities: z.array(z.looseObject({ symbolId: z.string().nullish() })) });

/** The answer in the form that it is documented in. */
function expected<Form>(schema: z.ZodType<Form>, { value }: Answer): Form {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new BrokerProblem("answer", "Questrade answered in a form that this version doesn't know.");
}

const pathOf = (accountId: string, what: string) => `accounts/${encodeURIComponent(accountId)}/${what}`;

/** What the ids mean. One that Questrade no longer knows is left out, and costs the others nothing. */
async function* symbols(link: BrokerLink, ids: ReadonlySet<string>): AsyncGenerator<BrokerPage> {
  // 0 is the symbol of what has none.
  const asked = [...ids].filter((id) => id !== "0" && id !== "");
  for (let at = 0; at < asked.length; at += SYMBOLS_AT_ONCE) yield* someSymbols(link, asked.slice(at, at + SYMBOLS_AT_ONCE));
}

async function* someSymbols(link: BrokerLink, ids: readonly string[]): AsyncGenerator<BrokerPage> {
  const answer = await tryGet(link, `symbols?ids=${ids.join(",")}`);
  if ("body" in answer) yield { stream: "symbols", body: answer.body };
  else if (ids.length > 1) {
    const half = Math.ceil(ids.length / 2);
    yield* someSymbols(link, ids.slice(0, half));
    yield* someSymbols(link, ids.slice(half));
  }
}

/** What an app that lacks a right may not read, in words; empty when it may. */
async function lacking(link: BrokerLink): Promise<string[]> {
  try {
    await tryGet(link, "markets");
    return [];
  } catch (error) {
    if (error instanceof BrokerProblem && error.kind === "permission") return [`${error.message} ${error.mend}`];
    throw error;
  }
}

export const connector: Connector = {
  code: "questrade",

  async test(link) {
    expected(accountList, await get(link, "accounts"));
    const missing = await lacking(link);
    return {
      reads: ["Positions", "Balances", "Activities", ...(missing.length === 0 ? ["Market data"] : [])],
      // The API doesn't tell; there is no call that withdraws.
      mayTrade: null,
      mayWithdraw: false,
      // Each use renews it: it has no end of its own.
      expiresAt: null,
      missing,
    };
  },

  async *accounts(link) {
    for (const { number, type } of expected(accountList, await get(link, "accounts")).accounts)
      yield { id: number, name: `${type} ${number}` };
  },

  async *holdings(link, { id }) {
    const positions = await get(link, pathOf(id, "positions"));
    yield { stream: "positions", body: positions.body };
    const held = expected(positionList, positions).positions;
    yield* symbols(link, new Set(held.map(({ symbolId }) => symbolId)));
    const balances = await get(link, pathOf(id, "balances"));
    expected(balanceList, balances);
    yield { stream: "balances", body: balances.body };
  },

  async *transactions(link, { id }, since) {
    const ids = new Set<string>();
    let empty = 0;
    for (const window of windowsBack(since, link.now())) {
      const answer = await get(link, `${pathOf(id, "activities")}?${new URLSearchParams(instants(window))}`);
      const { activities } = expected(activityList, answer);
      for (const { symbolId } of activities) if (symbolId) ids.add(symbolId);
      if (activities.length > 0) yield { stream: "activities", body: answer.body };
      empty = activities.length > 0 ? 0 : empty + 1;
      if (since === null && empty === EMPTY_MONTHS) break;
    }
    yield* symbols(link, ids);
  },
};

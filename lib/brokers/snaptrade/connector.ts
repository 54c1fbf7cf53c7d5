import { z } from "zod";
import type { BrokerPage, Connector } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";
import { ask } from "./client";
import { accountsOf, connectionsOf, institutionOf, readyAccount, signInAgain } from "./connections";
import { login } from "./login";

const anything = z.looseObject({});
const positionsShape = z.looseObject({ results: z.array(anything), data_freshness: anything.nullish() });
const activitiesShape = z.looseObject({
  data: z.array(anything),
  pagination: z.looseObject({ total: z.coerce.number().int().nonnegative() }).nullish(),
});

/** As many as SnapTrade gives at once. */
const PAGE = 1000;
/** A history that never ends is a mistake. */
const MAX_PAGES = 2000;

/** SnapTrade: the accounts of all brokers that a person has connected there. */
export const connector: Connector = {
  code: "snaptrade",

  async test(link) {
    const connections = await connectionsOf(link);
    const [broken] = connections.filter(({ disabled }) => disabled);
    if (broken && connections.every(({ disabled }) => disabled)) throw signInAgain(institutionOf(broken));
    return {
      reads: ["Holdings", "Balances", "Activities"],
      mayTrade: connections.some(({ type }) => type === "trade"),
      // No part of SnapTrade moves money out.
      mayWithdraw: false,
      expiresAt: null,
      missing: [
        ...(connections.length === 0 ? ["No broker is connected: sign in to one on SnapTrade's pages."] : []),
        ...(broken ? [`${institutionOf(broken)}: sign in again on SnapTrade's pages.`] : []),
      ],
    };
  },

  async *accounts(link) {
    for (const { id, institution_name, name, number, balance } of await accountsOf(link)) {
      const currency = balance?.total?.currency;
      const called = [institution_name, name || number].filter(Boolean).join(" ");
      yield { id, name: called || id, ...(currency ? { currency } : {}) };
    }
  },

  async *holdings(link, { id: accountId }) {
    const { sync_status } = await readyAccount(link, accountId);
    // Such an account is told as empty, which it isn't.
    if (sync_status?.holdings?.holdings_unavailable) return;
    const positions = await ask(link, positionsShape, (client, user) =>
      client.accountInformation.getAllAccountPositions({ ...user, accountId }),
    );
    yield { stream: "positions", body: JSON.stringify(positions) };
    const balances = await ask(link, z.array(anything), (client, user) =>
      client.accountInformation.getUserAccountBalance({ ...user, accountId }),
    );
    yield { stream: "balances", body: JSON.stringify(balances) };
  },

  transactions: (link, { id }, since) => activities(link, id, since),

  login,
};

async function* activities(link: BrokerLink, accountId: string, since: string | null): AsyncGenerator<BrokerPage> {
  let offset = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await ask(link, activitiesShape, (client, user) =>
      client.accountInformation.getAccountActivities({
        ...user,
        accountId,
        offset,
        limit: PAGE,
        ...(since ? { startDate: since.slice(0, 10) } : {}),
      }),
    );
    if (answer.data.length > 0) yield { stream: "activities", body: JSON.stringify(answer.data) };
    // By what came, not by what was asked for: a page may be shorter than that.
    offset += answer.data.length;
    const total = answer.pagination?.total;
    if (total === undefined ? answer.data.length < PAGE : offset >= total) return;
    if (answer.data.length === 0) throw new BrokerProblem("answer", "SnapTrade's list of activities ended before its end.");
  }
  throw new BrokerProblem("answer", "SnapTrade's list of activities has no end.");
}

import type { Connector } from "../connector";
import { BrokerProblem } from "../problem";
import { alpacaClient } from "./client";

/** A key opens one account. It has no permissions of its own: it reads all of it, and may trade. */
export const connector: Connector = {
  code: "alpaca",
  async test(link) {
    await alpacaClient(link).account();
    return {
      reads: ["Account", "Positions", "Activities"],
      mayTrade: true,
      // Some accounts' keys can send coins away; which, isn't told.
      mayWithdraw: null,
      expiresAt: null,
      missing: [],
    };
  },
  async *accounts(link) {
    yield (await alpacaClient(link).account()).account;
  },
  async *holdings(link, { id, name }) {
    const client = alpacaClient(link);
    const { body, account } = await client.account();
    if (account.id !== id)
      throw new BrokerProblem(
        "setup",
        `The key opens the account ${account.name}, and this one is ${name}.`,
        "Enter a key of the account that is linked here, or link the other one as an account of its own.",
      );
    yield { stream: "account", body };
    yield { stream: "positions", body: await client.positions() };
  },
  async *transactions(link, _account, since) {
    for await (const body of alpacaClient(link).activities(since)) yield { stream: "activities", body };
  },
};

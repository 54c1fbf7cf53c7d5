import "server-only";
import { bitvavo as Bitvavo } from "ccxt";
import { z } from "zod";
import type { BrokerPage, Connector, KeyFacts } from "../../connector";
import type { BrokerLink } from "../../link/link";
import { BrokerProblem } from "../../problem";
import { clientOf, type ExchangeKind } from "../client";

const NAME = "Bitvavo";
const PAGE = 100;

const errorCode = (codes: string) => new RegExp(`"errorCode":\\s*(?:${codes})\\b`);

const KIND: ExchangeKind = {
  name: NAME,
  make: ({ key = "", secret = "" }) => new Bitvavo({ apiKey: key, secret }),
  problems: [
    {
      words: errorCode("300|301|305|306|308|309"),
      kind: "sign-in",
      message: "Bitvavo doesn't accept this key.",
      mend: "Confirm the key by e-mail if you haven't; else make a new one under Settings, API, and paste both of its parts here.",
    },
    {
      words: errorCode("302|303|304"),
      kind: "clock",
      message: "Bitvavo finds the time of the request wrong: this machine's clock is off.",
      mend: "Set this machine's clock.",
    },
    {
      words: errorCode("307"),
      kind: "address",
      message: "The key may not be used from this server's address.",
      mend: "At Bitvavo, edit the key under Settings, API: name this server's address, or none.",
    },
    {
      words: errorCode("310|311|312"),
      kind: "permission",
      message: "The key may not view the account.",
      mend: "At Bitvavo, edit the key under Settings, API, and allow “View access”.",
    },
    {
      words: errorCode("317"),
      kind: "setup",
      message: "Bitvavo has locked the account.",
      mend: "Ask Bitvavo's support why.",
    },
    { words: errorCode("103|104|105"), kind: "busy", message: "Bitvavo takes no more requests for now." },
    { words: errorCode("101|107|108|109|404"), kind: "away", message: "Bitvavo is out of order for now." },
  ],
};

const capabilities = z.object({ capabilities: z.array(z.string()) });
const history = z.object({ items: z.array(z.unknown()), totalPages: z.string() });

const client = (link: BrokerLink) => clientOf(link, KIND);

/** Bitvavo through ccxt. Its history holds everything that changed a balance; a key opens one account, which has no number. */
export const connector: Connector = {
  code: "bitvavo",
  test: async (link) => factsOf((await client(link).ask({ stream: "account", path: "account" })).answer),
  async *accounts() {
    yield { id: "main", name: NAME, currency: "EUR" };
  },
  async *holdings(link) {
    yield (await client(link).ask({ stream: "balances", path: "balance" })).page;
  },
  transactions,
};

async function* transactions(link: BrokerLink, _account: unknown, since: string | null): AsyncGenerator<BrokerPage> {
  // The newest come first: an end that stands still keeps the pages from shifting while they are read.
  const window = { toDate: link.now(), ...(since === null ? {} : { fromDate: Date.parse(since) }) };
  for (let number = 1, last = 1; number <= last; number += 1) {
    const { page, answer } = await client(link).ask({
      stream: "history",
      path: "account/history",
      params: { ...window, page: number, maxItems: PAGE },
    });
    const read = history.safeParse(answer);
    if (!read.success) throw new BrokerProblem("answer", "Bitvavo's history came in a form that this version doesn't know.");
    yield page;
    last = Number(read.data.totalPages);
  }
}

/** What Bitvavo tells are the account's capabilities, of which a key has all or some: only what the account can't do is certain. */
function factsOf(answer: unknown): KeyFacts {
  const read = capabilities.safeParse(answer);
  const can = read.success ? read.data.capabilities : null;
  const may = (...names: readonly string[]) => (can !== null && !names.some((name) => can.includes(name)) ? false : null);
  return {
    reads: ["Balances", "History"],
    mayTrade: may("buy", "sell"),
    mayWithdraw: may("withdrawCrypto", "withdrawFiat"),
    expiresAt: null,
    missing: [],
  };
}

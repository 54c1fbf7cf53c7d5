import "server-only";
import { kraken as Kraken } from "ccxt";
import { z } from "zod";
import type { BrokerPage, Connector, KeyFacts } from "../../connector";
import type { BrokerLink } from "../../link/link";
import { BrokerProblem } from "../../problem";
import { clientOf, type ExchangeKind } from "../client";
import { currencyPage } from "../currency";

const NAME = "Kraken";
/** As many entries as a page of the ledger has. */
const PAGE = 50;
/** So many entries of trades are looked at to know in which money coins are counted, where only what is new is asked for. */
const HINTS = 2 * PAGE;
/** The sides of a trade may be booked a moment apart: the beginning is asked for a little earlier, and sides that stand alone there are left. */
const LOOKS_BACK_MS = 600_000;

const KIND: ExchangeKind = {
  name: NAME,
  make: ({ key = "", secret = "" }) => new Kraken({ apiKey: key, secret }),
  problems: [
    {
      words: /EAPI:Invalid (?:key|signature)|ESession:Invalid session/,
      kind: "sign-in",
      message: "Kraken doesn't accept this key.",
      mend: "Make a new key under Settings, API, and paste both of its parts here.",
    },
    {
      words: /EGeneral:Permission denied/,
      kind: "permission",
      message: "The key may not read balances and the ledger.",
      mend: "At Kraken, edit the key under Settings, API, and allow “Query Funds” and “Query Ledger Entries”.",
    },
    {
      words: /Invalid nonce/,
      kind: "clock",
      message: "Kraken finds the request's number too low: this machine's clock is behind, or another program uses the same key.",
      mend: "Set this machine's clock, and give Truefolio a key of its own.",
    },
    { words: /Rate limit exceeded|Too many requests|Temporary lockout/, kind: "busy", message: "Kraken takes no more requests for now." },
    { words: /EService:|EDatabase:|EGeneral:Internal error/, kind: "away", message: "Kraken is out of order for now." },
  ],
};

const keyInfo = z.object({ result: z.object({ permissions: z.array(z.string()), validUntil: z.string().optional() }) });
const ledgerPage = z.object({ result: z.object({ ledger: z.record(z.string(), z.unknown()), count: z.string().optional() }) });

const client = (link: BrokerLink) => clientOf(link, KIND);

/**
 * Kraken through ccxt. The ledger is complete: trades, deliveries, staking and fees all are entries of it. An exchange's key opens one
 * account, which has no number.
 */
export const connector: Connector = {
  code: "kraken",
  test: async (link) => factsOf((await client(link).ask({ stream: "key", path: "GetApiKeyInfo", method: "POST" })).answer),
  async *accounts() {
    yield { id: "main", name: NAME };
  },
  async *holdings(link) {
    yield currencyPage(link.secrets, "EUR");
    yield (await client(link).ask({ stream: "balances", path: "Balance", method: "POST" })).page;
  },
  transactions,
};

async function* transactions(link: BrokerLink, _account: unknown, since: string | null): AsyncGenerator<BrokerPage> {
  // The newest come first: an end that stands still keeps the pages from shifting while they are read.
  const end = Math.ceil(link.now() / 1000);
  if (since !== null) yield* ledger(link, "newest trades", { end, type: "trade" }, HINTS);
  yield* ledger(link, "ledger", { end, ...(since === null ? {} : { start: Math.floor((Date.parse(since) - LOOKS_BACK_MS) / 1000) }) });
}

async function* ledger(
  link: BrokerLink,
  stream: string,
  which: Readonly<Record<string, string | number>>,
  most = Number.POSITIVE_INFINITY,
) {
  const seen = new Set<string>();
  for (let offset = 0, count = 1; offset < Math.min(count, most); ) {
    const { page, answer } = await client(link).ask({ stream, path: "Ledgers", method: "POST", params: { ...which, ofs: offset } });
    const read = ledgerPage.safeParse(answer);
    if (!read.success) throw new BrokerProblem("answer", "Kraken's ledger came in a form that this version doesn't know.");
    yield page;
    const before = seen.size;
    for (const id of Object.keys(read.data.result.ledger)) seen.add(id);
    // Pages may overlap, and fewer than a page may come in the middle; but without one that is new this would never end.
    offset += seen.size - before || PAGE;
    count = Number(read.data.result.count ?? offset + 1);
  }
}

function factsOf(answer: unknown): KeyFacts {
  const read = keyInfo.safeParse(answer);
  if (!read.success)
    return { reads: ["What the key may read shows with the first sync"], mayTrade: null, mayWithdraw: null, expiresAt: null, missing: [] };
  const { permissions, validUntil = "0" } = read.data.result;
  const may = (part: RegExp) => permissions.some((each) => part.test(each));
  const [funds, entries] = [may(/^query-funds/), may(/^query-ledger/)];
  return {
    reads: [...(funds ? ["Balances"] : []), ...(entries ? ["Ledger"] : [])],
    mayTrade: may(/^modify-trades|^close-trades/),
    mayWithdraw: may(/^withdraw/),
    expiresAt: Number(validUntil) > 0 ? new Date(Number(validUntil) * 1000).toISOString() : null,
    missing: [
      ...(funds ? [] : ["“Query Funds” is off: without it there are no holdings. Allow it at Kraken under Settings, API."]),
      ...(entries ? [] : ["“Query Ledger Entries” is off: without it there are no transactions. Allow it at Kraken under Settings, API."]),
    ],
  };
}

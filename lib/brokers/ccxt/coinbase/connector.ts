import "server-only";
import { coinbase as Coinbase } from "ccxt";
import { z } from "zod";
import type { BrokerPage, Connector, KeyFacts, RemoteAccount } from "../../connector";
import type { BrokerLink } from "../../link/link";
import { BrokerProblem } from "../../problem";
import { type Answered, clientOf, type ExchangeKind, type ExchangeRequest } from "../client";
import { currencyPage } from "../currency";

const NAME = "Coinbase";
const V2 = ["v2", "private"];
const PAGE = 100;
/** Where only the newest are wanted, of most wallets there are none: what is read in vain is kept small. */
const SMALL_PAGE = 25;
/** A key's signature lasts two minutes; half of it is far more than any honest clock is off. */
const CLOCK_TOLERANCE_MS = 60_000;
/** Both sides of a conversion are booked within moments: asked for a little earlier, so that neither is missing. */
const LOOKS_BACK_MS = 600_000;

const KIND: ExchangeKind = {
  name: NAME,
  // Copied out of a JSON file, the breaks of the lines are still written as \n.
  make: ({ key = "", secret = "" }) => new Coinbase({ apiKey: key, secret: secret.replaceAll("\\n", "\n").trim() }),
  problems: [
    {
      words: /invalid_scope|PERMISSION_DENIED|Missing required scopes|permission_denied/i,
      kind: "permission",
      message: "The key may not view wallets and transactions.",
      mend: "At portal.cdp.coinbase.com, under API keys, allow “View” for this key.",
    },
    {
      words: /request timestamp expired/i,
      kind: "clock",
      message: "Coinbase finds the time of the request wrong: this machine's clock is off.",
      mend: "Set this machine's clock.",
    },
    {
      words: /unauthorized|authentication_error|invalid_token|revoked_token|expired_token|invalid_authentication/i,
      kind: "sign-in",
      message: "Coinbase doesn't accept this key.",
      mend: "Create a new key at portal.cdp.coinbase.com; if the key names addresses, see that this server's is among them.",
    },
    { words: /rate_limit_exceeded|resource_exhausted/i, kind: "busy", message: "Coinbase takes no more requests for now." },
    { words: /internal_server_error/, kind: "away", message: "Coinbase is out of order for now." },
  ],
};

const permissions = z.object({ can_view: z.boolean(), can_trade: z.boolean(), can_transfer: z.boolean() });
const user = z.object({ data: z.object({ id: z.string(), native_currency: z.string().optional() }) });
const time = z.object({ data: z.object({ epoch: z.string() }) });
const list = z.object({
  data: z.array(z.unknown()),
  pagination: z.object({ next_starting_after: z.string().nullish(), next_uri: z.string().nullish() }).nullish(),
});
const wallet = z.object({ id: z.string(), created_at: z.string().nullish() });
const dated = z.object({ created_at: z.string() });

/**
 * Coinbase through ccxt. What happened is told wallet by wallet, and a key opens the wallets of one person. Wallets that were never used are
 * passed over; those that are empty now are not.
 */
export const connector: Connector = {
  code: "coinbase",
  test: async (link) => factsOf((await ask(link, { stream: "key", path: "brokerage/key_permissions", api: ["v3", "private"] })).answer),
  accounts,
  async *holdings(link) {
    // Of what Coinbase tells of the person, no more than this is kept.
    yield currencyPage({}, (await personOf(link)).native_currency ?? "USD");
    for await (const { page } of pagesOf(link, { stream: "wallets", path: "accounts", api: V2 })) yield page;
  },
  transactions,
};

async function* accounts(link: BrokerLink): AsyncGenerator<RemoteAccount> {
  const { id, native_currency: currency } = await personOf(link);
  yield { id, name: NAME, ...(currency === undefined ? {} : { currency }) };
}

const personOf = async (link: BrokerLink) => parsed(user, (await ask(link, { stream: "user", path: "user", api: V2 })).answer).data;

async function* transactions(link: BrokerLink, _account: unknown, since: string | null): AsyncGenerator<BrokerPage> {
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since) - LOOKS_BACK_MS;
  const wallets = new Set<string>();
  for await (const { data } of pagesOf(link, { stream: "wallets", path: "accounts", api: V2 }))
    for (const each of data) {
      const { id, created_at: created } = parsed(wallet, each);
      if (created) wallets.add(id);
    }
  for (const id of wallets) {
    const request = { stream: "transactions", path: "accounts/{account_id}/transactions", api: V2, params: { account_id: id } };
    for await (const { page, data } of pagesOf(link, request, since === null ? PAGE : SMALL_PAGE)) {
      // The newest come first: behind a page that is older altogether, nothing newer is.
      if (data.length > 0 && data.every((each) => Date.parse(parsed(dated, each).created_at) < from)) break;
      yield page;
    }
  }
}

async function* pagesOf(
  link: BrokerLink,
  request: ExchangeRequest,
  limit = PAGE,
): AsyncGenerator<{ page: BrokerPage; data: readonly unknown[] }> {
  for (let after: string | null = null, seen = new Set<string>(); ; seen = new Set([...seen, after])) {
    const { page, answer } = await ask(link, {
      ...request,
      params: { ...request.params, limit, ...(after === null ? {} : { starting_after: after }) },
    });
    const { data, pagination } = parsed(list, answer);
    yield { page, data };
    const next: string | null = pagination?.next_uri ? (pagination.next_starting_after ?? afterIn(pagination.next_uri)) : null;
    // The same page again would be asked for without end.
    if (next === null || seen.has(next)) return;
    after = next;
  }
}

const afterIn = (uri: string) => new URLSearchParams(uri.split("?")[1] ?? "").get("starting_after");

/** Coinbase refuses a signature of the wrong time with the words of a wrong key: its clock tells which of the two it is. */
async function ask(link: BrokerLink, request: ExchangeRequest): Promise<Answered> {
  const client = clientOf(link, KIND);
  try {
    return await client.ask(request);
  } catch (error) {
    if (!(error instanceof BrokerProblem) || error.kind !== "sign-in") throw error;
    const told = await client.ask({ stream: "time", path: "time", api: ["v2", "public"] }).catch(() => null);
    const read = time.safeParse(told?.answer);
    if (!read.success || Math.abs(Number(read.data.data.epoch) * 1000 - link.now()) <= CLOCK_TOLERANCE_MS) throw error;
    throw new BrokerProblem("clock", "This machine's clock is off, and Coinbase therefore refuses the key.", "Set this machine's clock.");
  }
}

function parsed<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape {
  const read = schema.safeParse(value);
  if (!read.success) throw unknownForm();
  return read.data;
}

const unknownForm = () => new BrokerProblem("answer", "Coinbase's answer came in a form that this version doesn't know.");

function factsOf(answer: unknown): KeyFacts {
  const { can_view: mayView, can_trade: mayTrade, can_transfer: mayWithdraw } = parsed(permissions, answer);
  return {
    reads: mayView ? ["Wallets", "Transactions"] : [],
    mayTrade,
    mayWithdraw,
    expiresAt: null,
    missing: mayView ? [] : ["“View” is off: allow it at portal.cdp.coinbase.com under API keys."],
  };
}

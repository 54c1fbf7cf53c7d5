import { z } from "zod";
import type { BrokerPage, Connector, RemoteAccount } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import type { BrokerManifest } from "@/lib/brokers/manifest";
import { pagesFormat, type ReadPage, readAnswer } from "@/lib/brokers/pages";
import { BrokerProblem } from "@/lib/brokers/problem";
import { transactionDraft } from "@/lib/formats/draft";
import type { FormatItem } from "@/lib/formats/types";
import { type DecimalString, negate, parseDecimal, ZERO } from "@/lib/money/decimal";
import { type BrokerDirectory, REGISTERED } from "@/lib/sync/run/brokers";

/** A broker that there is none of: as little as a sync needs, for tests of syncing itself. */
export const plainManifest: BrokerManifest = {
  code: "plain",
  description: "A broker for tests.",
  access: "key",
  fields: [{ name: "token", label: "Token", help: "", secret: true, pattern: /^token-/, expected: "Expected a token." }],
  setup: [],
  brings: ["Holdings", "Trades"],
  regions: ["Nowhere"],
  sync: {
    schedule: { everyMinutes: 240 },
    limits: [{ requests: 100_000, perMs: 1000, of: "installation" }],
    overlapDays: 3,
    endpoints: { api: "https://plain.example.com" },
  },
};

async function ask(link: BrokerLink, path: string): Promise<BrokerPage> {
  const response = await link.fetch(`${link.endpoint("api")}${path}`, { headers: { authorization: `Bearer ${link.secrets.token}` } });
  const body = await response.text();
  if (response.status === 401) throw new BrokerProblem("sign-in", "The token is refused.", "Enter a new one.");
  if (response.status === 403) throw new BrokerProblem("permission", "The token may not read transactions.", "Allow it.");
  if (response.status === 400) throw new BrokerProblem("clock", "The clocks differ.", "Set the clock of this machine.");
  return { stream: path.split("?")[0] ?? "", body };
}

const accountsSchema = z.array(z.object({ id: z.string(), name: z.string() }));
const pageSchema = z.object({ rows: z.array(z.unknown()), next: z.string().nullable() });
const renewedSchema = z.object({ token: z.string(), refresh: z.string() });

/** JSON, or the problem that it is none. */
function parsed<Schema extends z.ZodType>(schema: Schema, { body }: BrokerPage): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new BrokerProblem("answer", "The answer is none.", "");
  }
}

export const plainConnector: Connector = {
  code: "plain",
  async test(link) {
    parsed(z.unknown(), await ask(link, "/accounts"));
    return { reads: ["Positions"], mayTrade: false, mayWithdraw: false, expiresAt: null, missing: [] };
  },
  async *accounts(link) {
    yield* parsed(accountsSchema, await ask(link, "/accounts"));
  },
  async *holdings(link, account) {
    if (link.secrets.refresh) await renew(link);
    const page = await ask(link, `/positions?account=${account.id}`);
    parsed(z.unknown(), page);
    yield page;
  },
  async *transactions(link, account, since) {
    for (let next: string | null = "0"; next !== null; ) {
      const page = await ask(link, `/rows?account=${account.id}&page=${next}${since === null ? "" : `&since=${since}`}`);
      next = parsed(pageSchema, page).next;
      yield page;
    }
  },
};

/** As brokers do whose keys are good for one use: the old one is void from then on. */
async function renew(link: BrokerLink): Promise<void> {
  const response = await link.fetch(`${link.endpoint("api")}/renew`, { method: "POST", body: link.secrets.refresh ?? "" });
  if (response.status === 401) throw new BrokerProblem("sign-in", "The token is used up.", "Sign in again.");
  await link.renew(parsed(renewedSchema, { stream: "/renew", body: await response.text() }));
}

const positionSchema = z.object({ symbol: z.string(), quantity: z.string() });
const rowSchema = z.object({
  id: z.string(),
  kind: z.string(),
  at: z.string(),
  symbol: z.string(),
  quantity: z.string(),
  price: z.string(),
});

function* read(pages: readonly ReadPage[], fetchedAt: string): Generator<FormatItem> {
  for (const page of pages) {
    if (page.stream === "/positions") {
      yield { kind: "snapshot", line: page.line, asOf: fetchedAt, dateOnly: false };
      for (const { symbol, quantity } of z.array(positionSchema).parse(readAnswer(page)))
        yield {
          kind: "holding",
          line: page.line,
          draft: {
            ...{ assetType: "stock", symbol, isin: null, quantity: decimal(quantity), avgPrice: decimal("10"), currency: "EUR" },
            ...{ costValue: null, marketValue: null, meta: { source: "plain-api" } },
          },
        };
      continue;
    }
    for (const row of z.array(rowSchema).parse(pageSchema.parse(readAnswer(page)).rows)) yield* rowOf(row, page.line);
  }
}

function* rowOf({ id, kind, at, symbol, quantity, price }: z.infer<typeof rowSchema>, line: number): Generator<FormatItem> {
  const known = kind === "buy" || kind === "sell";
  const draft = transactionDraft({
    source: "plain-api",
    tradeType: known ? kind : "other",
    instrument: { assetType: "stock", symbol },
    quantity: decimal(quantity),
    price: decimal(price),
    currency: "EUR",
    at: { instant: at, dateOnly: false },
    ...(known ? {} : { net: ZERO, doubts: ["A kind of row that nobody knows."] }),
    meta: { externalId: id, rawType: kind },
  });
  yield { kind: "transaction", line, draft };
}

function decimal(text: string): DecimalString {
  const value = parseDecimal(text.replace(/^-/, ""));
  if (value === null) throw new Error(`${text} is no number`);
  return text.startsWith("-") ? negate(value) : value;
}

export const plainPages = pagesFormat({
  code: "plain-api",
  name: "Plain (API)",
  version: 1,
  brokers: ["plain"],
  read: (pages, { fetchedAt }) => read(pages, fetchedAt),
});

/** The brokers of this version, and this one. */
export const WITH_PLAIN: BrokerDirectory = {
  manifest: (code) => (code === "plain" ? plainManifest : REGISTERED.manifest(code)),
  connector: async (code) => (code === "plain" ? plainConnector : REGISTERED.connector(code)),
  formats: [plainPages, ...REGISTERED.formats],
};

export const plainAccount = (number: number): RemoteAccount => ({ id: `A${number}`, name: `Account ${number}` });

import { z } from "zod";
import type { RemoteAccount } from "../connector";
import type { BrokerLink } from "../link/link";
import { resetAfterMs } from "../link/rate-limit";
import { exactJson } from "../pages";
import { BrokerProblem } from "../problem";
import { problemOf } from "./refusals";

/** The largest that Trading 212 gives. */
const PAGE_SIZE = 50;
const BASE = "/api/v0/equity";

export const HISTORIES = ["orders", "dividends", "transactions"] as const;
export type History = (typeof HISTORIES)[number];

/** What is known of one link: when each address may be asked again, and the instruments once they were asked for. */
interface Known {
  readyAt: Map<string, number>;
  instruments?: Promise<readonly Listed[]>;
}
const KNOWN = new WeakMap<BrokerLink, Known>();

function knownOf(link: BrokerLink): Known {
  const known = KNOWN.get(link) ?? { readyAt: new Map() };
  KNOWN.set(link, known);
  return known;
}

/**
 * The text of an answer. Every address has a limit of its own (one request in 50 seconds, six a minute …), for the account and not for the
 * key: the answers tell how many are left, and where none is, the next one is made when they say.
 * @param path below the host
 */
async function ask(link: BrokerLink, path: string): Promise<string> {
  const { environment = "", apiKey = "", apiSecret = "" } = link.secrets;
  if (apiKey === "" || apiSecret === "" || !["live", "demo"].includes(environment))
    throw new BrokerProblem("setup", "The key, its secret or its environment is missing.", "Enter all three in the account's credentials.");
  const { readyAt } = knownOf(link);
  const [place = path] = path.split("?");
  const wait = (readyAt.get(place) ?? 0) - link.now();
  if (wait > 0) await link.wait(wait);
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const response = await link.fetch(`${link.endpoint(environment)}${path}`, { headers: { authorization, accept: "application/json" } });
  const reset = resetAfterMs(response.headers, link.now());
  if (response.headers.get("x-ratelimit-remaining") === "0" && reset !== null) readyAt.set(place, link.now() + reset);
  const body = await response.text();
  if (!response.ok) throw problemOf(response.status, body);
  return body;
}

function jsonOf(body: string): unknown {
  try {
    return exactJson(body);
  } catch {
    throw new BrokerProblem("answer", "Trading 212's answer ends in the middle, or is no JSON.");
  }
}

function shaped<Shape>(schema: z.ZodType<Shape>, body: string, what: string): Shape {
  const read = schema.safeParse(jsonOf(body));
  if (!read.success) throw new BrokerProblem("answer", `Trading 212's answer about ${what} has another form than documented.`);
  return read.data;
}

const summarySchema = z.object({ id: z.string().min(1), currency: z.string().length(3) });

export async function askSummary(link: BrokerLink): Promise<{ body: string; account: RemoteAccount }> {
  const body = await ask(link, `${BASE}/account/summary`);
  const { id, currency } = shaped(summarySchema, body, "the account");
  return { body, account: { id, name: id, currency } };
}

const heldSchema = z.array(z.looseObject({ instrument: z.looseObject({ ticker: z.string().nullish() }).nullish() }));

/** All positions, and of which tickers they are. */
export async function askPositions(link: BrokerLink): Promise<{ body: string; tickers: string[] }> {
  const body = await ask(link, `${BASE}/positions`);
  return { body, tickers: shaped(heldSchema, body, "positions").flatMap(({ instrument }) => instrument?.ticker ?? []) };
}

const listedSchema = z.looseObject({
  ticker: z.string(),
  type: z.string().nullish(),
  shortName: z.string().nullish(),
  isin: z.string().nullish(),
  name: z.string().nullish(),
  currencyCode: z.string().nullish(),
});
type Listed = z.infer<typeof listedSchema>;

/**
 * What is listed under these tickers, as an answer about no others: the whole list is of many thousands, and is asked for once at most. Null
 * where the key may not read it, which tells only of what kind an instrument is.
 */
export async function askInstruments(link: BrokerLink, tickers: ReadonlySet<string>): Promise<string | null> {
  const known = knownOf(link);
  known.instruments ??= ask(link, `${BASE}/metadata/instruments`).then((body) => shaped(z.array(listedSchema), body, "instruments"));
  try {
    const wanted = (await known.instruments).filter(({ ticker }) => tickers.has(ticker));
    return JSON.stringify(
      wanted.map(({ ticker, type, shortName, isin, name, currencyCode }) => ({ ticker, type, shortName, isin, name, currencyCode })),
    );
  } catch (error) {
    if (error instanceof BrokerProblem && error.kind === "permission") return null;
    throw error;
  }
}

const instrumentSchema = z.looseObject({ ticker: z.string().nullish() }).nullish();
const itemSchema = z.looseObject({
  order: z.looseObject({ createdAt: z.string().nullish(), ticker: z.string().nullish(), instrument: instrumentSchema }).nullish(),
  fill: z.looseObject({ filledAt: z.string().nullish() }).nullish(),
  ticker: z.string().nullish(),
  instrument: instrumentSchema,
  paidOn: z.string().nullish(),
  dateTime: z.string().nullish(),
});
const pageSchema = z.object({ items: z.array(itemSchema), nextPagePath: z.string().nullish() });
type Item = z.infer<typeof itemSchema>;

const tickerOf = ({ order, instrument, ticker }: Item) =>
  order?.instrument?.ticker ?? order?.ticker ?? instrument?.ticker ?? ticker ?? undefined;
/** NaN where it isn't told, which is before nothing. */
const momentOf = ({ order, fill, paidOn, dateTime }: Item) => Date.parse(fill?.filledAt ?? order?.createdAt ?? paidOn ?? dateTime ?? "");

export interface HistoryPage {
  body: string;
  tickers: string[];
}

/** A history, the newest first, down to the first page that is wholly before `since`. A page may be empty though more follow. */
export async function* askHistory(link: BrokerLink, history: History, since: string | null): AsyncGenerator<HistoryPage> {
  const place = `${BASE}/history/${history}`;
  const seen = new Set<string>();
  for (let path: string | null = `${place}?limit=${PAGE_SIZE}`; path !== null; ) {
    if (seen.has(path)) throw new BrokerProblem("answer", `Trading 212's pages of ${history} lead in a circle.`);
    seen.add(path);
    const body = await ask(link, path);
    const { items, nextPagePath } = shaped(pageSchema, body, history);
    const isOver = since !== null && items.length > 0 && items.every((item) => momentOf(item) < Date.parse(since));
    if (isOver) return;
    yield { body, tickers: items.flatMap((item) => tickerOf(item) ?? []) };
    path = nextPagePath ? nextPath(nextPagePath, place) : null;
  }
}

/** The cheapest request of a history: whether the key may read it. */
export async function probeHistory(link: BrokerLink, history: History): Promise<void> {
  await ask(link, `${BASE}/history/${history}?limit=1`);
}

/**
 * The next page's address as it is told: a path with what it asks for, or that alone. The key goes along, so it has to be the same path of
 * the same host.
 */
function nextPath(told: string, place: string): string {
  const path = /^\??\w+=/.test(told) ? `${place}?${told.replace(/^\?/, "")}` : told;
  const url = URL.canParse(path, "https://host.invalid") ? new URL(path, "https://host.invalid") : null;
  if (url?.origin !== "https://host.invalid" || url.pathname !== place)
    throw new BrokerProblem("answer", "Trading 212's answer leads to a page that is none of this history. Nothing was sent there.");
  return `${url.pathname}${url.search}`;
}

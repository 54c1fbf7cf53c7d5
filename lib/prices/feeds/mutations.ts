import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { env } from "@/lib/env";
import { hasInstrument, storePrices } from "../mutations";
import { PROVIDER_NAMES, type ProviderCode } from "../sources";

const NEVER_FAILED = { failures: 0, problem: "" } as const;

/** Says what a provider calls an instrument. Prices that came under another symbol were another thing's, and go. */
export function saveFeed(actor: Actor, instrumentId: bigint, symbol: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await hasInstrument(tx, instrumentId))) return NOT_FOUND;
    const provider: ProviderCode = "yahoo";
    const there = await tx.priceFeed.findUnique({ where: { instrumentId }, select: { symbol: true } });
    if (there && there.symbol !== symbol) await tx.price.deleteMany({ where: { instrumentId, source: provider } });
    await tx.priceFeed.upsert({
      where: { instrumentId },
      create: { instrumentId, userId: BigInt(actor.userId), provider, symbol },
      update: { provider, symbol, dueAt: new Date(), ...(there?.symbol === symbol ? {} : { fetchedAt: null }), ...NEVER_FAILED },
      select: { instrumentId: true },
    });
    await record(tx, actor, "price_feed_changed", `instrument:${instrumentId}`, { symbol });
    return done(undefined, `Its prices are those of ${symbol} at ${PROVIDER_NAMES[provider]}.`);
  });
}

/** Fetches no more for an instrument. What was fetched stays, until it is removed with the instrument's prices. */
export function removeFeed(actor: Actor, instrumentId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.priceFeed.deleteMany({ where: { instrumentId } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "price_feed_removed", `instrument:${instrumentId}`);
    return done(undefined, "No more prices are fetched for it. Those that are there stay.");
  });
}

/** Puts a feed first in the line. */
export function fetchSoon(actor: Actor, instrumentId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.priceFeed.updateMany({ where: { instrumentId }, data: { dueAt: new Date() } });
    return count === 0 ? NOT_FOUND : done(undefined, "It is fetched within a minute.");
  });
}

/** Switches the fetching of prices on or off, for all of the person's feeds. */
export function chooseProvider(actor: Actor, provider: ProviderCode | ""): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (provider !== "" && env().YAHOO_URL === null) return refuse("Whoever runs this server has switched off the fetching of prices.");
    await tx.userSettings.update({ where: { userId: BigInt(actor.userId) }, data: { priceProvider: provider }, select: { userId: true } });
    await record(tx, actor, "price_provider_changed", `user:${actor.userId}`, { provider });
    return done(
      undefined,
      provider === "" ? "No more prices are fetched." : `Prices are fetched from ${PROVIDER_NAMES[provider]} from now on.`,
    );
  });
}

/** How long until a feed is fetched again, once it has been. Markets close at all hours. */
const AGAIN_AFTER_MS = 6 * 60 * 60 * 1000;

/** What was asked for, as it was then: an answer to another question than today's is nobody's. */
export interface FetchedFeed {
  instrumentId: bigint;
  provider: string;
  symbol: string;
}

const sameFeed = (tx: Transaction, { instrumentId, provider, symbol }: FetchedFeed, data: object) =>
  tx.priceFeed.updateMany({ where: { instrumentId, provider, symbol }, data });

/** Stores what was fetched for a feed, unless the feed is another one by now. */
export function storeFetched(
  actor: Actor,
  feed: FetchedFeed,
  prices: readonly { day: string; price: string; currency: string }[],
): Promise<void> {
  return asActor(actor, async (tx) => {
    const now = Date.now();
    const data = { fetchedAt: new Date(now), dueAt: new Date(now + AGAIN_AFTER_MS), ...NEVER_FAILED };
    const { count } = await sameFeed(tx, feed, data);
    if (count > 0) await storePrices(tx, { instrumentId: feed.instrumentId, source: feed.provider, prices });
  });
}

/** Notes why a feed could not be fetched, and tries it again later: the later, the oftener it has failed. */
export function noteFeedProblem(
  actor: Actor,
  feed: FetchedFeed,
  problem: string,
  retryAfterMs: (failures: number) => number,
): Promise<void> {
  return asActor(actor, async (tx) => {
    const there = await tx.priceFeed.findUnique({ where: { instrumentId: feed.instrumentId }, select: { failures: true } });
    const failures = (there?.failures ?? 0) + 1;
    await sameFeed(tx, feed, { problem: problem.slice(0, 500), failures, dueAt: new Date(Date.now() + retryAfterMs(failures)) });
  });
}

import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { actorOfJob } from "@/lib/auth/job-actor";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import { noteFeedProblem, storeFetched } from "@/lib/prices/feeds/mutations";
import { providerFor } from "@/lib/prices/providers/provider";
import { feedRequest } from "@/lib/prices/queries";
import { retryAfterMs, troubleOf } from "./trouble";

const LEASE = "10 minutes";
const AT_ONCE = 10;
/** Nobody is asked for a whole list in one second. */
const PAUSE_MS = 300;

interface ClaimedFeed {
  instrument_id: bigint;
  user_id: bigint;
  name: string;
  email: string;
}

/** Fetches the prices of feeds whose turn it is, one after the other, each on behalf of the person whose it is. */
export async function fetchDuePrices(signal: AbortSignal): Promise<void> {
  if (env().YAHOO_URL === null) return;
  const claimed = await database().$queryRaw<ClaimedFeed[]>`SELECT * FROM claim_price_feeds(${AT_ONCE}::int, ${LEASE}::interval)`;
  for (const feed of claimed) {
    if (signal.aborted) return;
    await fetchFeed(feed, signal);
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}

async function fetchFeed({ instrument_id: instrumentId, user_id: userId, name, email }: ClaimedFeed, signal: AbortSignal): Promise<void> {
  const actor = actorOfJob({ userId, name, email });
  const request = await feedRequest(actor, instrumentId);
  const provider = request && (await providerFor(request.provider));
  if (!request || !provider) return;
  const feed = { instrumentId, provider: request.provider, symbol: request.symbol };
  try {
    await storeFetched(actor, feed, await provider.dailyPrices({ ...request, signal }));
  } catch (error) {
    if (signal.aborted) return;
    await noteFeedProblem(actor, feed, troubleOf(error), retryAfterMs);
  }
}

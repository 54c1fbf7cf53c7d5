import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { deliverNotice } from "@/lib/attention/delivery/mutations";
import { actorOfJob } from "@/lib/auth/job-actor";
import { database } from "@/lib/db/client";

const LOOK_EVERY_MS = 2_000;
const AT_ONCE = 10;
/** Longer than telling somebody can take: a notice whose worker died is taken by another after this. */
const LEASE_S = 120;
/** Half a minute after the first failure, then two, eight … six hours at most: given up after about a day. */
const FIRST_RETRY_S = 30;
const LONGEST_S = 6 * 60 * 60;
const MAX_ATTEMPTS = 9;

/** Tells people what waits to be told, until `signal` is aborted; any number of workers may. */
export async function tellPeople(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const told = await tellDue().catch((error) => {
      reportUnexpected(error);
      return 0;
    });
    if (told < AT_ONCE) await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

interface ClaimedNotice {
  id: string;
  user_id: bigint;
  name: string;
  email: string;
  attempts: number;
}

/** How many notices were taken. */
export async function tellDue(): Promise<number> {
  const claimed = await database().$queryRaw<ClaimedNotice[]>`
    SELECT id::text, user_id, name, email, attempts FROM claim_attention_notices(${AT_ONCE}::int, make_interval(secs => ${LEASE_S}::int))`;
  await Promise.all(
    claimed.map(({ id, attempts, user_id: userId, name, email }) => {
      const again = attempts >= MAX_ATTEMPTS ? null : Math.min(LONGEST_S, FIRST_RETRY_S * 4 ** (attempts - 1));
      return deliverNotice(actorOfJob({ userId, name, email }), id, again).catch(reportUnexpected);
    }),
  );
  return claimed.length;
}

import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import { deliverNotice } from "@/lib/attention/delivery/mutations";
import { actorOfJob } from "@/lib/auth/job-actor";
import { database } from "@/lib/db/client";
import { AT_ONCE, emptyOutbox, FIRST_RETRY_S, LEASE_S } from "./outbox";

const LOOK_EVERY_MS = 2_000;
/** Half a minute after the first failure, then two, eight … six hours at most; given up after about a day. */
const LONGEST_S = 6 * 60 * 60;
const MAX_ATTEMPTS = 9;

/** Tells people what waits to be told, until `signal` is aborted; any number of workers may. */
export const tellPeople = (signal: AbortSignal): Promise<void> => emptyOutbox(tellDue, LOOK_EVERY_MS, signal);

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

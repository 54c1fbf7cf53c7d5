import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { database } from "@/lib/db/client";
import { type ClaimedMail, deliver } from "@/lib/mail/mutations";

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 10;
/** Longer than handing one over can take: a message whose worker died is taken by another after this. */
const LEASE_S = 120;
/** Half a minute after the first failure, then twice as long each time: given up after about a day. */
const FIRST_RETRY_S = 30;
const MAX_ATTEMPTS = 12;

/** Sends what waits, until `signal` is aborted; any number of workers may. */
export async function sendMails(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sent = await sendDueMails().catch((error) => {
      reportUnexpected(error);
      return 0;
    });
    if (sent < AT_ONCE) await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** How many were taken. */
export async function sendDueMails(): Promise<number> {
  const claimed = await database().$queryRaw<
    ClaimedMail[]
  >`SELECT * FROM claim_mails(${AT_ONCE}::int, make_interval(secs => ${LEASE_S}::int))`;
  await Promise.all(claimed.map(sendOne));
  return claimed.length;
}

async function sendOne(mail: ClaimedMail): Promise<void> {
  const again = await deliver(mail).then(
    () => null,
    (error) => {
      reportUnexpected(error);
      return mail.attempts >= MAX_ATTEMPTS ? null : FIRST_RETRY_S * 2 ** (mail.attempts - 1);
    },
  );
  await database().$executeRaw`SELECT settle_mail(${mail.id}, make_interval(secs => ${again}::int))`;
}

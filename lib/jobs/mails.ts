import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import { database } from "@/lib/db/client";
import { type ClaimedMail, deliver } from "@/lib/mail/mutations";
import { AT_ONCE, emptyOutbox, FIRST_RETRY_S, LEASE_S } from "./outbox";

const LOOK_EVERY_MS = 1_000;
/** Half a minute after the first failure, then twice as long each time: given up after about a day. */
const MAX_ATTEMPTS = 12;

/** Sends what waits, until `signal` is aborted; any number of workers may. */
export const sendMails = (signal: AbortSignal): Promise<void> => emptyOutbox(sendDueMails, LOOK_EVERY_MS, signal);

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

import type { Words } from "@/lib/mail/messages";
import type { SyncProblemKind } from "@/lib/sync/schema";
import type { WebhookBody } from "./schema";

const PASSED_NOT = "It has failed again and again, and did not pass by itself.";

/** Why, in our words: what a broker wrote, and with it perhaps an amount or an account number, leaves this server in no message. */
const REASONS: Readonly<Record<SyncProblemKind, string>> = {
  "sign-in": "Your broker wants you to sign in again, or to enter a new key.",
  permission: "The key may not read all that is needed.",
  address: "Your broker lets only certain addresses in, and not this server’s.",
  busy: PASSED_NOT,
  preparing: PASSED_NOT,
  away: `Your broker could not be reached. ${PASSED_NOT}`,
  clock: `The clocks of this server and your broker differ. ${PASSED_NOT}`,
  answer: `Your broker’s answer could not be read. ${PASSED_NOT}`,
  setup: "Something that was entered, or set up at your broker, doesn’t fit.",
  sealed: "Your key can’t be opened on this server any more. Enter it again.",
  shrunken: "Your broker sent far fewer holdings than before. They wait for your word.",
  ours: PASSED_NOT,
};

/** Why an account needs its person; general where no reason is known. */
export const reasonOf = (kind: SyncProblemKind | null): string => (kind ? REASONS[kind] : "It can’t go on by itself.");

/** The message that says the same as a {@link WebhookBody}. */
export function attentionMessage(name: string, { account, reason }: WebhookBody, settings: string): Words {
  const paragraphs = account
    ? [
        `Your account “${account.name}” (${account.broker}) needs you. ${reason?.text ?? reasonOf(null)}`,
        account.url,
        `You get this because you asked for it: ${settings}`,
      ]
    : ["This is how you are told when one of your accounts needs you. Nothing is wrong."];
  return {
    subject: account ? `${account.name} needs your attention` : "A test from Truefolio",
    text: [`Hello ${name},`, ...paragraphs, "Truefolio"].join("\n\n"),
  };
}

import { z } from "zod";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";
import { ask, isPersonal, preparing } from "./client";

const connection = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  brokerage: z.looseObject({ display_name: z.string().nullish(), name: z.string().nullish() }).nullish(),
  type: z.string().catch("read"),
  disabled: z.boolean().catch(false),
});
export type Connection = z.infer<typeof connection>;

export const institutionOf = ({ brokerage, name }: Connection): string =>
  brokerage?.display_name || brokerage?.name || name || "your broker";

/** What is connected at SnapTrade. */
export async function connectionsOf(link: BrokerLink): Promise<Connection[]> {
  if (!isPersonal(link) && !link.secrets.userSecret)
    throw new BrokerProblem("sign-in", "No broker is connected yet.", "Sign in to your broker on SnapTrade's pages.");
  return ask(link, z.array(connection), (client, user) => client.connections.listBrokerageAuthorizations(user));
}

const done = z.looseObject({ initial_sync_completed: z.boolean().catch(true), holdings_unavailable: z.boolean().catch(false) });
const account = z.looseObject({
  id: z.string(),
  brokerage_authorization: z.string().catch(""),
  name: z.string().nullish(),
  number: z.string().catch(""),
  institution_name: z.string().catch(""),
  sync_status: z.looseObject({ transactions: done.nullish(), holdings: done.nullish() }).nullish(),
  balance: z.looseObject({ total: z.looseObject({ currency: z.string().nullish() }).nullish() }).nullish(),
});
export type Account = z.infer<typeof account>;

export const accountsOf = (link: BrokerLink): Promise<Account[]> =>
  ask(link, z.array(account), (client, user) => client.accountInformation.listUserAccounts(user));

export const signInAgain = (institution: string) =>
  new BrokerProblem(
    "sign-in",
    `${institution} asks you to sign in again: SnapTrade has no way in any more.`,
    `Sign in to ${institution} on SnapTrade's pages. What came so far is kept.`,
  );

const WAITS_MS = [10_000, 30_000, 60_000];

/**
 * An account that can be read now. A connection that was switched off would go on to answer with what it last knew, as if it were the present.
 * @throws BrokerProblem
 */
export async function readyAccount(link: BrokerLink, id: string): Promise<Account> {
  const connections = await connectionsOf(link);
  for (const wait of [...WAITS_MS, null]) {
    const found = (await accountsOf(link)).find((each) => each.id === id);
    if (!found)
      throw new BrokerProblem(
        "setup",
        "The account is no longer at SnapTrade.",
        "Connections that are deleted and made again have new accounts: link the account again.",
      );
    const through = connections.find((each) => each.id === found.brokerage_authorization);
    if (through?.disabled) throw signInAgain(institutionOf(through));
    const { holdings, transactions } = found.sync_status ?? {};
    if (holdings?.initial_sync_completed !== false && transactions?.initial_sync_completed !== false) return found;
    if (wait !== null) await link.wait(wait);
  }
  throw preparing();
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { BrokerLogin } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";
import { ask, isPersonal, type User, userOf } from "./client";
import { connectionsOf } from "./connections";

const registered = z.looseObject({ userId: z.string().min(1), userSecret: z.string().min(1) });
const portal = z.looseObject({ redirectURI: z.url({ protocol: /^https?$/ }) });

/**
 * Connecting a broker on SnapTrade's pages, which come back to whatever address they are told. Where a connection has been switched off, it
 * is mended, so that its accounts stay the ones that they are.
 */
export const login: BrokerLogin = {
  async begin(link, returnTo) {
    const isNew = !isPersonal(link) && !link.secrets.userSecret;
    const user = isNew ? await register(link) : userOf(link);
    const as = { ...link, secrets: { ...link.secrets, ...user } };
    const broken = isNew ? undefined : (await connectionsOf(as)).find(({ disabled }) => disabled);
    const { redirectURI } = await ask(as, portal, (client) =>
      client.authentication.loginSnapTradeUser({
        ...user,
        customRedirect: returnTo,
        immediateRedirect: true,
        connectionType: "read",
        ...(broken ? { reconnect: broken.id } : {}),
      }),
    );
    return { address: redirectURI, secrets: isPersonal(link) ? {} : { ...user } };
  },

  /** What the pages come back with says little, and anybody can write it: what counts is whether there is a connection now. */
  async finish(link) {
    const connections = await connectionsOf(link);
    if (connections.every(({ disabled }) => disabled))
      throw new BrokerProblem("sign-in", "No broker was connected.", "Try again, and follow SnapTrade's pages to their end.");
    return isPersonal(link) ? {} : { ...userOf(link) };
  },
};

async function register(link: BrokerLink): Promise<User> {
  const { userId, userSecret } = await ask(link, registered, (client) =>
    client.authentication.registerSnapTradeUser({ userId: `truefolio-${randomUUID()}` }),
  );
  return { userId, userSecret };
}

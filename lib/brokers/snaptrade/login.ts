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
    const user = isPersonal(link) ? userOf(link) : ((await knownUser(link)) ?? (await register(link)));
    const as = { ...link, secrets: { ...link.secrets, ...user } };
    const broken = (await connectionsOf(as)).find(({ disabled }) => disabled);
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

/** Who signed in before; null where nobody did, or SnapTrade knows them no more. */
async function knownUser(link: BrokerLink): Promise<User | null> {
  if (!link.secrets.userSecret) return null;
  try {
    await connectionsOf(link);
    return userOf(link);
  } catch (error) {
    if (error instanceof BrokerProblem && error.kind === "sign-in") return null;
    throw error;
  }
}

async function register(link: BrokerLink): Promise<User> {
  const { userId, userSecret } = await ask(link, registered, (client) =>
    client.authentication.registerSnapTradeUser({ userId: `truefolio-${randomUUID()}` }),
  );
  return { userId, userSecret };
}

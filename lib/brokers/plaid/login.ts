import { randomUUID } from "node:crypto";
import { CountryCode, Products } from "plaid";
import { z } from "zod";
import type { BrokerLogin } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";
import { ask } from "./client";
import { healthyItem } from "./item";

const created = z.looseObject({ link_token: z.string().min(1), hosted_link_url: z.url({ protocol: /^https?$/ }) });
const added = z.looseObject({ public_token: z.string().min(1) });
const ended = z.looseObject({
  link_sessions: z
    .array(z.looseObject({ results: z.looseObject({ item_add_results: z.array(added) }).nullish(), on_success: added.nullish() }))
    .nullish(),
});
const exchanged = z.looseObject({ access_token: z.string().min(1), item_id: z.string() });

const countryOf = ({ secrets }: BrokerLink): CountryCode =>
  Object.values(CountryCode).find((code) => code === secrets.country) ?? CountryCode.Us;

/** Signing in on Plaid's pages (Hosted Link). Whoever was connected before signs in to the same again, and its accounts stay what they are. */
export const login: BrokerLogin = {
  async begin(link, returnTo) {
    const { accessToken, itemId = "" } = link.secrets;
    const kept: Record<string, string> = accessToken ? { accessToken, itemId } : {};
    const again = accessToken ? await pages(link, returnTo, { access_token: accessToken }).catch(goneOrThrow) : null;
    const { address, linkToken } = again ?? (await pages(link, returnTo, { products: [Products.Investments] }));
    return { address, secrets: { linkToken, ...(again ? kept : {}) } };
  },

  /** What the pages made is asked for by the token that was sealed: nothing in the address that they come back with is believed. */
  async finish(link) {
    const { linkToken = "", accessToken, itemId = "" } = link.secrets;
    const { link_sessions } = await ask(link, ended, (client) => client.linkTokenGet({ link_token: linkToken }));
    const publicToken = (link_sessions ?? [])
      .flatMap(({ results, on_success }) => [...(results?.item_add_results ?? []), ...(on_success ? [on_success] : [])])
      .at(-1)?.public_token;
    if (publicToken) {
      const { access_token, item_id } = await ask(link, exchanged, (client) =>
        client.itemPublicTokenExchange({ public_token: publicToken }),
      );
      return { accessToken: access_token, itemId: item_id };
    }
    if (!accessToken)
      throw new BrokerProblem("sign-in", "No bank or broker was connected.", "Try again, and follow Plaid's pages to their end.");
    // Signing in to the same again makes no new token; whether it did any good shows in the old one.
    await healthyItem(link);
    return { accessToken, itemId };
  },
};

async function pages(link: BrokerLink, returnTo: string, what: { access_token: string } | { products: Products[] }) {
  const { link_token, hosted_link_url } = await ask(link, created, (client) =>
    client.linkTokenCreate({
      client_name: "Truefolio",
      language: "en",
      country_codes: [countryOf(link)],
      user: { client_user_id: randomUUID() },
      hosted_link: { completion_redirect_uri: returnTo },
      ...what,
    }),
  );
  return { address: hosted_link_url, linkToken: link_token };
}

/** What was connected before may be gone, or of the other environment: then it is connected anew. */
function goneOrThrow(error: unknown): null {
  if (error instanceof BrokerProblem && error.kind === "sign-in") return null;
  throw error;
}

import { z } from "zod";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { accessTokenOf, ask } from "./client";
import { codeProblem } from "./problems";

const item = z.looseObject({
  item: z.looseObject({
    institution_name: z.string().nullish(),
    products: z.array(z.string()).nullish(),
    consent_expiration_time: z.string().nullish(),
    error: z.looseObject({ error_code: z.string() }).nullish(),
  }),
  status: z.looseObject({ investments: z.looseObject({ last_successful_update: z.string().nullish() }).nullish() }).nullish(),
});

/**
 * What is connected: one institution, and how Plaid stands with it.
 * @throws BrokerProblem when the institution lets Plaid in no more
 */
export async function healthyItem(link: BrokerLink): Promise<z.infer<typeof item>> {
  const found = await ask(link, item, (client) => client.itemGet({ access_token: accessTokenOf(link) }));
  const problem = codeProblem(found.item.error?.error_code ?? "");
  if (problem) throw problem;
  return found;
}

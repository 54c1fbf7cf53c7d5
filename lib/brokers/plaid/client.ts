import { Configuration, PlaidApi } from "plaid";
import type { z } from "zod";
import { axiosOver } from "@/lib/brokers/link/axios-adapter";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";
import { plaidProblem, unknownAnswer } from "./problems";

/** Plaid's own client over our way to it. */
function plaidClient(link: BrokerLink): PlaidApi {
  const { clientId, secret, environment } = link.secrets;
  return new PlaidApi(
    new Configuration({
      basePath: link.endpoint(environment === "sandbox" ? "sandbox" : "production"),
      baseOptions: { adapter: axiosOver(link), headers: { "PLAID-CLIENT-ID": clientId, "PLAID-SECRET": secret } },
    }),
  );
}

/** What the institution is reading for the first time takes minutes. */
const WAITS_MS = [10_000, 30_000, 60_000];

/** One call, and its answer in the shape that is needed of it. Waits for what isn't ready. */
export async function ask<Shape extends z.ZodType>(
  link: BrokerLink,
  shape: Shape,
  call: (client: PlaidApi) => Promise<{ data: unknown }>,
): Promise<z.infer<Shape>> {
  for (const wait of [...WAITS_MS, null]) {
    try {
      const { data } = await link.ask(() => call(plaidClient(link)), plaidProblem);
      const read = shape.safeParse(data);
      if (!read.success) throw unknownAnswer();
      return read.data;
    } catch (error) {
      if (wait === null || !(error instanceof BrokerProblem) || error.kind !== "preparing") throw error;
      await link.wait(wait);
    }
  }
  throw unknownAnswer();
}

/** The token of what the person has connected. */
export function accessTokenOf({ secrets }: BrokerLink): string {
  if (!secrets.accessToken) throw new BrokerProblem("sign-in", "No bank or broker is connected yet.", "Sign in to it on Plaid's pages.");
  return secrets.accessToken;
}

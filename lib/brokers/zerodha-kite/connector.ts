import { z } from "zod";
import type { BrokerPage, Connector } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { expectShape, type KiteClient, kiteProblem, signedIn } from "./client";
import { login } from "./login";

const rows = z.array(z.looseObject({}));
const profileShape = z.looseObject({ user_id: z.string(), order_types: z.array(z.string()).catch([]) });
const positionsShape = z.looseObject({ net: rows });
const marginsShape = z.looseObject({});

async function* page(
  link: BrokerLink,
  stream: string,
  shape: z.ZodType,
  call: (kite: KiteClient) => Promise<unknown>,
): AsyncGenerator<BrokerPage> {
  const kite = signedIn(link);
  const answer = await link.ask(() => call(kite), kiteProblem);
  expectShape(answer, shape);
  yield { stream, body: JSON.stringify(answer) };
}

async function profileOf(link: BrokerLink): Promise<z.infer<typeof profileShape>> {
  const kite = signedIn(link);
  const answer = await link.ask(() => kite.getProfile(), kiteProblem);
  expectShape(answer, profileShape);
  return profileShape.parse(answer);
}

/** Zerodha has one account for each login. It tells what is held, the cash, and the trades of the present day; nothing of the days before. */
export const connector: Connector = {
  code: "zerodha-kite",

  async test(link) {
    const { order_types } = await profileOf(link);
    return {
      reads: ["Holdings", "Mutual funds", "Positions", "Cash", "Trades of today"],
      mayTrade: order_types.length > 0,
      // No part of Kite Connect moves money out.
      mayWithdraw: false,
      expiresAt: link.secrets.accessTokenEnds ?? null,
      missing: [],
    };
  },

  async *accounts(link) {
    const { user_id } = await profileOf(link);
    yield { id: user_id, name: user_id, currency: "INR" };
  },

  async *holdings(link) {
    yield* page(link, "holdings", rows, (kite) => kite.getHoldings());
    yield* page(link, "mutual-funds", rows, (kite) => kite.getMFHoldings());
    yield* page(link, "positions", positionsShape, (kite) => kite.getPositions());
    yield* page(link, "margins", marginsShape, (kite) => kite.getMargins());
  },

  async *transactions(link) {
    yield* page(link, "trades", rows, (kite) => kite.getTrades());
  },

  login,
};

import { afterEach, describe, expect, it } from "vitest";
import { openLink } from "@/lib/brokers/link/open";
import type { BrokerProblem } from "@/lib/brokers/problem";
import { brokerManifest } from "@/lib/brokers/registry";
import { type SimulatedAnswer, serveBroker } from "@/test/simulators/simulator";
import type { Connector } from "../connector";
import { connector as binance } from "./binance/connector";
import { connector as bitvavo } from "./bitvavo/connector";
import { connector as coinbase } from "./coinbase/connector";
import { connector as kraken } from "./kraken/connector";

const SECRET = Buffer.alloc(64, 7).toString("base64");
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Tests a key at an exchange that gives one answer to everything. */
async function tested(connector: Connector, answer: SimulatedAnswer, secret = SECRET) {
  const server = await serveBroker(() => answer);
  open.push(server.close);
  const manifest = brokerManifest(connector.code);
  if (!manifest) throw new Error(`${connector.code} has no manifest`);
  const link = openLink({
    manifest,
    secrets: { key: "9".repeat(64), secret },
    signal: AbortSignal.timeout(10_000),
    instead: { api: server.address },
    wait: async () => {},
  });
  const facts = connector.test(link);
  const problem = facts.then(
    () => null,
    (error: BrokerProblem) => [error.kind, error.mend !== ""],
  );
  return { facts, problem, asked: () => server.requests.length };
}

const ok = (body: unknown): SimulatedAnswer => ({ body });

describe("a key that may do more than read", () => {
  it("is told apart by what Kraken says of it, with the day on which it ends", async () => {
    const info = { permissions: ["query-funds", "query-ledger", "modify-trades", "withdraw-funds"], validUntil: "1798761600" };
    const { facts } = await tested(kraken, ok({ error: [], result: info }));
    expect(await facts).toMatchObject({ mayTrade: true, mayWithdraw: true, missing: [], expiresAt: "2027-01-01T00:00:00.000Z" });
  });

  it("is told apart by what Binance says of it", async () => {
    const may = { enableReading: true, enableWithdrawals: true, enableSpotAndMarginTrading: false, enableFutures: true };
    const { facts } = await tested(binance, ok(may));
    expect(await facts).toMatchObject({ mayTrade: true, mayWithdraw: true, missing: [] });
  });

  it("is told apart by what Coinbase says of it", async () => {
    const { facts } = await tested(coinbase, ok({ can_view: true, can_trade: true, can_transfer: false }));
    expect(await facts).toMatchObject({ mayTrade: true, mayWithdraw: false, missing: [] });
  });

  it("can't be told apart at Bitvavo, which tells only what the account can do: nobody knows, unless the account can't", async () => {
    const { facts } = await tested(bitvavo, ok({ fees: {}, capabilities: ["buy", "sell", "depositFiat"] }));
    expect(await facts).toMatchObject({ mayTrade: null, mayWithdraw: false });
  });
});

describe("a key that may read too little", () => {
  it("lacks what Kraken doesn't name among its permissions, and how to allow it is said", async () => {
    const { facts } = await tested(kraken, ok({ error: [], result: { permissions: ["query-funds"] } }));
    expect(await facts).toMatchObject({
      reads: ["Balances"],
      mayTrade: false,
      mayWithdraw: false,
      missing: [expect.stringContaining("Ledger")],
    });
  });

  it("lacks reading at Binance and viewing at Coinbase", async () => {
    const closed = await tested(binance, ok({ enableReading: false, enableWithdrawals: false }));
    const blind = await tested(coinbase, ok({ can_view: false, can_trade: false, can_transfer: false }));
    expect((await closed.facts).missing).toHaveLength(1);
    expect((await blind.facts).missing).toHaveLength(1);
  });
});

describe("what an exchange refuses", () => {
  it.each([
    [
      "Binance in a country that it doesn't serve",
      binance,
      451,
      { code: 0, msg: "Service unavailable from a restricted location" },
      "address",
    ],
    [
      "a key of Bitvavo's from another address",
      bitvavo,
      403,
      { errorCode: 307, error: "This key does not allow access from this IP." },
      "address",
    ],
    ["an account that Bitvavo has locked", bitvavo, 403, { errorCode: 317, error: "This account is locked." }, "setup"],
    [
      "a key of Coinbase's older kind",
      coinbase,
      401,
      { errors: [{ id: "invalid_token", message: "The access token is invalid" }] },
      "sign-in",
    ],
    ["words that nobody knows", bitvavo, 400, { errorCode: 999, error: "No." }, "answer"],
  ])("%s", async (_title, connector, status, body, kind) => {
    const { problem } = await tested(connector, { status, body });
    expect((await problem)?.[0]).toBe(kind);
  });

  it("for being out of order, Kraken says with status 200", async () => {
    const { problem } = await tested(kraken, ok({ error: ["EService:Unavailable"] }));
    expect(await problem).toEqual(["away", false]);
  });

  it("for being asked too often, Kraken says with status 200: it is asked again after a while, and not for ever", async () => {
    const { problem, asked } = await tested(kraken, ok({ error: ["EAPI:Rate limit exceeded"] }));
    expect(await problem).toEqual(["busy", false]);
    expect(asked()).toBe(4);
  });
});

it("a secret that can't sign is a typing mistake, and nothing is sent", async () => {
  const broken = `${"-".repeat(5)}BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIA==\\n-----END EC PRIVATE KEY-----`;
  const { problem, asked } = await tested(coinbase, ok({}), broken);
  expect([await problem, asked()]).toEqual([["setup", true], 0]);
});

import { afterEach, describe, expect, it } from "vitest";
import { itConforms, openFor, syncOnce } from "@/test/simulators/conformance";
import { serveQuestrade, simulatedQuestrade, type Twist } from "@/test/simulators/questrade";
import { ACTIVITIES } from "@/test/simulators/questrade-ledger";
import type { BrokerLink } from "../link/link";
import { connector } from "./connector";

itConforms(simulatedQuestrade);

const open: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(twist: Twist = {}) {
  const running = await serveQuestrade(twist);
  open.push(running.close);
  return running;
}

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "none",
    (error: unknown) => error,
  );

async function everything(link: BrokerLink, account: { id: string; name: string }): Promise<string> {
  const bodies: string[] = [];
  for await (const { body } of connector.holdings(link, account)) bodies.push(body);
  for await (const { body } of connector.transactions(link, account, null)) bodies.push(body);
  return bodies.join("\n");
}

describe("the token, which works once", () => {
  it("is sealed anew before the next request is made, and the new one is what opens the next session", async () => {
    const running = await serve();
    const [before, requestsBefore, sealed] = [running.secrets, [] as number[], [] as Readonly<Record<string, string>>[]];
    const { link } = openFor(connector, running, async (secrets) => {
      requestsBefore.push(running.requests.length);
      sealed.push(secrets);
    });
    await connector.test(link);
    expect(requestsBefore).toEqual([1]);
    expect(running.requests[0]).toBe("POST /oauth2/token");
    expect(sealed).toEqual([running.secrets]);
    expect(sealed[0]?.refreshToken).not.toBe(before.refreshToken);
    const { endpoints } = running;
    await connector.test(openFor(connector, { endpoints, secrets: sealed[0] ?? {} }).link);
  });

  it("leads to no further request where the new one could not be sealed", async () => {
    const running = await serve();
    const { link } = openFor(connector, running, () => Promise.reject(new Error("the database is away")));
    expect(await caught(connector.test(link))).toMatchObject({ message: "the database is away" });
    expect(running.requests).toHaveLength(1);
  });

  it("needs the person when it has been used before", async () => {
    const running = await serve();
    const { secrets, endpoints } = running;
    await connector.test(openFor(connector, { secrets, endpoints }).link);
    expect(await caught(connector.test(openFor(connector, { secrets, endpoints }).link))).toMatchObject({ kind: "sign-in", passes: false });
  });

  it("needs the person when the answer to its exchange was lost: nobody has the one that works now", async () => {
    const running = await serve({ losesExchange: true });
    const { secrets, endpoints } = running;
    running.behave("broken-connection");
    expect(await caught(connector.test(openFor(connector, { secrets, endpoints }).link))).toMatchObject({ kind: "away" });
    running.behave("well");
    expect(await caught(connector.test(openFor(connector, { secrets, endpoints }).link))).toMatchObject({ kind: "sign-in" });
  });

  it("is exchanged once, however much is asked for at the same time", async () => {
    const running = await serve();
    const { link } = openFor(connector, running);
    await Promise.all([connector.test(link), everything(link, running.account), connector.test(link)]);
    expect(running.requests.filter((request) => request.includes("oauth2"))).toHaveLength(1);
  });

  it("is in nothing that a sync brings, neither it nor what it was exchanged for", async () => {
    const running = await serve();
    const old = running.secrets.refreshToken;
    const text = await everything(openFor(connector, running).link, running.account);
    for (const secret of [old, running.secrets.refreshToken, "access-token"]) expect(text).not.toContain(secret);
  });

  it("of a practice account is exchanged where practice accounts are", async () => {
    const running = await serve();
    const { link } = openFor(connector, {
      secrets: { ...running.secrets, environment: "practice" },
      endpoints: { practice: running.endpoints.live, live: "http://127.0.0.1:1" },
    });
    expect((await connector.test(link)).missing).toEqual([]);
  });
});

describe("the server that an exchange names", () => {
  it.each(["https://api01.questrade.com.example.org/", "https://192.0.2.1/", "http://api01.iq.questrade.com/"])(
    "is sent nothing when it is %s, which is none of Questrade's; the new token is sealed all the same",
    async (server) => {
      const running = await serve({ server });
      const sealed: string[] = [];
      const { link } = openFor(connector, running, async ({ refreshToken = "" }) => {
        sealed.push(refreshToken);
      });
      expect(await caught(connector.test(link))).toMatchObject({ kind: "answer", message: expect.stringContaining("Nothing was sent") });
      expect(sealed).toEqual([running.secrets.refreshToken]);
      expect(running.requests).toHaveLength(1);
    },
  );

  it("that is no address is an answer that can't be used", async () => {
    expect(await caught(connector.test(openFor(connector, await serve({ server: "soon" })).link))).toMatchObject({ kind: "answer" });
  });
});

describe("a sync", () => {
  it("walks back through the years, and ends after two years without an activity", async () => {
    const running = await serve();
    await everything(openFor(connector, running).link, running.account);
    const months = running.requests.filter((request) => request.endsWith("/activities")).length;
    // A thousand days ago the account began.
    expect(months).toBe(Math.floor(1000 / 31) + 1 + 24);
  });

  it("asks for no more than the days since an instant", async () => {
    const running = await serve();
    const { link } = openFor(connector, running);
    const since = new Date(Date.now() - 40 * 86_400_000).toISOString();
    for await (const page of connector.transactions(link, running.account, since)) expect(page.body).not.toBe("");
    expect(running.requests.filter((request) => request.endsWith("/activities"))).toHaveLength(2);
  });

  it("rests when an answer was the last one of its limit, until there are more", async () => {
    const { link, waits } = openFor(connector, await serve({ isSpent: true }));
    await connector.test(link);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(3_000);
    expect(waits[0]).toBeLessThanOrEqual(6_000);
  });

  it("is not stopped by a symbol of the past that Questrade no longer knows", async () => {
    const [first] = ACTIVITIES.filter(({ symbol }) => symbol === "ACME.TO");
    const running = await serve({ more: [{ ...first, tradeDate: first?.tradeDate ?? "", symbol: "GONE.TO", symbolId: 999 }] });
    const { items } = await syncOnce(connector, running, null);
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
    expect(drafts.find(({ symbol }) => symbol === "GONE.TO")).toMatchObject({ assetType: "stock", quantity: "10" });
    expect(drafts.find(({ symbol }) => symbol === "ACME.TO")?.meta.instrument).toMatchObject({ name: "ACME INC", exchange: "TSX" });
  });
});

it("a test of the token names the right that the app lacks, and how to give it", async () => {
  const running = await serve();
  running.behave("lacking-permission");
  const { missing, reads } = await connector.test(openFor(connector, running).link);
  expect(reads).not.toContain("Market data");
  expect(missing).toEqual([expect.stringMatching(/lacks .*market data.*API centre.*new token/)]);
});

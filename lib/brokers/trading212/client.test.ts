import { afterEach, expect, it } from "vitest";
import type { RunningBroker } from "@/test/simulators/simulator";
import { simulatedTrading212, type Trading212Options } from "@/test/simulators/trading212";
import type { BrokerPage } from "../connector";
import { openLink } from "../link/open";
import { connector } from "./connector";
import { trading212 } from "./manifest";

const open: RunningBroker[] = [];
afterEach(async () => {
  for (const running of open.splice(0)) await running.close();
});

async function simulated(options: Trading212Options = {}) {
  const running = await simulatedTrading212(options).start();
  open.push(running);
  let waited = 0;
  const link = (secrets: Readonly<Record<string, string>> = running.secrets) =>
    openLink({
      manifest: trading212,
      secrets,
      signal: AbortSignal.timeout(20_000),
      instead: running.endpoints,
      now: () => Date.now() + waited,
      wait: async (milliseconds) => {
        waited += milliseconds;
        running.passed?.(milliseconds);
      },
    });
  return { running, link, waited: () => waited };
}

async function pagesOf(pages: AsyncIterable<BrokerPage>): Promise<BrokerPage[]> {
  const all: BrokerPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

it("a link waits before a limit is overstepped, each address having its own", async () => {
  const { running, link, waited } = await simulated();
  const shared = link();
  for (let times = 0; times < 3; times += 1) await pagesOf(connector.transactions(shared, running.account, null));
  // Three pages of orders each time, one of the others: six orders' pages are a minute's. Nothing was refused, so nothing was asked twice.
  expect(running.requests).toHaveLength(3 * 5 + 1);
  expect(waited()).toBeGreaterThan(50_000);
  expect(waited()).toBeLessThan(70_000);
});

it("a refusal that only tells when the limit is reset is waited for until then", async () => {
  const { running, link, waited } = await simulated();
  await connector.test(link());
  running.requests.length = 0;
  await connector.test(link());
  expect(waited()).toBeGreaterThan(1000);
  expect(waited()).toBeLessThan(8000);
  expect(running.requests.filter((request) => request.endsWith("/summary"))).toHaveLength(2);
});

it("the list of all instruments is asked for once, and only what is wanted of it is kept", async () => {
  const { running, link } = await simulated();
  const shared = link();
  const pages = [
    ...(await pagesOf(connector.holdings(shared, running.account))),
    ...(await pagesOf(connector.transactions(shared, running.account, null))),
  ];
  expect(running.requests.filter((request) => request.endsWith("/metadata/instruments"))).toHaveLength(1);
  const lists = pages.filter(({ stream }) => stream === "instruments").map(({ body }) => body);
  expect(lists).toHaveLength(2);
  for (const list of lists) {
    expect(list).toContain("VODl_EQ");
    expect(list).not.toContain("OTHER_US_EQ");
  }
});

it("a key without the permission for instruments brings everything else", async () => {
  const { running, link } = await simulated({ lacking: ["metadata"] });
  const streams = (await pagesOf(connector.holdings(link(), running.account))).map(({ stream }) => stream);
  expect(streams).toEqual(["summary", "positions"]);
});

it("a test of the key names every permission that is missing, as the app calls it", async () => {
  const { link } = await simulated({ lacking: ["history:dividends", "portfolio"] });
  await expect(connector.test(link())).resolves.toMatchObject({
    reads: ["Account", "Orders", "Transactions"],
    mayTrade: null,
    missing: [
      "The key lacks the permission Portfolio (portfolio). Generate a key that has it, with the others.",
      "The key lacks the permission History – Dividends (history:dividends). Generate a key that has it, with the others.",
    ],
  });
});

it.each([
  "https://elsewhere.example.com/api/v0/equity/history/orders?cursor=1",
  "//elsewhere.example.com/api/v0/equity/history/orders?cursor=1",
  "/api/v0/equity/orders?cursor=1",
  "/api/v0/equity/history/orders/../../orders?cursor=1",
  "\\\\elsewhere.example.com/api/v0/equity/history/orders",
  "http://[",
])("a next page at %s is not asked for", async (nextPagePath) => {
  const { running, link } = await simulated({ nextPagePath });
  await expect(pagesOf(connector.transactions(link(), running.account, null))).rejects.toMatchObject({ kind: "answer" });
  expect(running.requests).toEqual(["GET /api/v0/equity/history/orders"]);
});

it("a next page that is told without its path is of the same history", async () => {
  const { running, link } = await simulated({ nextPagePath: "limit=50&cursor=200" });
  await pagesOf(connector.transactions(link(), running.account, null));
  expect(running.requests.filter((request) => request.endsWith("/history/orders"))).toHaveLength(2);
});

it("pages that lead in a circle come to an end", async () => {
  const { running, link } = await simulated({ nextPagePath: "/api/v0/equity/history/orders?limit=50" });
  await expect(pagesOf(connector.transactions(link(), running.account, null))).rejects.toMatchObject({ kind: "answer" });
});

it("a history is asked for no further than it is wanted", async () => {
  const { running, link } = await simulated();
  await pagesOf(connector.transactions(link(), running.account, "2025-06-01T00:00:00.000Z"));
  expect(running.requests.filter((request) => request.endsWith("/history/orders"))).toHaveLength(1);
});

it.each(["apiKey", "apiSecret", "environment"])("nothing is sent without all of the credentials, such as %s", async (left) => {
  const { running, link } = await simulated();
  await expect(connector.test(link({ ...running.secrets, [left]: "" }))).rejects.toMatchObject({ kind: "setup" });
  expect(running.requests).toEqual([]);
});

it("a key of another account brings nothing into this one", async () => {
  const { link } = await simulated();
  const pages = connector.holdings(link(), { id: "1", name: "1" });
  await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: "setup" });
});

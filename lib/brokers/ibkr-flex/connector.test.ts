import { afterEach, describe, expect, it } from "vitest";
import { itConforms, openFor, syncOnce } from "@/test/simulators/conformance";
import { serveFlex, simulatedIbkrFlex, type Twist } from "@/test/simulators/ibkr-flex";
import type { BrokerLink } from "../link/link";
import { BrokerProblem } from "../problem";
import { connector } from "./connector";

itConforms(simulatedIbkrFlex);

const open: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(twist: Twist) {
  const running = await serveFlex(twist);
  open.push(running.close);
  return { running, ...openFor(connector, running) };
}

async function pages(link: BrokerLink, account: { id: string; name: string }, since: string | null = null): Promise<string[]> {
  const bodies: string[] = [];
  for await (const { body } of connector.transactions(link, account, since)) bodies.push(body);
  return bodies;
}

const problem = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "none",
    (error: unknown) => error,
  );

describe("a statement in preparation", () => {
  it("is asked for again under the same reference, after waits that grow", async () => {
    const { running, link, waits } = await serve({ fetch: ["1019", "1001", "1009"] });
    expect(await pages(link, running.account)).toHaveLength(1);
    expect(running.requests.map((each) => each.split("/").at(-1))).toEqual(["SendRequest", ...Array(4).fill("GetStatement")]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
  });

  it("is left for later when it takes minutes", async () => {
    const { running, link, waits } = await serve({ fetch: Array(30).fill("1019") });
    expect(await problem(pages(link, running.account))).toMatchObject({ kind: "preparing", passes: true });
    expect(running.requests.length).toBeLessThanOrEqual(10);
    expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThan(5 * 60_000);
  });

  it("is not asked for within the minute in which the service wants no more requests", async () => {
    const { running, link, waits } = await serve({ fetch: ["1018"] });
    expect(await pages(link, running.account)).toHaveLength(1);
    expect(waits).toContain(60_000);
  });
});

describe("the period", () => {
  it("is the one that the query was saved with, asked for once more, where the query allows no other", async () => {
    const { running, link } = await serve({ refusesWindows: true });
    expect(await pages(link, running.account)).toHaveLength(1);
    expect(running.requests.filter((each) => each.endsWith("SendRequest"))).toHaveLength(2);
  });

  it("without a statement is told, not taken for an empty account", async () => {
    const { running, link } = await serve({ send: ["1003", "1003"] });
    expect(await problem(pages(link, running.account))).toMatchObject({ kind: "preparing" });
  });

  it("of over a year is asked for in parts", async () => {
    const { running, link } = await serve({});
    expect(await pages(link, running.account, new Date(Date.now() - 500 * 86_400_000).toISOString())).toHaveLength(2);
  });
});

describe("the address that announces the statement", () => {
  it.each([
    "https://interactivebrokers.com.example.org/GetStatement",
    "https://192.0.2.1/GetStatement",
    "http://ndcdyn.interactivebrokers.com/x",
  ])("is not followed to %s, which is no host of the broker's", async (address) => {
    const { running, link } = await serve({ address });
    expect(await problem(pages(link, running.account))).toMatchObject({
      kind: "answer",
      message: expect.stringContaining("Nothing was sent"),
    });
    expect(running.requests).toHaveLength(1);
  });

  it("that is none is an answer that can't be used", async () => {
    const { running, link } = await serve({ address: "soon" });
    expect(await problem(pages(link, running.account))).toMatchObject({ kind: "answer" });
  });
});

describe("an error code", () => {
  it.each([
    ["1010", "setup"],
    ["1011", "sign-in"],
    ["1012", "sign-in"],
    ["1013", "address"],
    ["1014", "setup"],
    ["1015", "sign-in"],
    ["1016", "setup"],
    ["1017", "setup"],
    ["1020", "setup"],
    ["1999", "answer"],
  ])("%s is a problem of kind %s, wherever it comes", async (code, kind) => {
    for (const twist of [{ send: [code] }, { fetch: [code] }]) {
      const { running, link } = await serve(twist);
      const found = await problem(pages(link, running.account));
      expect(found).toBeInstanceOf(BrokerProblem);
      expect(found).toMatchObject({ kind });
    }
  });
});

describe("a statement", () => {
  it("that declares a document type is refused before anything in it could happen", async () => {
    const { running, link } = await serve({ statement: (text) => `<!DOCTYPE x [<!ENTITY a "b">]>${text}` });
    expect(await problem(pages(link, running.account))).toMatchObject({ kind: "answer", message: expect.stringContaining("DOCTYPE") });
  });

  it("that ends in the middle is none", async () => {
    const { running, link } = await serve({ statement: (text) => text.slice(0, -40) });
    expect(await problem(pages(link, running.account))).toMatchObject({ kind: "answer" });
  });

  it("without the account, because it was taken out of the query, says so", async () => {
    const { link } = await serve({});
    expect(await problem(pages(link, { id: "U9999999", name: "" }))).toMatchObject({
      kind: "setup",
      message: expect.stringContaining("U9999999"),
    });
  });

  it("that names no account at all can't be synced", async () => {
    const nameless = await serve({ statement: (text) => text.replaceAll(/accountId="[^"]*"/g, "") });
    expect(await problem(connector.test(nameless.link))).toMatchObject({ kind: "setup" });
    const none = await serve({ statement: () => '<FlexQueryResponse><FlexStatements count="0" /></FlexQueryResponse>' });
    expect(await problem(connector.test(none.link))).toMatchObject({ kind: "setup" });
  });

  it("is fetched once to test the token and to list its accounts", async () => {
    const { running, link } = await serve({});
    await connector.test(link);
    for await (const { name } of connector.accounts(link)) expect(name).toMatch(/Main|U1000002/);
    expect(running.requests).toHaveLength(2);
  });

  it("that was fetched to test the token is the sync's too where it is of all its days", async () => {
    const { running, link } = await serve({});
    await connector.test(link);
    expect(await pages(link, running.account)).toHaveLength(1);
    expect(running.requests).toHaveLength(2);
    await pages(link, running.account, new Date(Date.now() - 400 * 86_400_000).toISOString());
    expect(running.requests).toHaveLength(6);
  });
});

describe("what the query leaves out", () => {
  it("is named when the token is tested, each with what comes of it and how to mend it", async () => {
    const { link } = await serve({
      without: ["Transfers", "Trades"],
      statement: (text) => text.replaceAll(/ isin="[^"]*"/g, ""),
    });
    const { missing, reads } = await connector.test(link);
    expect(reads).not.toContain("Trades");
    expect(missing).toEqual([
      expect.stringMatching(/lacks the section Trades .*trades don't come.*Edit the query/),
      expect.stringMatching(/lacks the section Transfers/),
      expect.stringMatching(/lacks the field ISIN in Open Positions/),
    ]);
  });

  it("stops the sync where the ledger would be wrong without it", async () => {
    const { running, link } = await serve({ without: ["CashTransactions"] });
    expect(await problem(pages(link, running.account))).toMatchObject({
      kind: "permission",
      mend: expect.stringContaining("Cash Transactions"),
    });
  });

  it("is a line of every other sync, so that nothing is missing silently", async () => {
    const { running } = await serve({ without: ["CorporateActions"], statement: (text) => text.replaceAll(/ ibCommission="[^"]*"/g, "") });
    const { items } = await syncOnce(connector, running, null);
    const reasons = items.flatMap((item) => (item.kind === "skipped" ? item.reason : []));
    expect(reasons).toEqual([
      expect.stringContaining("the section Corporate Actions, so splits"),
      expect.stringContaining("the field IB Commission in Trades"),
    ]);
  });
});

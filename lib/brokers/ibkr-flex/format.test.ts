import { describe, expect, it } from "vitest";
import { ibkrFlex } from "@/lib/formats/ibkr-flex";
import { cashTransaction, cashTransactions, element, flex, statement, trade, trades } from "@/lib/formats/ibkr-flex/flex-builder";
import type { FormatItem } from "@/lib/formats/types";
import { FileReading } from "@/lib/imports/reading";
import { writePages } from "../pages";
import { ibkrFlexPages } from "./format";

const SECTIONS = ["OpenPositions", "CashReport", "CorporateActions", "Transfers"].map((name) => element(name, {}, ""));
const nameless = { transactionID: "", tradeID: "", ibExecID: "" };
const OWN = statement(
  { accountId: "U1" },
  ...SECTIONS,
  trades(trade(), trade({ ...nameless, quantity: "3" }), trade({ ...nameless, quantity: "3" })),
  cashTransactions(cashTransaction(), cashTransaction({ transactionID: "78", type: "Loyalty Bonus" })),
);
const OTHER = statement({ accountId: "U2", toDate: "20250228" }, ...SECTIONS, trades(trade({ tradeID: "99" })), cashTransactions());
const XML = flex(OTHER, OWN);

const encode = (text: string) => new TextEncoder().encode(text);
const pages = (...bodies: readonly string[]) =>
  writePages(
    { broker: "ibkr-flex", account: { id: "U1", name: "Mine" }, fetchedAt: "2025-02-01T00:00:00Z", since: "2020-01-01T00:00:00Z" },
    bodies.map((body) => ({ stream: "statement", body })),
  );
const synced = (...bodies: readonly string[]) => [...ibkrFlexPages.parse(pages(...bodies))];
const keysOf = (items: Iterable<FormatItem>) =>
  [...new FileReading().read(items)].flatMap((read) => ("row" in read && read.row.kind === "transaction" ? read.row.importKey : []));
const transactions = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));

describe("what a sync brings", () => {
  it("is one account's part of the statement, and nothing of the others", () => {
    const items = synced(XML);
    expect(items[0]).toMatchObject({ kind: "statement", statement: { accountId: "", name: "Mine", from: "2025-01-01", to: "2025-01-31" } });
    expect(items.filter(({ kind }) => kind === "statement")).toHaveLength(1);
    expect(transactions(items)).toHaveLength(5);
    expect(transactions(items).some(({ meta }) => meta.externalId === "ibkr:trade:99")).toBe(false);
  });

  it("are the rows that the file of the statement has, with their source and their ids, so that importing both adds none", () => {
    const file = [...ibkrFlex.parse(encode(flex(OWN)))];
    expect(transactions(synced(XML))).toEqual(transactions(file));
    expect(keysOf(synced(XML))).toEqual(keysOf(file));
    expect(new Set(keysOf(file)).size).toBe(5);
  });

  it("covers the days that the statements say, not those that were asked for", () => {
    const later = statement({ accountId: "U1", fromDate: "20250201", toDate: "20250310" }, ...SECTIONS, trades(), cashTransactions());
    expect(synced(XML, flex(later))[0]).toMatchObject({ statement: { from: "2025-01-01", to: "2025-03-10" } });
  });

  it("reads an unknown type as the person has said that it is meant", () => {
    const [, bonus] = transactions([...ibkrFlexPages.parse(pages(XML), { assume: { tradeTypes: { "Loyalty Bonus": "reward" } } })]).filter(
      ({ meta }) => meta.externalId?.startsWith("ibkr:tx"),
    );
    expect(bonus).toMatchObject({ tradeType: "reward" });
  });

  it("is nothing but a refusal where the query has none of the sections that a ledger is made of", () => {
    expect(synced(flex(statement({ accountId: "U1" }))).filter(({ kind }) => kind === "refused")).toHaveLength(3);
  });
});

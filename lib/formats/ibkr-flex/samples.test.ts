import path from "node:path";
import { expect, it } from "vitest";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { describeSamples, readSample, sampleNames } from "@/test/samples";
import type { FormatItem } from "../types";
import { ibkrFlex } from ".";
import { applyCancellations, drafts } from "./flex-builder";

const read = (name: string): FormatItem[] => [...ibkrFlex.parse(readSample(`ibkr-flex/${name}`))];
const count = (items: readonly FormatItem[], kind: FormatItem["kind"]) => items.filter((item) => item.kind === kind).length;

/** Every element that isn't a container, counted by plain text search. */
const LINES = /<(?:Trade|CashTransaction|CorporateAction|FxTransaction|ConversionRate|CashReportCurrency|OpenPosition|Transfer)\s/g;

describeSamples("real statements", () => {
  it.each(sampleNames("ibkr-flex").map((name) => path.basename(name)))("%s has an outcome for every line, and refuses none", (name) => {
    const items = read(name);
    const lines = new Set(items.filter(({ kind }) => !["statement", "snapshot"].includes(kind)).map(({ line }) => line));
    expect(lines.size).toBe(readSample(`ibkr-flex/${name}`).toString().match(LINES)?.length);
    expect(count(items, "refused")).toBe(0);
    for (const { meta } of drafts(items)) expect(transactionMetaSchema.parse(meta)).toEqual(meta);
  });

  it("have 26 ledger rows in the first, and 15 effects on currency balances that are no rows", () => {
    const items = read("flex-01.xml");
    expect(count(items, "transaction")).toBe(26);
    expect(count(items, "skipped")).toBe(15);
    expect(
      drafts(items)
        .filter(({ tradeType }) => tradeType === "split")
        .map(({ symbol, quantity }) => [symbol, quantity]),
    ).toEqual([
      ["GCM", "480"],
      ["GCM.OLD", "-12000"],
    ]);
  });

  it("have two accounts in the one that was made for two", () => {
    expect(
      read("flex-26.xml").flatMap((item) => (item.kind === "statement" ? [[item.statement.accountId, item.statement.name]] : [])),
    ).toEqual([
      ["U1234567", "A"],
      ["U1234568", "B"],
    ]);
  });

  it("leave one conversion of a trade that was cancelled and booked anew under the same id", () => {
    const rows = applyCancellations(read("flex-28.xml"));
    expect(rows.map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ["USD", "-1145.929445"],
      ["TWD", "34649.999995949"],
    ]);
  });
});

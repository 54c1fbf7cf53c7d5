import { describe, expect, it } from "vitest";
import { element, flexOf, kinds, parse, rowsOf } from "./flex-builder";

const action = (attributes: Record<string, string>) =>
  element("CorporateAction", {
    currency: "USD",
    assetCategory: "STK",
    symbol: "ACME",
    conid: "4711",
    dateTime: "20250110;202500",
    amount: "0",
    proceeds: "0",
    quantity: "10",
    ...attributes,
  });
const rows = (...actions: string[]) => rowsOf(element("CorporateActions", {}, ...actions));

describe("a corporate action", () => {
  it.each([
    ["FS", "split"],
    ["RS", "split"],
    ["FI", "split"],
    ["SO", "spin_off"],
    ["TC", "merger"],
    ["CA", "merger"],
    ["OR", "merger"],
    ["TO", "merger"],
    ["TI", "merger"],
    ["IC", "symbol_change"],
    ["SD", "stock_dividend"],
    ["HI", "stock_dividend"],
    ["RI", "rights"],
    ["DI", "rights"],
    ["SR", "rights"],
    ["ED", "rights"],
    ["BM", "redemption"],
    ["TM", "redemption"],
    ["DW", "adjustment"],
  ])("with the code %s is a %s", (type, tradeType) => {
    expect(rows(action({ type, description: "ACME(US0000000002) SOMETHING" }))[0]).toMatchObject({
      tradeType,
      quantity: "10",
      meta: { rawType: type },
    });
  });

  it.each([
    ["ACME(US0000000002) SPLIT 1 FOR 25 (ACME, ACME CORP, US0000000003)", "split"],
    ["ACME(US0000000002) TENDERED TO US0000000003 1 FOR 1 (ACME.TEN, ACME CORP, US0000000003)", "merger"],
    ["ACME(US0000000002) MERGED(Acquisition)  FOR USD 2.50 PER SHARE (ACME, ACME CORP, US0000000002)", "merger"],
    ["ACME(US0000000002) SPINOFF  1 FOR 5 (CHILD, CHILD CORP, US0000000004)", "spin_off"],
    ["ACME(US0000000002) CUSIP/ISIN CHANGE TO (US0000000005) (ACME, ACME CORP, US0000000005)", "symbol_change"],
    ["ACME(US0000000002) STOCK DIVIDEND 1 FOR 10 (ACME, ACME CORP, US0000000002)", "stock_dividend"],
    ["(US912828XX00) BOND MATURITY FOR USD 1.00 PER BOND (T 2, T 2, US912828XX00)", "redemption"],
  ])("without a code is told by its text: %s", (description, tradeType) => {
    expect(rows(action({ description }))[0]).toMatchObject({ tradeType });
  });

  it("that nobody knows is kept, and asks for a look", () => {
    expect(rows(action({ type: "ZZ", description: "ACME(US0000000002) PROXY" }))[0]).toMatchObject({
      tradeType: "other",
      quantity: "10",
      meta: { needsReview: true },
    });
  });

  it("has the cash that came in, whatever the sign of its amount", () => {
    const [row] = rows(
      action({
        type: "TC",
        quantity: "-12000",
        amount: "-34320",
        proceeds: "34320",
        description: "ACME(US0000000002) MERGED FOR USD 2.86 PER SHARE",
      }),
    );
    expect(row).toMatchObject({ quantity: "-12000", price: "2.86", meta: { netAmount: "34320" } });
  });

  it("redeems bonds at a price in percent", () => {
    const [row] = rows(
      action({ type: "BM", assetCategory: "BOND", quantity: "-25000", proceeds: "25000", description: "(US91282CEG24) FULL CALL" }),
    );
    expect(row).toMatchObject({ tradeType: "redemption", price: "100", meta: { priceUnit: "percent", netAmount: "25000" } });
  });

  it("asks for a look when the query leaves out its proceeds", () => {
    expect(rows(action({ type: "TC", proceeds: "", amount: "-5" }))[0]).toMatchObject({ meta: { netAmount: "0", needsReview: true } });
  });

  it("shares its group, its ratio and its parent among its legs, and gives each leg an id of its own", () => {
    const text = "GCM(CA38501D2041) SPLIT 1 FOR 25";
    const legs = rows(
      action({ symbol: "GCM", conid: "2", quantity: "480", actionID: "9", description: `${text} (GCM, GRAN, CORP, CA38501D5010)` }),
      action({
        symbol: "GCM.OLD",
        conid: "1",
        quantity: "-12000",
        actionID: "9",
        description: `${text} (GCM.OLD, GRAN, CORP, CA38501D2041)`,
      }),
    );
    expect(legs.map(({ tradeType, symbol, quantity }) => [tradeType, symbol, quantity])).toEqual([
      ["split", "GCM", "480"],
      ["split", "GCM.OLD", "-12000"],
    ]);
    expect(legs.map(({ meta }) => [meta.groupId, meta.externalId])).toEqual([
      ["ibkr:action:9", "ibkr:action:9:2"],
      ["ibkr:action:9", "ibkr:action:9:1"],
    ]);
    expect(legs[0]?.meta).toMatchObject({
      corporateAction: { ratio: { to: "1", from: "25" }, parent: "GCM" },
      instrument: { name: "GRAN, CORP" },
    });
  });

  it("groups its legs by day and text where the broker gives no id", () => {
    const legs = rows(
      action({ description: "A(X) TENDERED TO B 1 FOR 1 (A, a, X)", quantity: "-1" }),
      action({ description: "A(X) TENDERED TO B 1 FOR 1 (B, b, Y)", symbol: "B" }),
    );
    expect(legs[0]?.meta.groupId).toBe("ibkr:action:2025-01-10:A(X) TENDERED TO B 1 FOR 1");
    expect(legs[1]?.meta).toMatchObject({ groupId: legs[0]?.meta.groupId, corporateAction: { parent: "A", child: "B" } });
  });

  it("without a quantity is refused", () => {
    expect(kinds(parse(flexOf(element("CorporateActions", {}, action({ quantity: "" })))))).toEqual(["refused"]);
  });
});

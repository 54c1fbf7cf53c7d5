import { describe, expect, it } from "vitest";
import { element, flexOf, kinds, parse } from "./flex-builder";

const position = (attributes: Record<string, string> = {}) =>
  element("OpenPosition", {
    currency: "USD",
    assetCategory: "STK",
    symbol: "ACME",
    conid: "4711",
    isin: "US0000000002",
    reportDate: "20250130",
    position: "10",
    markPrice: "110",
    positionValue: "1100",
    costBasisPrice: "100.1",
    costBasisMoney: "1001",
    side: "Long",
    levelOfDetail: "SUMMARY",
    ...attributes,
  });
const positions = (...rows: string[]) => element("OpenPositions", {}, ...rows, "");
const balances = (...rows: string[]) => element("CashReport", {}, ...rows, "");
const balance = (currency: string, endingCash: string, levelOfDetail = "Currency") =>
  element("CashReportCurrency", { currency, endingCash, levelOfDetail, toDate: "20250131" });
const lot = (attributes: Record<string, string>) => position({ levelOfDetail: "LOT", openDateTime: "20240105;153045", ...attributes });
const holdings = (...sections: string[]) => parse(flexOf(...sections)).flatMap((item) => (item.kind === "holding" ? [item.draft] : []));

describe("open positions", () => {
  it("are a snapshot of their report date, with a holding for each", () => {
    const items = parse(flexOf(positions(position())));
    expect(items.find(({ kind }) => kind === "snapshot")).toMatchObject({ asOf: "2025-01-30T00:00:00.000Z", dateOnly: true, line: 5 });
    expect(items.at(-1)).toMatchObject({
      kind: "holding",
      draft: {
        assetType: "stock",
        symbol: "ACME",
        isin: "US0000000002",
        quantity: "10",
        avgPrice: "100.1",
        currency: "USD",
        costValue: "1001",
        marketValue: "1100",
        meta: { source: "ibkr-flex", price: "110", priceDate: "2025-01-30" },
      },
    });
  });

  it("are an empty snapshot of the last day covered when the account holds nothing", () => {
    expect(parse(flexOf(positions())).slice(1)).toMatchObject([{ kind: "snapshot", asOf: "2025-01-31T00:00:00.000Z" }]);
  });

  it("are negative when they are short, however the query signs them", () => {
    const short = { quantity: "-10", avgPrice: "100.1", costValue: "-1001", marketValue: "-1100" };
    expect(
      holdings(positions(position({ side: "Short", position: "-10", positionValue: "-1100", costBasisMoney: "-1001" }))),
    ).toMatchObject([short]);
    expect(holdings(positions(position({ side: "Short" })))).toMatchObject([short]);
  });

  it("are worked out where the query leaves out their value: options by their multiplier, bonds in percent", () => {
    const bare = { positionValue: "", costBasisMoney: "" };
    expect(
      holdings(
        positions(position({ ...bare, assetCategory: "OPT", multiplier: "100", position: "2", markPrice: "3.5", costBasisPrice: "3" })),
      ),
    ).toMatchObject([{ marketValue: "700", costValue: "600" }]);
    expect(
      holdings(positions(position({ ...bare, assetCategory: "BOND", position: "10000", markPrice: "95", costBasisPrice: "91.2" }))),
    ).toMatchObject([{ marketValue: "9500", costValue: "9120" }]);
  });

  it("hold their tax lots, which are no holdings themselves", () => {
    const items = parse(
      flexOf(
        positions(
          position(),
          lot({ position: "4", costBasisMoney: "400" }),
          lot({ position: "6", costBasisMoney: "601", openDateTime: "20240301" }),
        ),
      ),
    );
    expect(kinds(items)).toEqual(["snapshot", "holding", "skipped", "skipped"]);
    expect(items.find((item) => item.kind === "holding")?.draft.meta.lots).toEqual([
      { quantity: "4", cost: "400", acquiredAt: "2024-01-05T20:30:45.000Z" },
      { quantity: "6", cost: "601", acquiredAt: "2024-03-01" },
    ]);
  });

  it("are no snapshot when only their lots are listed: it would miss what has none", () => {
    const items = parse(flexOf(positions(lot({})), balances(balance("USD", "5"))));
    expect(kinds(items)).toEqual(["skipped", "skipped"]);
    expect(items[1]).toMatchObject({ reason: expect.stringContaining("Summary") });
  });

  it("that can't be read are refused one by one", () => {
    expect(kinds(parse(flexOf(positions(position({ position: "ten" }), position({ currency: "" }), position()))))).toEqual([
      "snapshot",
      "refused",
      "refused",
      "holding",
    ]);
  });
});

describe("cash balances", () => {
  it("are holdings of the snapshot, each currency for itself, in whichever order the sections come", () => {
    for (const sections of [
      [positions(position()), balances(balance("USD", "-5.25"))],
      [balances(balance("USD", "-5.25")), positions(position())],
    ]) {
      const items = parse(flexOf(...sections));
      expect(kinds(items)).toEqual(["snapshot", "holding", "holding"]);
      expect(items.flatMap((item) => (item.kind === "holding" && item.draft.assetType === "cash" ? [item.draft] : []))).toMatchObject([
        { symbol: "USD", quantity: "-5.25", avgPrice: "1", costValue: "-5.25", marketValue: "-5.25", currency: "USD" },
      ]);
    }
  });

  it("do not count the total in the base currency again", () => {
    expect(kinds(parse(flexOf(positions(), balances(balance("BASE_SUMMARY", "9", "BaseCurrency"), balance("EUR", "9")))))).toEqual([
      "snapshot",
      "skipped",
      "holding",
    ]);
  });

  it("are skipped without a list of positions, because they would replace it", () => {
    const items = parse(flexOf(balances(balance("EUR", "9"))));
    expect(items.slice(1)).toMatchObject([{ kind: "skipped", reason: expect.stringContaining("Open Positions") }]);
  });
});

import { describe, expect, it } from "vitest";
import { add, ZERO } from "@/lib/money/decimal";
import { recognise } from "../registry";
import { FormatError, type TransactionDraft } from "../types";
import { bytes, doubts, drafts, invst, of, read, reasons } from "./fixtures";

const cash = (rows: readonly TransactionDraft[]) => add(ZERO, ...rows.map(({ meta }) => meta.netAmount));

describe("recognising QIF", () => {
  it.each([
    "!Type:Bank\nD1/2/25\n",
    "!Account\nNGiro\n",
    "!Option:AutoSwitch\n!Account\n",
    "\uFEFF\n!type:invst \n",
    "!Clear:AutoSwitch\n",
  ])("%j is one", (text) => {
    expect(recognise(bytes(text), "x.qif")?.code).toBe("qif");
  });

  it.each(["Type:Bank\n", "!important\n", "Date,Amount\n!Type:Bank\n"])("%j is none", (text) => {
    expect(recognise(bytes(text), "x.qif")).toBeNull();
  });

  it("is refused as a whole where it is something else", () => {
    expect(() => read("Date,Amount\n")).toThrow(FormatError);
  });
});

describe("investment actions", () => {
  const SHARES = "D2/28/2025 | YAcme Corp | I50.25 | Q10 | O4.95";

  it("a purchase has its commission in the amount", () => {
    expect(of(`NBuy | ${SHARES} | T507.45 | MFirst lot`)).toEqual([
      {
        kind: "transaction",
        line: 2,
        draft: {
          assetType: "stock",
          symbol: "Acme Corp",
          quantity: "10",
          price: "50.25",
          currency: "USD",
          tradeType: "buy",
          tradeTime: "2025-02-28T00:00:00.000Z",
          meta: {
            source: "qif",
            rawType: "Buy",
            description: "First lot",
            netAmount: "-507.45",
            fees: [{ type: "commission", amount: "4.95", currency: "USD" }],
            instrument: { name: "Acme Corp" },
            dateOnly: true,
          },
        },
      },
    ]);
  });

  it.each([
    ["NSell | T497.55", "sell", "-10", "497.55"],
    ["NShtSell | T497.55", "sell", "-10", "497.55"],
    ["NCvrShrt | T507.45", "buy", "10", "-507.45"],
    ["NReinvDiv | T502.50", "reinvest", "10", "0"],
    ["NReinvInt | T502.50", "reinvest", "10", "0"],
    ["NReinvLg | T502.50", "reinvest", "10", "0"],
    ["NReinvMd | T502.50", "reinvest", "10", "0"],
    ["NReinvSh | T502.50", "reinvest", "10", "0"],
    ["NShrsIn", "transfer_in", "10", "0"],
    ["NShrsOut", "transfer_out", "-10", "0"],
  ])("%s is %s of %s units, cash %s", (action, tradeType, quantity, netAmount) => {
    expect(drafts(of(`${action} | ${SHARES}`))).toMatchObject([{ tradeType, quantity, price: "50.25", meta: { netAmount } }]);
  });

  it.each([
    ["Div", "dividend", "12.5", undefined],
    ["IntInc", "interest", "12.5", undefined],
    ["CGLong", "dividend", "12.5", "capital_gain_long"],
    ["CGMid", "dividend", "12.5", "capital_gain_medium"],
    ["CGShort", "dividend", "12.5", "capital_gain_short"],
    ["RtrnCap", "return_of_capital", "12.5", undefined],
    ["MiscInc", "interest", "12.5", "misc"],
    ["MiscExp", "fee", "-12.5", "misc"],
    ["MargInt", "interest", "-12.5", "margin"],
  ])("%s is %s, cash %s, and moved on where its name ends in X", (action, tradeType, netAmount, subtype) => {
    const [row] = drafts(of(`D2/28/2025 | N${action} | YAcme | T12.50`));
    expect(row).toMatchObject({ tradeType, quantity: "0", symbol: "Acme", meta: { netAmount, ...(subtype ? { subtype } : {}) } });
    const moved = drafts(of(`D2/28/2025 | N${action}X | YAcme | T12.50 | L[Checking] | $12.50`));
    expect(moved).toHaveLength(2);
    expect(cash(moved)).toBe("0");
    expect(moved[0]).toMatchObject({ tradeType, meta: { netAmount } });
    expect(moved[1]).toMatchObject({
      assetType: "cash",
      symbol: "USD",
      meta: { subtype: "transfer", groupId: moved[0]?.meta.groupId, category: "[Checking]" },
    });
  });

  it("a purchase paid from another account brings the money with it, a sale sends it there", () => {
    expect(
      drafts(of(`NBuyX | ${SHARES} | T507.45 | L[Checking] | $507.45`)).map(({ tradeType, meta }) => [tradeType, meta.netAmount]),
    ).toEqual([
      ["buy", "-507.45"],
      ["deposit", "507.45"],
    ]);
    expect(drafts(of(`NSellX | ${SHARES} | T497.55 | L[Checking]`)).map(({ tradeType, meta }) => [tradeType, meta.netAmount])).toEqual([
      ["sell", "497.55"],
      ["withdrawal", "-497.55"],
    ]);
  });

  it.each([
    ["NXIn | T100.00", "deposit", "100"],
    ["NXOut | T100.00", "withdrawal", "-100"],
    ["NContribX | T100.00", "deposit", "100"],
    ["NWithdrwX | T100.00", "withdrawal", "-100"],
    ["NCash | T-100.00", "withdrawal", "-100"],
    ["NCash | T100.00", "deposit", "100"],
    ["U1,100.00 | T0.00", "deposit", "1100"],
  ])("%s is money: %s of %s", (fields, tradeType, netAmount) => {
    expect(drafts(of(`D2/28/2025 | ${fields} | L[Checking]`))).toMatchObject([
      { tradeType, quantity: netAmount, assetType: "cash", meta: { netAmount } },
    ]);
  });

  it("a split multiplies what was held before its day, and asks to be looked at", () => {
    const items = of(
      "D1/15/2025 | NBuy | YAcme | I10 | Q30 | T300",
      "D1/20/2025 | NStkSplit | YAcme | Q20",
      "D1/20/2025 | NSell | YAcme | I5 | Q10 | T50",
      "D1/31/2025 | NStkSplit | YAcme | Q5",
    );
    const rows = drafts(items);
    expect(rows.map(({ quantity }) => quantity)).toEqual(["30", "30", "-10", "-25"]);
    expect(rows[1]).toMatchObject({
      tradeType: "split",
      meta: {
        netAmount: "0",
        externalId: "qif:split::Acme:2025-01-20:20",
        needsReview: true,
        corporateAction: { kind: "split", ratio: { to: "2", from: "1" } },
      },
    });
    expect(drafts(of("D1/20/2025 | NStkSplit | YAcme | Q20"))).toMatchObject([{ quantity: "0", meta: { needsReview: true } }]);
  });

  it("without an amount a trade is worked out of price, quantity and commission", () => {
    expect(drafts(of(`NBuy | ${SHARES}`))).toMatchObject([{ meta: { netAmount: "-507.45" } }]);
    expect(drafts(of("NBuy | D2/28/2025 | YAcme | Q10 | T507.45 | O4.95"))).toMatchObject([{ price: "50.25" }]);
    expect(doubts(of(`NBuy | ${SHARES} | T502.50`))).toEqual(["The amount doesn't contain the commission; the cash may differ by it."]);
  });

  it("prices may be fractions, or percent for bonds", () => {
    expect(drafts(of("NBuy | D2/28/2025 | YAcme | I45 1/2 | Q100 | T4550", "NShrsIn | D2/28/2025 | YAcme | I7/8 | Q1"))).toMatchObject([
      { price: "45.5" },
      { price: "0.875" },
    ]);
    expect(drafts(of("NBuy | D2/28/2025 | YBond | I98.5% | Q1000"))).toMatchObject([
      { price: "98.5", meta: { priceUnit: "percent", netAmount: "-985" } },
    ]);
  });

  it.each([
    ["Reminder", "A reminder, not a transaction."],
    ["Grant", "It is about employee stock options that are not units held yet."],
    ["Vest", "It is about employee stock options that are not units held yet."],
  ])("%s is no row", (action, reason) => {
    const items = of(`D2/28/2025 | N${action} | YAcme`);
    expect([drafts(items), reasons(items)]).toEqual([[], [reason]]);
  });

  it("exercises and expiries are kept for review", () => {
    expect(drafts(of("D2/28/2025 | NExercise | YAcme | Q100 | I12 | T1200", "D2/28/2025 | NExpire | YAcme | Q100"))).toMatchObject([
      { tradeType: "option_exercise", quantity: "100", meta: { netAmount: "-1200", needsReview: true } },
      { tradeType: "option_expiration", quantity: "0", meta: { netAmount: "0", needsReview: true } },
    ]);
  });

  it("an action that isn't known is kept for review, and can be told", () => {
    const text = invst("D2/28/2025 | NSwap | YAcme | Q3 | T30");
    expect(drafts(read(text))).toMatchObject([
      { tradeType: "other", quantity: "3", meta: { netAmount: "30", needsReview: true, reasons: ['The action "Swap" isn\'t known.'] } },
    ]);
    expect(drafts(read(text, { currency: "USD", tradeTypes: { Swap: "stock_dividend" } }))).toMatchObject([
      { tradeType: "stock_dividend" },
    ]);
  });
});

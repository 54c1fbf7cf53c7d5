import fc from "fast-check";
import { expect, it } from "vitest";
import { type Answers, altered, itemsOf, outcomeOf } from "@/test/broker-pages";
import { HOLDINGS, SECURITIES, TRANSACTIONS } from "@/test/simulators/plaid-data";
import { plaidPages } from "./format";

const STATUS = { investments: { last_successful_update: "2026-11-24T05:10:00Z" } };

const read = (pages: Answers) => itemsOf(plaidPages, "plaid", pages);
const itemsIn = (investment_transactions: readonly object[]) => read({ transactions: { investment_transactions, securities: SECURITIES } });
const rows = (transactions: readonly object[]) => itemsIn(transactions).flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const snapshot = (holdings: readonly object[]) => read({ holdings: { holdings, securities: SECURITIES } });
const held = (symbol: string, holdings: readonly object[] = HOLDINGS) =>
  snapshot(holdings).flatMap((item) => (item.kind === "holding" && item.draft.symbol === symbol ? item.draft : []));
const of = (security: string, holdings: readonly { security_id: string }[] = HOLDINGS) =>
  holdings.find((each) => each.security_id === security);

it("holdings are of the moment that Plaid had them, else of the day of their newest price", () => {
  const page = { holdings: HOLDINGS, securities: SECURITIES };
  expect(read({ status: STATUS, holdings: page })).toContainEqual(
    expect.objectContaining({ asOf: "2026-11-24T05:10:00.000Z", dateOnly: false }),
  );
  expect(read({ holdings: page })).toContainEqual(expect.objectContaining({ asOf: "2026-11-23T00:00:00.000Z", dateOnly: true }));
  expect(snapshot([])).toContainEqual(expect.objectContaining({ asOf: "2026-11-24T16:30:00.000Z", dateOnly: false }));
});

it("a hundred options are one contract, sold short at what it brought", () => {
  expect(held("ACHN270115C00100000")).toMatchObject([
    {
      assetType: "option",
      quantity: "-2",
      avgPrice: "5.2",
      costValue: "-1040",
      marketValue: "-900",
      meta: { multiplier: "100", price: "4.5", instrument: { underlying: "ACHN", strike: "100", putCall: "call", expiry: "2027-01-15" } },
    },
  ]);
});

it("an institution that counts contracts after all is known by the value", () => {
  expect(held("ACHN270115C00100000", [{ ...of("s-option"), quantity: -2 }])).toMatchObject([{ quantity: "-2", avgPrice: "5.2" }]);
});

it("a bond's price in percent is one, and a price of one unit stays one", () => {
  expect(held("T2030")).toMatchObject([
    { assetType: "bond", quantity: "5000", avgPrice: "98", meta: { price: "98.5", priceUnit: "percent" } },
  ]);
  const whole = held("T2030", [{ ...of("s-bond"), quantity: 5, institution_price: 985 }]);
  expect(whole).toMatchObject([{ quantity: "5", avgPrice: "980" }]);
  expect(whole[0]?.meta.priceUnit).toBeUndefined();
});

it("money is cash, coins have their own name, and what Plaid can't place is kept as other", () => {
  expect(held("USD")).toMatchObject([{ assetType: "cash", quantity: "1500.25" }]);
  expect(held("BTC")).toMatchObject([{ assetType: "crypto", quantity: "0.12345678", avgPrice: null }]);
  expect(held("ODD")).toMatchObject([{ assetType: "other", meta: { rawAssetType: "unknown" } }]);
  expect(held("US0000000002")).toMatchObject([{ assetType: "mutual_fund", isin: "US0000000002" }]);
});

it("cash goes out where Plaid's amount is positive, and units go out of a sale whatever their sign", () => {
  expect(rows(TRANSACTIONS).map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount])).toEqual([
    ["dividend", "0", "24.5"],
    ["tax", "0", "-3.68"],
    ["buy", "0.125", "-25"],
    ["dividend", "0", "25"],
    ["reinvest", "0.5", "0"],
    ["sell", "-2", "1038.7"],
    ["sell", "-4", "419"],
    ["buy", "5000", "-4900"],
    ["buy", "10", "-1800"],
    ["deposit", "1800", "1800"],
    ["transfer_in", "0.12345678", "0"],
    ["split", "12.5", "0"],
    ["interest", "0", "1.25"],
    ["fee", "0", "-10"],
    ["withdrawal", "-200", "-200"],
    ["buy", "12.5", "-2150"],
    ["deposit", "5000", "5000"],
  ]);
});

it("prices are those of one unit, and are worked out of what was paid where they aren't", () => {
  const option = TRANSACTIONS[5];
  expect(rows([{ ...option }])[0]).toMatchObject({ price: "5.2", meta: { multiplier: "100", positionEffect: "open" } });
  expect(rows([{ ...option, price: 520 }])[0]).toMatchObject({ price: "5.2" });
  expect(rows([{ ...TRANSACTIONS[7] }])[0]).toMatchObject({ price: "98", meta: { priceUnit: "percent" } });
});

it("times are those of the order where there are any, and dates are dates", () => {
  const [short, sold, bought] = rows([{ ...TRANSACTIONS[5] }, { ...TRANSACTIONS[6] }, { ...TRANSACTIONS[14] }]);
  expect([short?.tradeTime, short?.meta.dateOnly, short?.meta.settleDate]).toEqual(["2026-09-09T15:01:02.000Z", undefined, "2026-09-10"]);
  expect([sold?.tradeTime, sold?.meta.dateOnly]).toEqual(["2026-08-03T00:00:00.000Z", true]);
  expect([bought?.tradeTime, bought?.meta.dateOnly]).toEqual(["2026-02-02T00:00:00.000Z", true]);
});

it("what the broker takes back is taken back, and what never happened is left out", () => {
  const cancel = { ...TRANSACTIONS[14], type: "cancel", subtype: "buy" };
  expect(itemsIn([{ ...cancel, cancel_transaction_id: "abc" }])).toContainEqual(
    expect.objectContaining({ kind: "cancellation", externalIds: ["plaid:abc"] }),
  );
  expect(itemsIn([cancel])).toContainEqual(expect.objectContaining({ kind: "skipped" }));
  expect(itemsIn([{ ...TRANSACTIONS[14], security_id: "s-cash" }])).toContainEqual(expect.objectContaining({ kind: "skipped" }));
});

it("a type that nobody knows is a row for a person to look at", () => {
  expect(rows([{ ...TRANSACTIONS[14], subtype: "auction" }])[0]).toMatchObject({ tradeType: "buy", meta: { needsReview: true } });
  expect(rows([{ ...TRANSACTIONS[0], subtype: "pending credit" }])[0]).toMatchObject({
    tradeType: "other",
    meta: { needsReview: true, rawType: "cash/pending credit", netAmount: "24.5" },
  });
});

it("what lacks its security or its currency is refused, and says so", () => {
  const items = [
    ...itemsIn([{ ...TRANSACTIONS[14], security_id: "gone" }, { ...TRANSACTIONS[0], iso_currency_code: null }, { type: "buy" }]),
    ...snapshot([{ ...HOLDINGS[1], security_id: "gone" }, { security_id: "s-acme" }]),
  ];
  expect(items.flatMap((item) => (item.kind === "refused" ? item.problem : []))).toEqual([
    "A transaction of the type buy comes without the security that it is of.",
    "A transaction of the type cash comes without a currency.",
    "A transaction can't be read: investment_transaction_id, date, quantity, amount.",
    "A holding comes without the security that it is of.",
    "A holding can't be read: quantity.",
  ]);
});

it("any answer has an outcome, however it is altered", () => {
  fc.assert(
    fc.property(
      altered({
        status: STATUS,
        holdings: { holdings: HOLDINGS, securities: SECURITIES },
        transactions: { investment_transactions: TRANSACTIONS, securities: SECURITIES },
      }),
      (answers) => {
        expect(outcomeOf(plaidPages, "plaid", answers)).not.toBeUndefined();
      },
    ),
    { numRuns: 300 },
  );
});

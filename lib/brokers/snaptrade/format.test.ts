import fc from "fast-check";
import { expect, it } from "vitest";
import { type Answers, altered, itemsOf, outcomeOf } from "@/test/broker-pages";
import { ACTIVITIES, BALANCES, POSITIONS } from "@/test/simulators/snaptrade-data";
import { snaptradePages } from "./format";

const PAGES = {
  positions: { results: POSITIONS, data_freshness: { as_of: "2026-11-23T21:00:00.000000Z" } },
  balances: BALANCES,
  activities: ACTIVITIES,
};
const read = (pages: Answers) => itemsOf(snaptradePages, "snaptrade", pages);
const rows = (activities: readonly object[]) => read({ activities }).flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const all = rows(ACTIVITIES);
const held = (symbol: string) => read(PAGES).flatMap((item) => (item.kind === "holding" && item.draft.symbol === symbol ? item.draft : []));
const first = (type: string) => ACTIVITIES.find((row) => row.type === type);

it("positions are of the moment that SnapTrade had them from the broker", () => {
  expect(read(PAGES)).toContainEqual(expect.objectContaining({ kind: "snapshot", asOf: "2026-11-23T21:00:00.000Z" }));
  const undated = { positions: { results: [] } };
  expect(read(undated)).toContainEqual(expect.objectContaining({ kind: "snapshot", asOf: "2026-11-24T16:30:00.000Z" }));
});

it("an option costs what its contracts did, and is worth its multiplier", () => {
  expect(held("AAPL  270115C00250000")).toMatchObject([
    {
      assetType: "option",
      quantity: "-2",
      avgPrice: "5.3",
      costValue: "-1060",
      marketValue: "-1220",
      meta: { multiplier: "100", instrument: { putCall: "call", strike: "250", expiry: "2027-01-15", underlying: "AAPL" } },
    },
  ]);
});

it("what is quoted in pence is in pounds", () => {
  expect(held("VWRL.L")).toMatchObject([
    { currency: "GBP", avgPrice: "99", marketValue: "3165", meta: { minorUnit: "GBX", price: "105.5" } },
  ]);
});

it("a money market fund is a position, and no cash beside it", () => {
  expect(held("SPAXX")).toMatchObject([{ assetType: "mutual_fund", quantity: "100.25", meta: { cashEquivalent: true } }]);
  expect([held("USD")[0]?.quantity, held("GBP")[0]?.quantity]).toEqual(["1000.5", "-20.5"]);
});

it("activities have the signs of what they do, whatever sign the broker writes", () => {
  expect(all.map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount])).toEqual([
    ["tax", "0", "-2.1"],
    ["dividend", "0", "14"],
    ["buy", "0.25", "-0.25"],
    ["dividend", "0", "0.25"],
    ["sell", "-5", "1299"],
    ["sell", "-2", "1058.7"],
    ["split", "6.25", "0"],
    ["buy", "1", "-300.4"],
    ["buy", "1", "-300.4"],
    ["buy", "4.25", "-1276.7"],
    ["transfer_in", "0.123456789012345678", "0"],
    ["interest", "0", "3.21"],
    ["fee", "0", "-5"],
    ["buy", "100", "-100"],
    ["withdrawal", "-250", "-250"],
    ["deposit", "5000", "5000"],
  ]);
});

it("a price of a whole contract becomes that of one unit of what it is on", () => {
  const sold = { ...first("SELL"), ...ACTIVITIES[5], price: 530 };
  expect(rows([sold])[0]).toMatchObject({ price: "5.3065", meta: { positionEffect: "open", multiplier: "100" } });
  expect(all[5]).toMatchObject({ price: "5.3" });
});

it("a date that comes as its midnight is a date", () => {
  expect(all[0]).toMatchObject({ tradeTime: "2026-11-20T00:00:00.000Z", meta: { dateOnly: true } });
  expect(all[4]?.meta.dateOnly).toBeUndefined();
  const offset = rows([{ ...ACTIVITIES[0], trade_date: "2026-11-20T00:00:00-05:00" }]);
  expect(offset[0]?.tradeTime).toBe("2026-11-20T00:00:00.000Z");
});

it("rows keep their identity when SnapTrade gives them new ids, and equal ones stay as many as they are", () => {
  const anew = ACTIVITIES.map((row, index) => ({ ...row, id: `new-${index}` }));
  expect(
    rows([...anew].reverse())
      .map(({ meta }) => meta.externalId)
      .sort(),
  ).toEqual(all.map(({ meta }) => meta.externalId).sort());
  expect(new Set(all.map(({ meta }) => meta.externalId)).size).toBe(ACTIVITIES.length);
});

it("a transfer of money is a deposit or a withdrawal, and one of units a delivery", () => {
  const transfer = { ...first("INTEREST"), type: "TRANSFER", amount: -7 };
  const out = { ...first("TRANSFER"), units: -1 };
  expect(rows([transfer, out]).map(({ tradeType, quantity }) => [tradeType, quantity])).toEqual([
    ["withdrawal", "-7"],
    ["transfer_out", "-1"],
  ]);
});

it("what has no date or no currency is refused, and says what it lacks", () => {
  const items = read({
    activities: [
      { ...ACTIVITIES[0], trade_date: null, settlement_date: null },
      { ...ACTIVITIES[11], id: "x", currency: null },
      { amount: 3 },
    ],
    positions: {
      results: [
        { ...POSITIONS[0], units: null },
        { ...POSITIONS[4], currency: "MOON" },
      ],
    },
  });
  expect(items.flatMap((item) => (item.kind === "refused" ? item.problem : []))).toEqual([
    "The position in AAPL comes without a number of units.",
    "The position in TSLA comes without a currency.",
    "An activity of the type TAX comes without a date.",
    "An activity of the type INTEREST comes without a currency.",
    "An activity can't be read: type.",
  ]);
});

it("any answer has an outcome, however it is altered", () => {
  fc.assert(
    fc.property(altered(PAGES), (answers) => {
      expect(outcomeOf(snaptradePages, "snaptrade", answers)).not.toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { zerodha } from "@/lib/formats/zerodha";
import { contentHash, givenKey } from "@/lib/imports/identity";
import { type Answers, altered, itemsOf, outcomeOf } from "@/test/broker-pages";
import { draftsIn } from "@/test/hardiness";
import { FUNDS, HOLDINGS, MARGINS, POSITIONS, TRADES } from "@/test/simulators/zerodha-kite-data";
import { kitePages } from "./format";
import { indianTime, sessionEnd } from "./india";

const PAGES = { holdings: HOLDINGS, "mutual-funds": FUNDS, positions: { net: POSITIONS, day: [] }, margins: MARGINS, trades: TRADES };

const read = (pages: Answers) => itemsOf(kitePages, "zerodha-kite", pages);
const held = (symbol: string, pages: Readonly<Record<string, unknown>> = PAGES) =>
  read(pages).flatMap((item) => (item.kind === "holding" && item.draft.symbol === symbol ? item.draft : []));
const trades = read(PAGES).flatMap((item) => (item.kind === "transaction" ? item.draft : []));

it("units that arrive tomorrow, and those that were bought today, are held, at what they cost together", () => {
  expect(held("INFY")).toMatchObject([
    { assetType: "stock", isin: "INE009A01021", quantity: "17", costValue: "25599.75", marketValue: "26351.7", currency: "INR" },
  ]);
});

it("pledged units are held, counted once, and told apart", () => {
  expect(held("SGBMAR29")).toMatchObject([{ assetType: "bond", quantity: "3", meta: { collateralQuantity: "3" } }]);
  const within = [{ ...HOLDINGS[2], quantity: 3 }];
  expect(held("SGBMAR29", { holdings: within })).toMatchObject([{ quantity: "3" }]);
});

it("units that were sold today are gone, whether the holding still counts them or not", () => {
  const [gone, sold] = [HOLDINGS[4], POSITIONS[3]];
  expect(held("ITC")).toEqual([]);
  const morning = { holdings: [{ ...gone, quantity: 6 }], positions: { net: [sold], day: [] } };
  expect(held("ITC", morning)).toEqual([]);
  expect(held("ITC", { ...morning, positions: { net: [{ ...sold, quantity: -2 }], day: [] } })).toMatchObject([{ quantity: "4" }]);
});

it("a holding whose cost Zerodha isn't sure of says so, and has none", () => {
  expect(held("TCS")).toMatchObject([{ avgPrice: null, costValue: null, meta: { discrepancy: true, reasons: [expect.any(String)] } }]);
});

it("units bought with Zerodha's money are held too", () => {
  const holdings = [{ ...HOLDINGS[0], mtf: { quantity: 100, value: 150_000 } }];
  expect(held("INFY", { holdings })).toMatchObject([{ quantity: "115", avgPrice: null, meta: { mtfQuantity: "100", mtfValue: "150000" } }]);
});

it("options are sold short, futures are worth their lots, and funds are known by their ISIN", () => {
  expect(held("NIFTY26DEC24500CE")).toMatchObject([
    { assetType: "option", quantity: "-75", marketValue: "-7387.5", meta: { instrument: { putCall: "call" } } },
  ]);
  expect(held("CRUDEOIL26DECFUT")).toMatchObject([
    { assetType: "future", quantity: "-2", marketValue: "-1205000", meta: { multiplier: "100" } },
  ]);
  expect(held("BIRCH INDEX FUND - DIRECT PLAN")).toMatchObject([
    { assetType: "mutual_fund", isin: "INF090I01239", quantity: "174.177", meta: { priceDate: "2026-11-23" } },
  ]);
});

it("cash is that of both segments, and what isn't held over night is said to be left out", () => {
  expect(held("INR")).toMatchObject([{ assetType: "cash", quantity: "25031.65" }]);
  const left = read(PAGES).flatMap((item) => (item.kind === "skipped" ? item.reason : []));
  expect(left).toHaveLength(4);
});

it("times are India's, whatever the zone of this machine", () => {
  expect(trades.map(({ tradeTime }) => tradeTime).slice(0, 3)).toEqual([
    "2026-11-24T03:50:01.000Z",
    "2026-11-24T03:50:01.000Z",
    "2026-11-24T04:45:30.000Z",
  ]);
  expect(indianTime("2026-11-24 25:00:00")).toBeNull();
});

it("a session ends at the next six in the morning in India", () => {
  expect(sessionEnd(Date.parse("2026-11-24T00:29:59Z"))).toBe("2026-11-24T00:30:00.000Z");
  expect(sessionEnd(Date.parse("2026-11-24T00:30:00Z"))).toBe("2026-11-25T00:30:00.000Z");
  expect(sessionEnd(Date.parse("2026-11-24T19:00:00Z"))).toBe("2026-11-25T00:30:00.000Z");
});

it("a trade and the line of the tradebook that tells of it are one row", () => {
  const tradebook = draftsIn(
    zerodha,
    [
      "symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time",
      "INFY,INE009A01021,2026-11-24,NSE,EQ,EQ,buy,false,1.000000,1548.000000,10000001,8001,2026-11-24T09:20:01",
      "INFY,INE009A01021,2026-11-24,NSE,EQ,EQ,buy,false,1.000000,1548.000000,10000002,8001,2026-11-24T09:20:01",
      "NIFTY26DEC24500CE,,2026-11-24,NSE,FO,,sell,false,75.000000,102.350000,10000001,8003,2026-11-24T11:00:00",
    ].join("\n"),
  );
  const [first, second, , option] = trades;
  expect(tradebook.map(givenKey)).toEqual([first, second, option].map((row) => row && givenKey(row)));
  expect(tradebook.map(contentHash)).toEqual([first, second, option].map((row) => row && contentHash(row)));
});

it("a future that counts lots needs a look when no position tells how large they are", () => {
  const [future] = read({ trades: TRADES.filter(({ exchange }) => exchange === "MCX") }).filter(({ kind }) => kind === "transaction");
  expect(future).toMatchObject({ draft: { meta: { needsReview: true } } });
  expect(trades.find(({ symbol }) => symbol === "CRUDEOIL26DECFUT")?.meta).toMatchObject({ multiplier: "100", netAmount: "1202000" });
});

it("a row that lacks what it needs is refused by name, and the others stay", () => {
  const items = read({ trades: [{ ...TRADES[0], average_price: "dear" }, TRADES[1]], holdings: [{ isin: "x" }] });
  expect(items.flatMap((item) => (item.kind === "refused" ? item.problem : []))).toEqual([
    "A holding can't be read: tradingsymbol, quantity.",
    "A trade can't be read: average_price.",
  ]);
  expect(items.filter(({ kind }) => kind === "transaction")).toHaveLength(1);
});

it("any answer has an outcome, however it is altered", () => {
  fc.assert(
    fc.property(altered(PAGES), (answers) => {
      expect(outcomeOf(kitePages, "zerodha-kite", answers)).not.toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

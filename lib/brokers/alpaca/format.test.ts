import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError, type FormatItem } from "@/lib/formats/types";
import { FileReading } from "@/lib/imports/reading";
import { damaged, draftsIn } from "@/test/hardiness";
import { ACCOUNT, LEDGER, POSITIONS } from "@/test/simulators/alpaca-ledger";
import { writePages } from "../pages";
import { alpacaPages } from "./format";

type Fields = Record<string, string | null>;

let made = 0;
const activity = (activity_type: string, fields: Fields): Fields => {
  made += 1;
  return { id: `2024020100000${made}::id`, activity_type, date: "2024-02-01", status: "executed", ...fields };
};
const fill = (fields: Fields) => {
  const { date: _date, ...trade } = activity("FILL", { transaction_time: "2024-02-01T15:30:00.123456Z", type: "fill", ...fields });
  return trade;
};

function read(pages: { stream: string; body: unknown }[], currency = "USD"): FormatItem[] {
  const of = { broker: "alpaca", account: { id: "1", name: "PA1", currency }, fetchedAt: "2024-07-01T10:00:00.000Z", since: null };
  const written = pages.map(({ stream, body }) => ({ stream, body: typeof body === "string" ? body : JSON.stringify(body) }));
  return [...alpacaPages.parse(writePages(of, written))];
}

const ledger = (...activities: unknown[]) => read([{ stream: "activities", body: activities }]);
const drafts = (...activities: unknown[]) => ledger(...activities).flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const only = (each: unknown) => drafts(each)[0];
const holdings = (...positions: unknown[]) =>
  read([{ stream: "positions", body: positions }]).flatMap((item) => (item.kind === "holding" ? item.draft : []));

/** The symbols and cash of the rows that an import would end up with. */
function settled(...activities: unknown[]): string[] {
  const rows = new Map<string, string>();
  for (const reading of new FileReading().read(ledger(...activities))) {
    if ("amendment" in reading) rows.delete(reading.amendment.importKey);
    else if ("row" in reading && reading.row.kind === "transaction") {
      const { meta, symbol } = reading.row.payload as { symbol: string; meta: { netAmount: string } };
      rows.set(reading.row.importKey ?? "", `${symbol} ${meta.netAmount}`);
    }
  }
  return [...rows.values()];
}

describe("fills", () => {
  it("are purchases and sales to the last digit, known by the activity's id", () => {
    const draft = only(fill({ id: "2024::a", symbol: "AAPL", side: "buy", qty: "0.123456789", price: "185.255" }));
    expect(draft).toMatchObject({
      assetType: "stock",
      symbol: "AAPL",
      tradeType: "buy",
      quantity: "0.123456789",
      price: "185.255",
      currency: "USD",
      tradeTime: "2024-02-01T15:30:00.123Z",
      meta: { source: "alpaca-api", externalId: "alpaca:2024::a", netAmount: "-22.870987446195", rawType: "FILL" },
    });
    expect(draft?.meta).not.toHaveProperty("dateOnly");
  });

  it("of a short sale open a position", () => {
    expect(only(fill({ symbol: "TSLA", side: "sell_short", qty: "5", price: "234.5" }))).toMatchObject({
      tradeType: "sell",
      quantity: "-5",
      meta: { positionEffect: "open", netAmount: "1172.5" },
    });
  });

  it("of options are contracts of a hundred shares", () => {
    expect(only(fill({ symbol: "AAPL240621C00190000", side: "buy", qty: "2", price: "5.1" }))).toMatchObject({
      assetType: "option",
      symbol: "AAPL240621C00190000",
      quantity: "2",
      price: "5.1",
      meta: {
        multiplier: "100",
        netAmount: "-1020",
        instrument: { underlying: "AAPL", strike: "190", expiry: "2024-06-21", putCall: "call" },
      },
    });
  });

  it("of coins are of the coin, paid in dollars", () => {
    expect(only(fill({ symbol: "BTC/USD", side: "sell", qty: "0.002", price: "44120.25" }))).toMatchObject({
      assetType: "crypto",
      symbol: "BTC",
      quantity: "-0.002",
      currency: "USD",
      meta: { netAmount: "88.2405" },
    });
  });

  it("of a coin for another one move both, each row with an id of its own", () => {
    const rows = drafts(fill({ id: "x", symbol: "ETH/BTC", side: "buy", qty: "2", price: "0.05" }));
    expect(rows.map(({ symbol, quantity, meta }) => [symbol, quantity, meta.externalId, meta.netAmount])).toEqual([
      ["BTC", "-0.1", "alpaca:x:BTC", "0"],
      ["ETH", "2", "alpaca:x:ETH", "0"],
    ]);
  });

  it("without a price are refused, and the others aren't", () => {
    const items = ledger(
      fill({ symbol: "AAPL", side: "buy", qty: "1", price: null }),
      fill({ symbol: "KO", side: "buy", qty: "1", price: "60" }),
    );
    expect(items.map(({ kind }) => kind)).toEqual(["statement", "refused", "transaction"]);
  });
});

describe("everything else", () => {
  it.each([
    ["DIV", { activity_sub_type: "CDIV", symbol: "AAPL", qty: "10", per_share_amount: "0.24", net_amount: "2.4" }, "dividend", "0", "2.4"],
    ["DIV", { activity_sub_type: "SPD", symbol: "AAPL", net_amount: "-2.4" }, "dividend", "0", "-2.4"],
    ["DIV", { activity_sub_type: "SDIV", symbol: "AAPL", qty: "1.5", net_amount: "0" }, "stock_dividend", "1.5", "0"],
    ["DIVNRA", { symbol: "AAPL", net_amount: "-0.36" }, "tax", "0", "-0.36"],
    ["DIVFT", { symbol: "AAPL", net_amount: "-0.1" }, "tax", "0", "-0.1"],
    ["DIVROC", { symbol: "AAPL", net_amount: "1.1" }, "return_of_capital", "0", "1.1"],
    ["DIVFEE", { symbol: "AAPL", net_amount: "-0.02" }, "fee", "0", "-0.02"],
    ["INT", { activity_sub_type: "MGN", net_amount: "-1.23" }, "interest", "0", "-1.23"],
    ["FEE", { activity_sub_type: "TAF", net_amount: "-0.02" }, "fee", "0", "-0.02"],
    ["CFEE", { net_amount: "-0.22" }, "fee", "0", "-0.22"],
    ["CFEE", { symbol: "ETHUSD", qty: "-0.0001", price: "1884.5", net_amount: "0" }, "transfer_out", "-0.0001", "0"],
    ["PTR", { symbol: "AAPL", net_amount: "0.3" }, "fee", "0", "0.3"],
    ["CSD", { net_amount: "5000" }, "deposit", "5000", "5000"],
    ["CSW", { net_amount: "-250" }, "withdrawal", "-250", "-250"],
    ["JNLC", { net_amount: "-10" }, "withdrawal", "-10", "-10"],
    ["ACATC", { net_amount: "99.5" }, "deposit", "99.5", "99.5"],
    ["ACATS", { symbol: "KO", qty: "4", price: "59.3", net_amount: "0" }, "transfer_in", "4", "0"],
    ["ACATS", { symbol: "KO", qty: "-4", net_amount: "237.2" }, "transfer_out", "-4", "0"],
    ["SPIN", { symbol: "GEV", qty: "2", net_amount: "0" }, "spin_off", "2", "0"],
    ["MA", { activity_sub_type: "CMA", symbol: "ATVI", qty: "-3", net_amount: "285" }, "merger", "-3", "285"],
    ["REORG", { activity_sub_type: "WRM", symbol: "XYZQ", qty: "-5", net_amount: "0" }, "adjustment", "-5", "0"],
    ["REORG", { symbol: "SPAC", qty: "-10", net_amount: "101" }, "redemption", "-10", "101"],
    ["REORG", { symbol: "CVR", qty: "0", net_amount: "7" }, "return_of_capital", "0", "7"],
    ["OPEXP", { symbol: "AAPL240621C00190000", qty: "-1", net_amount: "0" }, "option_expiration", "-1", "0"],
    ["OPCSH", { symbol: "AAPL240621C00190000", net_amount: "12" }, "settlement", "0", "12"],
    ["SPLIT", { activity_sub_type: "RSPLIT", symbol: "AAPL", qty: "0", net_amount: "1.37" }, "dividend", "0", "1.37"],
  ] as const)("%s %o is %s", (type, fields, tradeType, quantity, netAmount) => {
    const draft = only(activity(type, fields));
    expect([draft?.tradeType, draft?.quantity, draft?.meta.netAmount]).toEqual([tradeType, quantity, netAmount]);
    expect(draft?.meta.needsReview).toBeUndefined();
    expect([draft?.tradeTime, draft?.meta.dateOnly]).toEqual(["2024-02-01T00:00:00.000Z", true]);
  });

  it("a dividend says what a share got, and is one event with the tax on it", () => {
    const [dividend, tax] = drafts(
      activity("DIV", { symbol: "AAPL", qty: "10", per_share_amount: "0.24", net_amount: "2.4" }),
      activity("DIVNRA", { symbol: "AAPL", net_amount: "-0.36" }),
    );
    expect(dividend?.meta).toMatchObject({ perShare: { amount: "0.24", currency: "USD" }, heldUnits: "10" });
    expect(dividend?.meta.groupId).toBe(tax?.meta.groupId);
  });

  it("an exercise and the shares it brought are one event, at what was paid and not at the price that is told", () => {
    const [option, shares] = drafts(
      activity("OPEXC", { symbol: "AAPL240621C00190000", qty: "-1", net_amount: "0" }),
      activity("OPTRD", { symbol: "AAPL", qty: "100", net_amount: "-19000", price: "214" }),
    );
    expect(option).toMatchObject({ tradeType: "option_exercise", assetType: "option", meta: { multiplier: "100" } });
    expect(shares).toMatchObject({ tradeType: "buy", quantity: "100", price: "190", meta: { netAmount: "-19000" } });
    expect(option?.meta.groupId).toBe(shares?.meta.groupId);
  });

  it("the two sides of a split tell its ratio", () => {
    const rows = drafts(
      activity("SPLIT", { activity_sub_type: "FSPLIT", symbol: "NVDA", qty: "-10" }),
      activity("SPLIT", { activity_sub_type: "FSPLIT", symbol: "NVDA", qty: "100" }),
    );
    expect(rows.map(({ quantity, meta }) => [quantity, meta.corporateAction?.ratio, meta.needsReview])).toEqual([
      ["-10", { from: "10", to: "100" }, undefined],
      ["100", { from: "10", to: "100" }, undefined],
    ]);
  });

  it("a split of which one side is missing is for a person to look at", () => {
    expect(only(activity("SPLIT", { activity_sub_type: "RSPLIT", symbol: "NVDA", qty: "1" }))?.meta.needsReview).toBe(true);
    const added = only(activity("SPLIT", { activity_sub_type: "FSPLIT", symbol: "NVDA", qty: "30", description: "4 for 1 split" }));
    expect([added?.meta.needsReview, added?.meta.corporateAction?.ratio]).toEqual([undefined, { to: "4", from: "1" }]);
  });

  it("a merger's legs are one event; without Alpaca's group, two mergers of a day are for a person to look at", () => {
    const leg = (symbol: string, qty: string, group_id: string | null) => activity("MA", { symbol, qty, net_amount: "0", group_id });
    const [old, next] = drafts(leg("GRCL", "-20", "g"), leg("CVR", "100", "g"));
    expect([old?.meta.groupId, next?.meta.groupId]).toEqual(["alpaca:g", "alpaca:g"]);
    expect(next?.meta.corporateAction).toMatchObject({ parent: "GRCL", child: "CVR" });
    const mixed = drafts(leg("A", "-1", null), leg("B", "2", null), leg("C", "-3", null), leg("D", "4", null));
    expect(mixed.map(({ meta }) => [meta.groupId, meta.needsReview])).toEqual(Array(4).fill([undefined, true]));
  });

  it("a type that nobody knows is kept, with all it says", () => {
    expect(only(activity("NEWT", { symbol: "AAPL", qty: "2", net_amount: "1.5", colour: "green" }))).toMatchObject({
      tradeType: "other",
      quantity: "2",
      meta: { netAmount: "1.5", rawType: "NEWT", needsReview: true, raw: { colour: "green" } },
    });
  });
});

describe("what Alpaca takes back", () => {
  const dividend = (fields: Fields) => activity("DIV", { symbol: "KO", group_id: "g", created_at: "2024-03-01T10:00:00Z", ...fields });

  it("is no row, where the row itself says so", () => {
    const row = dividend({ id: "1", net_amount: "1.49" });
    expect(settled(row, { ...row, status: "canceled" })).toEqual([]);
  });

  it("is no row, where another one of its group says so", () => {
    const later = { status: "canceled", created_at: "2024-03-02T10:00:00Z" };
    expect(settled(dividend({ id: "1", net_amount: "1.49" }), dividend({ id: "2", net_amount: "1.49", ...later }))).toEqual([]);
  });

  it("and books anew afterwards stays", () => {
    const gone = dividend({ id: "1", net_amount: "1.49", status: "canceled" });
    expect(settled(gone, dividend({ id: "2", net_amount: "1.49", created_at: "2024-03-02T10:00:00Z" }))).toEqual(["KO 1.49"]);
  });

  it("and corrects is replaced, whether under the same id or another one of its group", () => {
    const wrong = dividend({ id: "1", net_amount: "1.49" });
    const right = { status: "correct", net_amount: "1.94", created_at: "2024-03-02T10:00:00Z" };
    expect(settled(wrong, dividend({ id: "1", ...right }))).toEqual(["KO 1.94"]);
    expect(settled(wrong, dividend({ id: "2", ...right }))).toEqual(["KO 1.94"]);
  });

  it("leaves other corrected rows of its group alone", () => {
    const leg = (id: string, net_amount: string) => dividend({ id, net_amount, status: "correct" });
    expect(settled(leg("1", "1.49"), leg("2", "0.51"))).toEqual(["KO 1.49", "KO 0.51"]);
  });

  it("finds the row that an earlier sync brought", () => {
    const [, cancellation] = ledger(activity("FILL", { id: "1", symbol: "ETH/BTC", status: "canceled" }));
    expect(cancellation).toMatchObject({ kind: "cancellation", externalIds: ["alpaca:1", "alpaca:1:ETH", "alpaca:1:BTC"] });
  });
});

describe("positions", () => {
  const position = { qty: "5", side: "long", avg_entry_price: "10", cost_basis: "50", market_value: "60", current_price: "12" };

  it("that are short have negative units, whatever sign Alpaca gives them", () => {
    const held = holdings({ ...position, symbol: "TSLA", asset_class: "us_equity", side: "short" });
    expect(held).toMatchObject([{ quantity: "-5", avgPrice: "10", costValue: "-50", marketValue: "-60" }]);
    expect(holdings({ ...position, symbol: "TSLA", asset_class: "us_equity", side: "short", qty: "-5" })[0]?.quantity).toBe("-5");
  });

  it("in options and coins are what their trades are of", () => {
    expect(holdings({ ...position, symbol: "AAPL240621C00190000", asset_class: "us_option" })).toMatchObject([
      { assetType: "option", meta: { multiplier: "100", instrument: { strike: "190" } } },
    ]);
    expect(holdings({ ...position, symbol: "BTCUSD", asset_class: "crypto" })).toMatchObject([{ assetType: "crypto", symbol: "BTC" }]);
    expect(holdings({ ...position, symbol: "ETH/USD", asset_class: "crypto" })).toMatchObject([{ assetType: "crypto", symbol: "ETH" }]);
  });

  it("of a class that nobody knows are kept", () => {
    const [held] = holdings({ ...position, symbol: "SPX", asset_class: "us_index" });
    expect(held).toMatchObject({ assetType: "other", meta: { rawAssetType: "us_index", needsReview: true } });
  });

  it("and cash are in the account's money, and as of when they were asked for", () => {
    const items = read(
      [
        { stream: "account", body: '{"id":"1","cash":-1204.550000000000000001,"currency":"EUR"}' },
        { stream: "positions", body: [{ ...position, symbol: "AAPL", asset_class: "us_equity" }] },
      ],
      "EUR",
    );
    expect(items.slice(1)).toMatchObject([
      { kind: "snapshot", asOf: "2024-07-01T10:00:00.000Z" },
      { draft: { assetType: "cash", symbol: "EUR", quantity: "-1204.550000000000000001" } },
      { draft: { symbol: "AAPL", currency: "EUR" } },
    ]);
  });

  it("that can't be read are refused one by one", () => {
    const kinds = read([
      {
        stream: "positions",
        body: [
          { symbol: "A", qty: "x" },
          { ...position, symbol: "B", asset_class: "us_equity" },
        ],
      },
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(["statement", "snapshot", "refused", "holding"]);
  });
});

describe("whatever Alpaca sends", () => {
  const of = { broker: "alpaca", account: { id: "1", name: "PA1", currency: "USD" }, fetchedAt: "2024-07-01T10:00:00.000Z", since: null };
  const bodies = { account: ACCOUNT, positions: POSITIONS, activities: LEDGER.slice(0, 60) };
  const whole = new TextDecoder().decode(
    writePages(
      of,
      Object.entries(bodies).map(([stream, body]) => ({ stream, body: JSON.stringify(body) })),
    ),
  );

  it("is rows that the database takes", () => {
    expect(draftsIn(alpacaPages, whole)).toHaveLength(60 - LEDGER.slice(0, 60).filter(({ status }) => status === "canceled").length);
  });

  it("is rows, refusals, or no file of ours, however it is damaged", () => {
    fc.assert(
      fc.property(damaged(whole), (bytes) => {
        try {
          draftsIn(alpacaPages, new TextDecoder().decode(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 60 },
    );
  });
});

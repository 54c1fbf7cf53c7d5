import { describe, expect, it } from "vitest";
import type { FormatItem } from "../types";
import { mappedFormat } from "./apply";
import { mappingFor, table } from "./fixtures";
import type { Mapping } from "./mapping";

const read = (rows: readonly (readonly string[])[], mapping: Mapping, delimiter?: string): FormatItem[] => [
  ...mappedFormat(mapping).parse(table(rows, delimiter)),
];
const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
const refusals = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "refused" ? [item] : []));

const TRADES = {
  Date: "date",
  Type: "type",
  Symbol: "symbol",
  Quantity: "quantity",
  Price: "price",
  Amount: "amount",
  Fee: "fee",
} as const;
const HEADER = Object.keys(TRADES);

describe("a mapped table", () => {
  it("gives ledger rows with the signs of their kinds", () => {
    const items = read(
      [
        HEADER,
        ["2025-01-02", "Buy", "ACME", "10", "5", "51", "1"],
        ["2025-01-03", "Sell", "ACME", "4", "6", "23", "1"],
        ["2025-01-04", "Dividend", "ACME", "", "", "7.50", ""],
        ["2025-01-05", "Deposit", "", "", "", "100", ""],
        ["2025-01-06", "Fee", "", "", "", "3", ""],
      ],
      mappingFor(TRADES),
    );
    expect(items[0]).toEqual({ kind: "skipped", line: 1, reason: "The header." });
    expect(drafts(items).map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount])).toEqual([
      ["buy", "10", "-51"],
      ["sell", "-4", "23"],
      ["dividend", "0", "7.5"],
      ["deposit", "100", "100"],
      ["fee", "0", "-3"],
    ]);
    expect(drafts(items)[0]).toMatchObject({
      symbol: "ACME",
      price: "5",
      currency: "EUR",
      tradeTime: "2025-01-02T00:00:00.000Z",
      meta: { source: "mapped", dateOnly: true, rawType: "Buy", fees: [{ type: "commission", amount: "1", currency: "EUR" }] },
    });
  });

  it("takes the amount of money for what moved, whatever else is counted, and coins without money for a delivery", () => {
    const items = read(
      [
        HEADER,
        ["2025-01-05", "Deposit", "", "1", "", "100", ""],
        ["2025-01-06", "Deposit", "EUR", "250", "", "", ""],
        ["2025-01-07", "Deposit", "BTC", "0.5", "", "", ""],
      ],
      mappingFor(TRADES),
    );
    expect(drafts(items).map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount])).toEqual([
      ["deposit", "EUR", "100", "100"],
      ["deposit", "EUR", "250", "250"],
      ["transfer_in", "BTC", "0.5", "0"],
    ]);
  });

  it("finds its header under a preamble and in any order of columns, and says what it didn't read", () => {
    const items = read(
      [
        ["Account 4711"],
        ["From", "2025"],
        ["Amount", "Colour", "Date", "Type", "Symbol", "Quantity", "Price", "Fee"],
        ["51", "red", "2025-01-02", "Buy", "ACME", "10", "5", "1"],
      ],
      mappingFor(TRADES, { width: 8 }),
    );
    expect(items.map(({ kind, line }) => [kind, line])).toEqual([
      ["skipped", 1],
      ["skipped", 2],
      ["skipped", 3],
      ["transaction", 4],
    ]);
    expect(items[2]).toMatchObject({ reason: "The header. Not read: Colour." });
  });

  it("is refused as a whole where no line names its columns", () => {
    expect(() => read([["a", "b"]], mappingFor(TRADES))).toThrow(/names all of the columns “date”/);
  });

  it("refuses a word that it doesn't know with the cause that an answer mends, and takes the answer", () => {
    const rows = [HEADER, ["2025-01-02", "Gift", "ACME", "1", "5", "", ""]];
    expect(refusals(read(rows, mappingFor(TRADES)))[0]?.cause).toEqual({ code: "unknown-type", rawType: "Gift" });
    const answered = [...mappedFormat(mappingFor(TRADES)).parse(table(rows), { assume: { tradeTypes: { Gift: "transfer_in" } } })];
    expect(drafts(answered)[0]).toMatchObject({ tradeType: "transfer_in", meta: { netAmount: "0" } });
  });

  it("tells everything that is wrong with a line at once", () => {
    const [refused] = refusals(read([HEADER, ["31.02.2025", "Buy", "ACME", "many", "5", "x", ""]], mappingFor(TRADES)));
    expect(refused?.problem).toContain('Date: "31.02.2025" is not valid');
    const [other] = refusals(read([HEADER, ["2025-02-01", "Buy", "ACME", "many", "5", "x", ""]], mappingFor(TRADES)));
    expect(other?.problem).toMatch(/Quantity: "many".*Amount: "x"/s);
  });

  it("leaves rows out whose word says so, and lines of sums", () => {
    const items = read(
      [HEADER, ["2025-01-02", "Hold", "A", "", "", "", ""], ["Total", "", "", "", "", "99", ""]],
      mappingFor(TRADES, { types: [{ word: "HOLD", meaning: "skip" }] }),
    );
    expect(items.slice(1).map((item) => item.kind === "skipped" && item.reason)).toEqual([
      "“Hold”: the mapping leaves these rows out.",
      "A line of sums.",
    ]);
  });

  it("refuses a line that is cut off or has cells too many", () => {
    const items = read(
      [HEADER, ["2025-01-02", "Buy", "ACME"], ["2025-01-02", "Buy", "ACME", "1", "5", "5", "0", "more"]],
      mappingFor(TRADES),
    );
    expect(refusals(items).map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe("signs", () => {
  const trade = (amount: string, said: Partial<Mapping>, quantity = "10") =>
    read(
      [
        ["Date", "Symbol", "Quantity", "Amount"],
        ["2025-01-02", "ACME", quantity, amount],
      ],
      mappingFor({ Date: "date", Symbol: "symbol", Quantity: "quantity", Amount: "amount" }, said),
    );
  const byAmount = { constants: { currency: "EUR", type: "trade" }, amountSigns: "signed" } as const;

  it.each([
    ["-50", byAmount, "10", "buy"],
    ["50", byAmount, "10", "sell"],
    ["50", { ...byAmount, amountSigns: "inverted" as const }, "10", "buy"],
    ["50", { ...byAmount, direction: "quantity" as const, amountSigns: "unsigned" as const }, "-10", "sell"],
    ["50", { ...byAmount, direction: "quantity" as const, amountSigns: "unsigned" as const }, "10", "buy"],
  ])("tell a purchase from a sale: %s with %o and %s units is a %s", (amount, said, quantity, tradeType) => {
    const [draft] = drafts(trade(amount, said, quantity));
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.quantity]).toEqual(
      tradeType === "buy" ? ["buy", "-50", "10"] : ["sell", "50", "-10"],
    );
  });

  it("are asked for where none is there", () => {
    expect(refusals(trade("50", { ...byAmount, amountSigns: "unsigned" }))[0]?.problem).toContain("No sign says");
  });

  it("that don't fit the kind of row are kept and marked for review", () => {
    const items = read([HEADER, ["2025-01-02", "Dividend", "ACME", "", "", "-7", ""]], mappingFor(TRADES, { amountSigns: "signed" }));
    expect(drafts(items)[0]?.meta).toMatchObject({ netAmount: "-7", needsReview: true });
  });

  it("of money out and money in stand in two columns", () => {
    const mapping = mappingFor(
      { Date: "date", Type: "type", Out: "debit", In: "credit" },
      { types: [{ word: "Cash", meaning: "transfer" }] },
    );
    const items = read(
      [
        ["Date", "Type", "Out", "In"],
        ["2025-01-02", "Cash", "", "30"],
        ["2025-01-03", "Cash", "20", ""],
      ],
      mapping,
    );
    expect(drafts(items).map(({ tradeType, quantity }) => [tradeType, quantity])).toEqual([
      ["deposit", "30"],
      ["withdrawal", "-20"],
    ]);
  });
});

describe("charges", () => {
  const row = [HEADER, ["2025-01-02", "Buy", "ACME", "10", "5", "50", "1.50"]];

  it.each([
    ["inside", "-50"],
    ["outside", "-51.5"],
  ] as const)("%s of the amount make it move %s", (charges, net) => {
    expect(drafts(read(row, mappingFor(TRADES, { charges })))[0]?.meta.netAmount).toBe(net);
  });

  it("become rows of their own beside the trade, in one group, and the sum stays", () => {
    const rows = drafts(read(row, mappingFor(TRADES, { chargeRows: true, charges: "outside" })));
    expect(rows.map(({ tradeType, meta }) => [tradeType, meta.netAmount, meta.fees])).toEqual([
      ["buy", "-50", undefined],
      ["fee", "-1.5", undefined],
    ]);
    expect(new Set(rows.map(({ meta }) => meta.groupId)).size).toBe(1);
    expect(rows[0]?.meta.groupId).toMatch(/^mapped:/);
  });

  it("in another currency than the row are always rows of their own", () => {
    const mapping = mappingFor({ ...TRADES, "Fee in": "feeCurrency" });
    const rows = drafts(
      read(
        [
          [...HEADER, "Fee in"],
          ["2025-01-02", "Buy", "ACME", "10", "5", "50", "2", "USD"],
        ],
        mapping,
      ),
    );
    expect(rows.map(({ tradeType, currency, meta }) => [tradeType, currency, meta.netAmount])).toEqual([
      ["buy", "EUR", "-50"],
      ["fee", "USD", "-2"],
    ]);
  });

  it("that are written as negative numbers are paid where the mapping says so", () => {
    const mapping = mappingFor(TRADES, { chargeSigns: "negative" });
    expect(drafts(read([HEADER, ["2025-01-02", "Buy", "ACME", "10", "5", "", "-1"]], mapping))[0]?.meta.netAmount).toBe("-51");
  });
});

describe("currencies, prices and accounts", () => {
  it("of each row are the row's own, pence included", () => {
    const mapping = mappingFor({ ...TRADES, Currency: "currency" });
    const rows = drafts(
      read(
        [
          [...HEADER, "Currency"],
          ["2025-01-02", "Buy", "VOD", "10", "75", "750", "", "GBX"],
          ["2025-01-02", "Buy", "A", "1", "2", "2", "", "usd"],
        ],
        mapping,
      ),
    );
    expect(rows.map(({ currency, price, meta }) => [currency, price, meta.netAmount, meta.minorUnit])).toEqual([
      ["GBP", "0.75", "-7.5", "GBX"],
      ["USD", "2", "-2", undefined],
    ]);
  });

  it("a price in another currency is kept as quoted, with the rate in the direction that the amounts show", () => {
    const mapping = mappingFor({ ...TRADES, "Price in": "priceCurrency", Rate: "fxRate" });
    const [draft] = drafts(
      read(
        [
          [...HEADER, "Price in", "Rate"],
          ["2025-01-02", "Buy", "ACME", "10", "11", "100", "", "USD", "0.90909090909"],
        ],
        mapping,
      ),
    );
    expect(draft).toMatchObject({
      price: "10",
      currency: "EUR",
      meta: { netAmount: "-100", quoted: { price: "11", currency: "USD" }, fx: { from: "EUR", to: "USD" } },
    });
    expect(draft?.meta.fx?.rate).toMatch(/^1\.1/);
  });

  it("bonds in percent are a hundredth of it", () => {
    const [draft] = drafts(
      read([HEADER, ["2025-01-02", "Buy", "BUND", "1000", "98.5", "", ""]], mappingFor(TRADES, { percentPrices: "always" })),
    );
    expect(draft?.meta).toMatchObject({ netAmount: "-985", priceUnit: "percent" });
  });

  it("an account per row begins a statement whenever it changes, under the id that the mapping gives it", () => {
    const mapping = mappingFor({ ...TRADES, Account: "account" }, { accounts: [{ word: "Mine", account: "U1" }] });
    const of = (account: string) => ["2025-01-02", "Buy", "ACME", "1", "5", "5", "", account];
    const items = read([[...HEADER, "Account"], of("Mine"), of("Mine"), of("U2"), of("Mine")], mapping);
    expect(items.flatMap((item) => (item.kind === "statement" ? [item.statement.accountId] : []))).toEqual(["U1", "U2", "U1"]);
  });

  it("the number of a row is its identity", () => {
    const mapping = mappingFor({ ...TRADES, Id: "externalId" });
    const [draft] = drafts(
      read(
        [
          [...HEADER, "Id"],
          ["2025-01-02", "Buy", "ACME", "1", "5", "5", "", "A-1"],
        ],
        mapping,
      ),
    );
    expect(draft?.meta).toMatchObject({ externalId: "mapped:A-1", externalIds: ["mapped:A-1"] });
  });

  it("a time of day in a column of its own is of the mapping's zone", () => {
    const mapping = mappingFor({ ...TRADES, Time: "time" }, { zone: "Europe/Berlin" });
    const of = (date: string) => [date, "Buy", "ACME", "1", "5", "5", "", "09:30"];
    const rows = drafts(read([[...HEADER, "Time"], of("2025-01-02"), of("2025-07-02"), of("2025-03-30")], mapping));
    expect(rows.map(({ tradeTime }) => tradeTime)).toEqual([
      "2025-01-02T08:30:00.000Z",
      "2025-07-02T07:30:00.000Z",
      "2025-03-30T07:30:00.000Z",
    ]);
  });
});

describe("a mapped list of positions", () => {
  const COLUMNS = { ISIN: "isin", Name: "name", Qty: "quantity", Cost: "avgPrice", Price: "price", Account: "account" } as const;
  const mapping = mappingFor(COLUMNS, { kind: "holdings", constants: { currency: "EUR", asOf: "2025-06-30" } });

  it("is one snapshot per account, whatever order its rows stand in", () => {
    const rows = [
      Object.keys(COLUMNS),
      ["US0378331005", "Apple", "10", "5", "7", "A"],
      ["DE0007164600", "SAP", "2", "", "9", "B"],
      ["US5949181045", "MSFT", "-1", "5", "7", "A"],
    ];
    const items = read(rows, mapping).slice(1);
    expect(items.map(({ kind }) => kind)).toEqual(["statement", "snapshot", "holding", "holding", "statement", "snapshot", "holding"]);
    expect(items[2]).toMatchObject({
      draft: {
        isin: "US0378331005",
        quantity: "10",
        avgPrice: "5",
        costValue: "50",
        marketValue: "70",
        meta: { price: "7", instrument: { name: "Apple" } },
      },
    });
    expect(items[3]).toMatchObject({ draft: { quantity: "-1", costValue: "-5", marketValue: "-7" } });
  });

  it("without a row says that nothing is held", () => {
    expect(read([Object.keys(COLUMNS)], mapping).at(-1)).toEqual({
      kind: "snapshot",
      line: 1,
      asOf: "2025-06-30T00:00:00.000Z",
      dateOnly: true,
    });
  });
});

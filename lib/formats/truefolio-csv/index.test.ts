import { describe, expect, it } from "vitest";
import { FormatError, type FormatItem, type TransactionDraft } from "../types";
import { EXAMPLE_CSV, truefolioCsv } from "./index";

function read(text: string): FormatItem[] {
  return [...truefolioCsv.parse(new TextEncoder().encode(text))];
}

/** The one row of a file with these columns. */
function only(header: string, row: string): FormatItem | undefined {
  return read(`${header}\n${row}\n`).find((item) => item.kind !== "statement");
}

function draft(header: string, row: string): TransactionDraft {
  const item = only(header, row);
  if (item?.kind !== "transaction") throw new Error(`not a transaction: ${JSON.stringify(item)}`);
  return item.draft;
}

const TRADE = "trade_time,trade_type,symbol,asset_type,quantity,price,currency,net_amount,fees";
const MONEY = "trade_time,trade_type,net_amount,currency";

describe("a row typed by a person", () => {
  it.each([
    ["buy", "10", "-1001", "10"],
    ["sell", "10", "999", "-10"],
    ["sell", "-10", "999", "-10"],
    ["Buy", "-10", "-1001", "10"],
  ])("of type %s with %s units has its signs from the trade type", (type, typed, net, quantity) => {
    expect(draft(TRADE, `2025-01-03,${type},AAPL,stock,${typed},100,USD,,1`)).toMatchObject({
      quantity,
      price: "100",
      meta: { netAmount: net, fees: [{ amount: "1", currency: "USD" }] },
    });
  });

  it("keeps the sign it has where the trade type leaves it open", () => {
    expect(draft(TRADE, "2025-01-03,adjustment,AAPL,stock,-3,,USD,,")).toMatchObject({ quantity: "-3", meta: { netAmount: "0" } });
    expect(draft(MONEY, "2025-01-03,interest,-1.50,USD")).toMatchObject({ quantity: "0", meta: { netAmount: "-1.5" } });
  });

  it("about money needs no units, and no minus for a withdrawal", () => {
    expect(draft(MONEY, "2025-01-03,deposit,500,EUR")).toMatchObject({
      assetType: "cash",
      symbol: "EUR",
      quantity: "500",
      price: "1",
      meta: { netAmount: "500" },
    });
    expect(draft(MONEY, "2025-01-03,withdrawal,500,EUR")).toMatchObject({ quantity: "-500", meta: { netAmount: "-500" } });
  });

  it("counts a dividend per share times the shares it was paid on, which don't change", () => {
    expect(draft(TRADE, "2025-01-03,dividend,AAPL,stock,10,0.24,USD,,")).toMatchObject({ quantity: "0", meta: { netAmount: "2.4" } });
  });

  it("brings pence to pounds, in every amount", () => {
    expect(draft(TRADE, "2025-01-03,buy,VUSA,etf,10,7000,GBX,,500")).toMatchObject({
      currency: "GBP",
      price: "70",
      meta: { netAmount: "-705", minorUnit: "GBX", fees: [{ amount: "5", currency: "GBP" }] },
    });
  });

  it("works the price out of the net amount, for review", () => {
    expect(draft(TRADE, "2025-01-03,buy,AAPL,stock,10,,USD,-1001,1")).toMatchObject({ price: "100", meta: { needsReview: true } });
  });

  it("may stand on a date or an instant of any zone", () => {
    expect(draft(MONEY, "2025-01-03,deposit,5,EUR")).toMatchObject({ tradeTime: "2025-01-03T00:00:00.000Z", meta: { dateOnly: true } });
    const instant = draft(MONEY, "2025-01-03T00:30:00+02:00,deposit,5,EUR");
    expect(instant.tradeTime).toBe("2025-01-02T22:30:00.000Z");
    expect(instant.meta.dateOnly).toBeUndefined();
  });

  it("is kept for review when its trade type is not known", () => {
    expect(draft(TRADE, "2025-01-03,Airdropped,UNI,token,5,2,USD,,")).toMatchObject({
      tradeType: "other",
      assetType: "other",
      quantity: "5",
      meta: { rawType: "Airdropped", rawAssetType: "token", needsReview: true },
    });
  });
});

describe("a bad cell", () => {
  it.each([
    ["quantity", "2025-01-03,buy,AAPL,stock,NaN,1,USD,,"],
    ["quantity", "2025-01-03,buy,AAPL,stock,1e999,1,USD,,"],
    ["quantity", `2025-01-03,buy,AAPL,stock,${"9".repeat(60)},1,USD,,`],
    ["quantity", "2025-01-03,buy,AAPL,stock,,1,USD,,"],
    ["price", '2025-01-03,buy,AAPL,stock,1,"1,234.50",USD,,'],
    ["price", "2025-01-03,buy,AAPL,stock,1,-1,USD,,"],
    ["price", "2025-01-03,buy,AAPL,stock,1,,USD,,"],
    ["trade_time", "2025-02-31,buy,AAPL,stock,1,1,USD,,"],
    ["trade_time", "31/02/2025,buy,AAPL,stock,1,1,USD,,"],
    ["trade_time", "2025-01-03T10:00:00,buy,AAPL,stock,1,1,USD,,"],
    ["currency", "2025-01-03,buy,AAPL,stock,1,1,$,,"],
    ["symbol", `2025-01-03,buy,${"A".repeat(65)},stock,1,1,USD,,`],
    ["net_amount", "2025-01-03,fee,,,0,,USD,,"],
  ])("in %s is refused with its line, its column and what to do (%s)", (column, row) => {
    const item = only(TRADE, row);
    expect(item).toMatchObject({
      kind: "refused",
      line: 2,
      problem: expect.stringContaining(`${column}: `),
    });
  });

  it("is told together with all others of its line", () => {
    const item = only(TRADE, "yesterday,buy,AAPL,stock,ten,cheap,dollars,,");
    for (const column of ["trade_time", "quantity", "price", "currency"])
      expect(item).toMatchObject({ problem: expect.stringContaining(`${column}: `) });
  });

  it("doesn't keep the other lines from being read", () => {
    expect(read(`${MONEY}\n2025-01-03,deposit,x,EUR\n\n2025-01-04,deposit,5,EUR\n`).map(({ kind, line }) => [kind, line])).toEqual([
      ["statement", 2],
      ["refused", 2],
      ["transaction", 4],
    ]);
  });

  it.each(["[1]", "{", `${"[".repeat(100)}`, '{"fees":"none"}', '{"needsReview":"maybe"}'])("of meta, such as %s, is refused", (meta) => {
    expect(only(`${MONEY},meta`, `2025-01-03,deposit,5,EUR,"${meta.replaceAll('"', '""')}"`)).toMatchObject({
      kind: "refused",
      problem: expect.stringContaining("meta: "),
    });
  });
});

describe("a file", () => {
  it("may have its columns in any order and case, between semicolons or tabs, with a byte order mark", () => {
    for (const delimiter of [";", "\t", ","]) {
      const text = `\uFEFF${["Currency", "NET_AMOUNT", "Trade_Type", "Trade_Time"].join(delimiter)}\r\n${["EUR", "5", "deposit", "2025-01-03"].join(delimiter)}\r\n`;
      expect(read(text)[1]).toMatchObject({ kind: "transaction", line: 2, draft: { quantity: "5" } });
    }
  });

  it("tells once which of its columns are not known", () => {
    expect(read(`${MONEY},Colour,Mood\n2025-01-03,deposit,5,EUR,red,good\n`)[0]).toMatchObject({
      kind: "skipped",
      line: 1,
      reason: expect.stringContaining("Colour, Mood"),
    });
  });

  it("says which account each row belongs to", () => {
    const items = read(`account,${MONEY}\nA,2025-01-03,deposit,5,EUR\nA,2025-01-03,deposit,6,EUR\nB,2025-01-03,deposit,7,EUR\n`);
    expect(items.map((item) => (item.kind === "statement" ? item.statement.accountId : item.kind))).toEqual([
      "A",
      "transaction",
      "transaction",
      "B",
      "transaction",
    ]);
  });

  it("names the line on which a quotation mark opens that is never closed", () => {
    expect(() => read(`${MONEY},note\n2025-01-03,deposit,5,EUR,"a\nb"\n2025-01-03,deposit,5,EUR,"open\nand on`)).toThrow(
      expect.objectContaining({ name: "FormatError", line: 4 }),
    );
    expect(() => read(`${MONEY},note\n2025-01-03,deposit,5,EUR,5" pipe\n`)).toThrow(expect.objectContaining({ line: 2 }));
    expect(() => read(`${MONEY},note\n2025-01-03,deposit,5,EUR,"a"b\n`)).toThrow(expect.objectContaining({ line: 2 }));
  });

  it("without our columns is refused, and told which are missing", () => {
    expect(() => read("date,amount\n1,2\n")).toThrow("trade_time, trade_type, currency, quantity or net_amount");
    expect(() => read("trade_time,trade_type,quantity\n")).toThrow("currency");
    expect(() => read("")).toThrow(FormatError);
    expect(() => read(`${MONEY},note,note\n`)).toThrow("twice");
    expect(() => read(`${MONEY}${",x".repeat(200)}\n`)).toThrow(FormatError);
  });

  it("refuses a line that is cut short, so that 10 is not taken for 100.50", () => {
    expect(only(TRADE, "2025-01-03,buy,AAPL,stock,10,10")).toMatchObject({ kind: "refused", problem: expect.stringContaining("6 cells") });
  });

  it("like the example is read without a word", () => {
    const items = read(EXAMPLE_CSV);
    expect(items.filter((item) => item.kind === "transaction")).toHaveLength(10);
    expect(items.every((item) => item.kind === "transaction" || item.kind === "statement")).toBe(true);
    expect(items.flatMap((item) => (item.kind === "transaction" ? [item.draft.meta.netAmount] : []))).toEqual([
      "10000",
      "-2434.6",
      "2.13",
      "908.92",
      "-985.65",
      "-4200.5",
      "-1753.125",
      "1.42",
      "0",
      "-3",
    ]);
  });
});

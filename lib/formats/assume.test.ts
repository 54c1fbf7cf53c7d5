import { describe, expect, it } from "vitest";
import { cashTransaction, cashTransactions, element, flexOf } from "./ibkr-flex/flex-builder";
import { bank, investments, invtran, line, STOCK } from "./ofx/fixtures";
import { FORMATS } from "./registry";
import type { Assumptions, FormatItem, TransactionDraft } from "./types";

/** What the files of each format that lack something say of it, and what a person then says for all lines alike. */
function read(code: string, text: string, assume?: Assumptions): FormatItem[] {
  const format = FORMATS.find((each) => each.code === code);
  if (!format) throw new Error(`there is no format ${code}`);
  return [...format.parse(new TextEncoder().encode(text), assume ? { assume } : {})].filter(
    ({ kind }) => kind === "transaction" || kind === "refused",
  );
}

const drafts = (items: readonly FormatItem[]): TransactionDraft[] =>
  items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));

const T212 = "Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total)";
const CSV = "trade_time,trade_type,symbol,quantity,price,currency,net_amount";

describe("a line that names no currency", () => {
  it.each([
    ["truefolio-csv", `${CSV}\n2025-01-02,buy,AAA,1,10,,\n`],
    ["ibkr-flex", flexOf(cashTransactions(cashTransaction({ currency: "" })))],
    ["ofx", bank(line("CREDIT", "12.50"), "", "")],
    ["trading212", `${T212}\nDeposit,2025-01-02 10:00:00,,,,,,,,12.50,\n`],
  ])("of %s is refused with that as its cause, and in the currency that a person has said", (code, text) => {
    const refused = read(code, text);
    expect(refused).toMatchObject([{ kind: "refused", cause: { code: "missing-currency" } }]);
    expect(drafts(read(code, text, { currency: "CHF" }))).toMatchObject([{ currency: "CHF" }]);
  });

  it("is in pence where a person has said so", () => {
    const [row] = drafts(read("truefolio-csv", `${CSV}\n2025-01-02,buy,AAA,1,1000,,\n`, { currency: "GBX" }));
    expect(row).toMatchObject({ currency: "GBP", price: "10", meta: { minorUnit: "GBX", netAmount: "-10" } });
  });

  it("has nothing said of it where the file has a currency that is none", () => {
    expect(read("truefolio-csv", `${CSV}\n2025-01-02,buy,AAA,1,10,dollars,\n`, { currency: "CHF" })).toMatchObject([{ kind: "refused" }]);
  });
});

describe("a line of a type that nobody knows", () => {
  it.each([
    ["truefolio-csv", "Rights Offering", `${CSV}\n2025-01-02,Rights Offering,AAA,1,10,USD,-10\n`],
    ["ibkr-flex", "Odd Fees", flexOf(cashTransactions(cashTransaction({ type: "Odd Fees" })))],
    ["ibkr-flex", "ZZ", flexOf(element("CorporateActions", {}, corporateAction("ZZ"), ""))],
    ["ofx", "INCOME ODD", investments(`<INCOME>${invtran("1")}${STOCK}<INCOMETYPE>ODD<TOTAL>5.00</INCOME>`)],
    ["ofx", "ODDBALL", investments(`<ODDBALL>${invtran("1")}${STOCK}<UNITS>1<TOTAL>5.00</ODDBALL>`)],
    ["trading212", "Odd thing (x)", `${T212}\nOdd thing (x),2025-01-02 10:00:00,,,,,,,,12.50,EUR\n`],
  ])("of %s (%s) is other and in doubt, until a person says what it means", (code, rawType, text) => {
    expect(drafts(read(code, text))).toMatchObject([{ tradeType: "other", meta: { rawType, needsReview: true } }]);
    const [row] = drafts(read(code, text, { tradeTypes: { [rawType]: "fee" } }));
    expect(row).toMatchObject({ tradeType: "fee", meta: { rawType } });
    expect(row?.meta).not.toHaveProperty("needsReview");
    expect(drafts(read(code, text, { tradeTypes: { Else: "fee" } }))).toMatchObject([{ tradeType: "other" }]);
  });

  it("has the signs and the cash of what it is, where the file leaves them out", () => {
    const text = `${CSV}\n2025-01-02,Verkauf,AAA,3,10,USD,\n`;
    expect(drafts(read("truefolio-csv", text, { tradeTypes: { Verkauf: "sell" } }))).toMatchObject([
      { quantity: "-3", meta: { netAmount: "30" } },
    ]);
  });

  it("is asked by the broker's own word when it comes back from an export of ours", () => {
    const text = `${CSV},meta\n2025-01-02,other,AAA,1,10,USD,-10,"{""rawType"":""Odd"",""source"":""ofx""}"\n`;
    expect(drafts(read("truefolio-csv", text, { tradeTypes: { Odd: "buy" } }))).toMatchObject([
      { tradeType: "buy", meta: { rawType: "Odd" } },
    ]);
  });
});

function corporateAction(type: string): string {
  return element("CorporateAction", {
    ...{ type, symbol: "ACME", assetCategory: "STK", conid: "9", currency: "USD", quantity: "0", proceeds: "5", dateTime: "2025-01-20" },
    description: "ACME SOMETHING NEW",
  });
}

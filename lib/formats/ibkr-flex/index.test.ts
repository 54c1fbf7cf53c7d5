import { describe, expect, it } from "vitest";
import { FormatError } from "../types";
import { ibkrFlex } from ".";
import { cashTransaction, cashTransactions, element, flex, flexOf, kinds, parse, statement, trade, trades } from "./flex-builder";

const failure = (bytes: Uint8Array | string): FormatError => {
  try {
    [...ibkrFlex.parse(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes)];
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("was read");
};
const infos = (xml: string) => parse(xml).flatMap((item) => (item.kind === "statement" ? [item.statement] : []));
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
  for (const [index, character] of [..."\uFEFF", ...text].entries()) view.setUint16(index * 2, character.charCodeAt(0), littleEndian);
  return new Uint8Array(view.buffer);
};

describe("the format", () => {
  it("is recognised by its outermost element, whatever the file's name", () => {
    const sure = (head: string, fileName: string) => ibkrFlex.recognises({ head, fileName, tables: [] }) > 0;
    expect(sure('<?xml version="1.0"?>\n<FlexQueryResponse queryName="x" type="AF">', "a.txt")).toBe(true);
    expect(sure('<FlexStatementResponse timestamp="x">', "a.xml")).toBe(true);
    expect(sure("<OFX>", "flex.xml")).toBe(false);
    expect(sure("", "")).toBe(false);
  });

  it("reads UTF-8 with and without a byte order mark, and UTF-16 with one", () => {
    const xml = flexOf(trades(trade({ description: "ÄCME – 東京" })));
    const expected = parse(xml);
    expect(parse(`\uFEFF${xml}`)).toEqual(expected);
    for (const littleEndian of [true, false]) expect([...ibkrFlex.parse(utf16(xml, littleEndian))]).toEqual(expected);
  });

  it("says that bytes are no text instead of importing them mangled", () => {
    const [before = "", after = ""] = flexOf(trades(trade({ description: "?" }))).split("?");
    expect(failure(new Uint8Array([...new TextEncoder().encode(before), 0xe4, ...new TextEncoder().encode(after)]))).toMatchObject({
      line: 6,
    });
    expect(failure("<a>\0</a>").problem).toContain("NUL");
  });

  it("refuses files of another kind, and says what they are", () => {
    expect(failure("<OFX></OFX>").problem).toContain("<OFX>");
    expect(failure("a,b\n1,2\n")).toMatchObject({ line: 1 });
    expect(failure(" \n")).toMatchObject({ problem: "The file is empty." });
    expect(failure('<FlexQueryResponse><FlexStatements count="0" /></FlexQueryResponse>').problem).toContain("no account's statement");
  });

  it("passes on what the broker answered instead of a statement", () => {
    const said = "<Status>Fail</Status><ErrorCode>1012</ErrorCode><ErrorMessage>Token has expired.</ErrorMessage>";
    const answer = `<FlexStatementResponse timestamp="x">${said}</FlexStatementResponse>`;
    expect(failure(answer).problem).toMatch(/Token has expired.*1012/);
  });

  it("refuses a document type before anything in it could happen", () => {
    expect(failure(`<!DOCTYPE x [<!ENTITY a "b">]>${flexOf()}`).problem).toContain("DOCTYPE");
  });

  it("finds out that a file is cut off before it gives the first row of it", () => {
    const xml = flexOf(trades(trade(), trade({ tradeID: "2" })));
    const items = ibkrFlex.parse(new TextEncoder().encode(xml.slice(0, -30)));
    expect(() => items.next()).toThrow(FormatError);
    expect(failure(xml.slice(0, -30))).toMatchObject({
      problem: "The file ends in the middle.",
      mend: expect.stringContaining("Download"),
    });
  });
});

describe("a damaged line", () => {
  it("that lost its tag, and so turned into text, is refused and not overlooked", () => {
    const items = parse(flexOf(trades(trade(), trade({ tradeID: "2" }))).replace("<Trade ", "(Trade "));
    expect(kinds(items)).toEqual(["transaction", "refused"]);
    expect(items[2]).toMatchObject({ line: 5, raw: expect.stringContaining("(Trade") });
  });
});

describe("statements", () => {
  it("are one for each account, and rows belong to the one before them", () => {
    const xml = flex(
      statement(
        { accountId: "U1" },
        element("AccountInformation", { currency: "USD", acctAlias: "First", name: "Jo" }),
        cashTransactions(cashTransaction()),
      ),
      statement(
        { accountId: "U2", fromDate: "2025-02-01", toDate: "02/28/2025" },
        element("AccountInformation", { currency: "EUR" }),
        cashTransactions(cashTransaction()),
      ),
    );
    expect(parse(xml).map(({ kind }) => kind)).toEqual(["statement", "transaction", "statement", "transaction"]);
    expect(infos(xml)).toEqual([
      { accountId: "U1", currency: "USD", from: "2025-01-01", to: "2025-01-31", name: "First" },
      { accountId: "U2", currency: "EUR", from: "2025-02-01", to: "2025-02-28", name: undefined },
    ]);
  });

  it("tell their currency by the rows where Account Information is left out", () => {
    const functional = element("FxTransactions", {}, element("FxTransaction", { functionalCurrency: "CHF" }));
    expect(infos(flex(statement({}, trades(trade()), functional)))[0]?.currency).toBe("CHF");
    expect(infos(flex(statement({}, element("ConversionRates", {}, element("ConversionRate", { toCurrency: "GBP" })))))[0]?.currency).toBe(
      "GBP",
    );
    expect(infos(flex(statement({}, trades(trade({ currency: "SEK", fxRateToBase: "1" })))))[0]?.currency).toBe("SEK");
  });

  it("do not guess their currency when the rows contradict each other", () => {
    const contradictory = trades(trade({ currency: "SEK", fxRateToBase: "1" }), trade({ currency: "NOK", fxRateToBase: "1" }));
    expect(infos(flex(statement({}, contradictory)))[0]?.currency).toBeUndefined();
  });

  it("have lines outside of them refused", () => {
    const xml = element("FlexQueryResponse", {}, element("Trades", {}, trade()), element("FlexStatements", {}, statement({})));
    expect(kinds(parse(xml))).toEqual(["refused"]);
  });
});

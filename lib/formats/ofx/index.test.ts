import { describe, expect, it } from "vitest";
import { FormatError, type FormatItem, type TransactionDraft } from "../types";
import { bank, bytes, investments, invtran, line, OPTION, STOCK } from "./fixtures";
import { ofx } from "./index";

function read(text: string): FormatItem[] {
  return [...ofx.parse(bytes(text))];
}

function drafts(text: string): TransactionDraft[] {
  return read(text).flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
}

function row(element: string, inner: string): TransactionDraft {
  const [draft] = drafts(investments(`<${element}>${inner}</${element}>`));
  if (!draft) throw new Error("no transaction was read");
  return draft;
}

describe("rows of an investment statement", () => {
  it.each([
    ["DIV", "dividend", undefined],
    ["INTEREST", "interest", undefined],
    ["CGLONG", "dividend", "capital_gain_long"],
    ["CGSHORT", "dividend", "capital_gain_short"],
    ["MISC", "dividend", "misc"],
  ])("pays income of type %s as %s", (type, tradeType, subtype) => {
    const draft = row("INCOME", `${invtran("1")}${STOCK}<INCOMETYPE>${type}<TOTAL>12.34`);
    expect(draft).toMatchObject({ tradeType, symbol: "AAPL", quantity: "0", meta: { netAmount: "12.34" } });
    expect(draft.meta.subtype).toBe(subtype);
  });

  it("reinvests without touching cash", () => {
    expect(row("REINVEST", `${invtran("1")}${STOCK}<INCOMETYPE>DIV<TOTAL>-10<UNITS>0.5<UNITPRICE>20`)).toMatchObject({
      tradeType: "reinvest",
      quantity: "0.5",
      price: "20",
      meta: { netAmount: "0", grossAmount: "10" },
    });
  });

  it("returns capital, charges margin interest and fees, and withholds tax", () => {
    expect(row("RETOFCAP", `${invtran("1")}${STOCK}<TOTAL>7`)).toMatchObject({ tradeType: "return_of_capital", meta: { netAmount: "7" } });
    expect(row("MARGININTEREST", `${invtran("1")}<TOTAL>-3`)).toMatchObject({
      tradeType: "interest",
      assetType: "cash",
      meta: { netAmount: "-3" },
    });
    expect(row("INVEXPENSE", `${invtran("1")}${STOCK}<TOTAL>-2`)).toMatchObject({ tradeType: "fee", meta: { netAmount: "-2" } });
    expect(row("INVEXPENSE", `<INVTRAN><FITID>1<DTTRADE>20250103<MEMO>TAX WITHHELD</INVTRAN>${STOCK}<TOTAL>-2`).tradeType).toBe("tax");
  });

  it("splits by the units before and after, and asks for a review where only the ratio is known", () => {
    expect(row("SPLIT", `${invtran("1")}${STOCK}<OLDUNITS>10<NEWUNITS>40<NUMERATOR>4<DENOMINATOR>1`)).toMatchObject({
      tradeType: "split",
      quantity: "30",
      meta: { netAmount: "0", corporateAction: { ratio: { to: "4", from: "1" } } },
    });
    expect(row("SPLIT", `${invtran("1")}${STOCK}<NUMERATOR>4<DENOMINATOR>1`)).toMatchObject({ quantity: "0", meta: { needsReview: true } });
  });

  it.each([
    ["IN", "5", "transfer_in", "5"],
    ["OUT", "5", "transfer_out", "-5"],
    ["OUT", "-5", "transfer_out", "-5"],
    ["IN", "-5", "transfer_out", "-5"],
  ])("transfers %s %s units as %s of %s", (action, units, tradeType, quantity) => {
    expect(row("TRANSFER", `${invtran("1")}${STOCK}<UNITS>${units}<TFERACTION>${action}<POSTYPE>LONG`)).toMatchObject({
      tradeType,
      quantity,
      meta: { netAmount: "0" },
    });
  });

  it("moves nothing in or out when a journal entry stays inside the account", () => {
    expect(row("JRNLFUND", `${invtran("1")}<SUBACCTTO>MARGIN<SUBACCTFROM>CASH<TOTAL>500`)).toMatchObject({
      tradeType: "journal",
      quantity: "0",
      meta: { netAmount: "0", journal: { from: "CASH", to: "MARGIN", amount: "500" } },
    });
    expect(row("JRNLSEC", `${invtran("1")}${STOCK}<SUBACCTTO>MARGIN<SUBACCTFROM>CASH<UNITS>5`)).toMatchObject({
      quantity: "0",
      meta: { journal: { units: "5" } },
    });
  });

  it.each([
    ["EXERCISE", "1", "option_exercise", "-1"],
    ["ASSIGN", "1", "option_assignment", "1"],
    ["EXPIRE", "-1", "option_expiration", "-1"],
  ])("closes options by %s", (action, units, tradeType, quantity) => {
    expect(row("CLOSUREOPT", `${invtran("1")}${OPTION}<OPTACTION>${action}<UNITS>${units}<SHPERCTRCT>100`)).toMatchObject({
      tradeType,
      quantity,
      meta: { multiplier: "100" },
    });
  });

  it("groups an exercised option with the trade it led to", () => {
    const rows = `<CLOSUREOPT>${invtran("1")}${OPTION}<OPTACTION>EXERCISE<UNITS>1<RELFITID>2</CLOSUREOPT>
<BUYSTOCK><INVBUY>${invtran("2")}${STOCK}<UNITS>100<UNITPRICE>250</INVBUY></BUYSTOCK>`;
    const [option, stock] = drafts(investments(rows));
    expect(option?.meta.groupId).toBe("ofx:broker.example:A1:2");
    expect(stock?.meta.groupId).toBe(option?.meta.groupId);
  });

  it("keeps a kind of row it doesn't know, for review", () => {
    expect(row("STAKEREWARD", `${invtran("1")}${STOCK}<UNITS>0.5<UNITPRICE>3<TOTAL>1.5`)).toMatchObject({
      tradeType: "other",
      symbol: "AAPL",
      quantity: "0.5",
      meta: { netAmount: "1.5", rawType: "STAKEREWARD", needsReview: true },
    });
  });

  it("passes a reversal on as the cancellation of the earlier row", () => {
    const rows = `<INCOME><INVTRAN><FITID>9<DTTRADE>20250103<REVERSALFITID>1</INVTRAN>${STOCK}<INCOMETYPE>DIV<TOTAL>-5</INCOME>`;
    expect(read(investments(rows))[1]).toMatchObject({ kind: "cancellation", externalIds: ["ofx:broker.example:A1:1"] });
  });
});

describe("ids of rows", () => {
  const ids = (rows: string) => Object.fromEntries(drafts(bank(rows)).map((draft) => [draft.meta.netAmount, draft.meta.externalId]));

  it("name the institution, the account and the row", () => {
    expect(ids(line("DEP", "5"))).toEqual({ "5": "ofx:B1:42:1" });
  });

  it("don't depend on the order of rows where a bank reuses one", () => {
    expect(ids(line("DEP", "5") + line("DEP", "7"))).toEqual(ids(line("DEP", "7") + line("DEP", "5")));
    expect(Object.values(ids(line("DEP", "5") + line("DEP", "7"))).sort()).toEqual(["ofx:B1:42:1", "ofx:B1:42:1:2"]);
  });

  it("are absent where the bank gives none", () => {
    expect(ids(line("DEP", "5", "", ""))).toEqual({ "5": undefined });
  });
});

describe("a bank statement", () => {
  it.each([
    ["CREDIT", "10", "deposit", "10"],
    ["DEBIT", "-10", "withdrawal", "-10"],
    ["CHECK", "-10", "withdrawal", "-10"],
    ["INT", "1", "interest", "0"],
    ["DIV", "1", "dividend", "0"],
    ["FEE", "-1", "fee", "0"],
    ["SRVCHG", "-1", "fee", "0"],
  ])("reads %s %s as %s", (type, amount, tradeType, quantity) => {
    expect(drafts(bank(line(type, amount)))[0]).toMatchObject({
      tradeType,
      quantity,
      symbol: "EUR",
      assetType: "cash",
      meta: { netAmount: amount },
    });
  });

  it("ties the two legs of a currency trade together", () => {
    const leg = (amount: string, currency: string, id: string) =>
      line("OTHER", amount, `<MEMO>CASH TRADE: AUD.USD</MEMO><CURRENCY><CURRATE>1</CURRATE><CURSYM>${currency}</CURSYM></CURRENCY>`, id);
    const [one, two] = drafts(bank(leg("-4", "AUD", "1") + leg("3", "USD", "2")));
    expect([one?.tradeType, one?.currency, two?.currency]).toEqual(["fx_conversion", "AUD", "USD"]);
    expect(one?.meta.groupId).toBeDefined();
    expect(two?.meta.groupId).toBe(one?.meta.groupId);
  });

  it("has its booked balance as a snapshot, and none when the balance is empty", () => {
    const items = read(bank("", "<LEDGERBAL><BALAMT>-12.50</BALAMT><DTASOF>20250131</DTASOF></LEDGERBAL>"));
    expect(items.slice(1)).toMatchObject([
      { kind: "snapshot", asOf: "2025-01-31T00:00:00.000Z", dateOnly: true },
      { kind: "holding", draft: { symbol: "EUR", quantity: "-12.5" } },
    ]);
    expect(read(bank("", "<LEDGERBAL><BALAMT></BALAMT></LEDGERBAL>"))[1]?.kind).toBe("skipped");
  });

  it("leaves pending lines out, and says so", () => {
    expect(read(bank("", "<BANKTRANLISTP><STMTTRNP><TRNAMT>1</TRNAMT></STMTTRNP></BANKTRANLISTP>"))[1]).toMatchObject({
      kind: "skipped",
      reason: expect.stringContaining("pending"),
    });
  });
});

describe("positions", () => {
  const position = (inner: string, kind = "STOCK", security = STOCK) =>
    `<POS${kind}><INVPOS>${security}<HELDINACCT>CASH${inner}</INVPOS></POS${kind}>`;
  const snapshot = (list: string) => read(investments("", list)).slice(1);

  it("are signed by their type, and know their cost only where the broker tells it", () => {
    const list = `<INVPOSLIST>${position("<POSTYPE>SHORT<UNITS>5<UNITPRICE>10<MKTVAL>50<AVGCOSTBASIS>9")}${position("<POSTYPE>LONG<UNITS>5<UNITPRICE>10<MKTVAL>50")}</INVPOSLIST>`;
    expect(snapshot(list)).toMatchObject([
      { kind: "snapshot", asOf: "2025-06-30T00:00:00.000Z" },
      { kind: "holding", draft: { quantity: "-5", avgPrice: "9", costValue: "-45", marketValue: "-50", meta: { price: "10" } } },
      { kind: "holding", draft: { quantity: "5", avgPrice: null, costValue: null, marketValue: "50" } },
    ]);
  });

  it("count contracts times their size, and leave out what has no units", () => {
    const list = `<INVPOSLIST>${position("<POSTYPE>LONG<UNITS>2<UNITPRICE>9<MKTVAL>1800<AVGCOSTBASIS>8", "OPT", OPTION)}${position("<POSTYPE>LONG<UNITS>0<UNITPRICE>1<MKTVAL>0")}</INVPOSLIST>`;
    expect(snapshot(list).slice(1)).toMatchObject([
      { kind: "holding", draft: { costValue: "1600", meta: { multiplier: "100" } } },
      { kind: "skipped" },
    ]);
  });

  it("may be none at all, which is a fact, and come with the cash", () => {
    expect(snapshot("<INVPOSLIST></INVPOSLIST><INVBAL><AVAILCASH>3.50<MARGINBALANCE>-9<SHORTBALANCE>0</INVBAL>")).toMatchObject([
      { kind: "snapshot" },
      { kind: "holding", draft: { assetType: "cash", symbol: "USD", quantity: "3.5", marketValue: "3.5" } },
      { kind: "skipped" },
    ]);
  });
});

describe("a file as a whole", () => {
  const status = (message: string) =>
    `<OFX><SIGNONMSGSRSV1><SONRS>\n<STATUS><CODE>15500<SEVERITY>ERROR${message}</STATUS></SONRS></SIGNONMSGSRSV1></OFX>`;

  it("that is an error message is refused with the institution's words", () => {
    expect(() => read(status("<MESSAGE>Wrong password"))).toThrow(
      expect.objectContaining({ name: "FormatError", line: 2, problem: expect.stringContaining("Wrong password") }),
    );
  });

  it.each(["", "hello", "<html></html>", "{}", '<?xml version="1.0"?><FlexQueryResponse/>', "<OFX></OFX>"])(
    "that is %j is refused",
    (text) => {
      expect(() => read(text)).toThrow(FormatError);
    },
  );

  it("may be windows-1252 where its header says so", () => {
    const text = investments(`<INVEXPENSE><INVTRAN><FITID>1<DTTRADE>20250103<MEMO>Gebuehr</INVTRAN><TOTAL>-2</INVEXPENSE>`).replace(
      "Gebuehr",
      "Gebühr",
    );
    const [draft] = [...ofx.parse(Uint8Array.from(text, (character) => character.charCodeAt(0)))].flatMap((item) =>
      item.kind === "transaction" ? [item.draft] : [],
    );
    expect(draft?.meta.description).toBe("Gebühr");
  });
});

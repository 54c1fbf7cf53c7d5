import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { fidelity } from "./index";

const HEADER =
  "Run Date,Account,Account Number,Action,Symbol,Description,Type,Price ($),Quantity,Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date";
const ONE_ACCOUNT =
  "Run Date,Action,Symbol,Description,Type,Price ($),Quantity,Commission ($),Fees ($),Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date";
const OLD =
  "Run Date,Account,Action,Symbol,Security Description,Security Type,Quantity,Price ($),Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date";
const FOREIGN =
  "Run Date,Account,Account Number,Action,Symbol,Description,Type,Exchange Quantity,Exchange Currency,Quantity,Currency,Price,Exchange Rate,Commission,Fees,Accrued Interest,Amount,Settlement Date";

/** A line of the history of all accounts. */
const line = (
  action: string,
  { symbol = "", name = "No Description", price = "", quantity = "0", commission = "", fees = "", amount = "" } = {},
) =>
  `06/04/2025,"Individual - TOD","Z07123456","${action}",${symbol},"${name}",Cash,${price},${quantity},${commission},${fees},,${amount},06/05/2025`;
const rows = (...lines: string[]) => draftsIn(fidelity, ["", "", HEADER, ...lines].join("\n"));
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, meta }) =>
    [tradeType, assetType, symbol, quantity, price, meta.netAmount].join(" "),
  );

const HISTORY = [
  "",
  "",
  HEADER,
  line("YOU SOLD ACME CORP (ACME) (Cash)", {
    symbol: "ACME",
    name: "ACME CORP",
    price: "30",
    quantity: "-4",
    fees: "0.05",
    amount: "119.95",
  }),
  line("DIVIDEND RECEIVED ACME CORP (ACME) (Cash)", { symbol: "ACME", name: "ACME CORP", quantity: "0.000", amount: "4.2" }),
  line("YOU BOUGHT ACME CORP (ACME) (Cash)", {
    symbol: "ACME",
    name: "ACME CORP",
    price: "25",
    quantity: "10",
    commission: "1",
    amount: "-251",
  }),
  line("Electronic Funds Transfer Received (Cash)", { amount: "1000" }),
  "06/01/2025,ROTH IRA,X22222222,CASH CONTRIBUTION CURRENT YEAR (Cash),,No Description,Cash,,0,,,,100,",
  "",
  '"The data and information in this spreadsheet is provided to you solely for your use and is not for distribution."',
  '"informational purposes only, and is not intended to provide advice"',
  "",
  "Date downloaded 10/07/2025 10:41 pm",
].join("\r\n");

const POSITIONS = `Account Number,Account Name,Symbol,Description,Quantity,Last Price,Last Price Change,Current Value,Today's Gain/Loss Dollar,Percent Of Account,Cost Basis Total,Average Cost Basis,Type
Z07123456,Individual - TOD,SPAXX**,HELD IN MONEY MARKET,,,,$5578.53,,52.10%,,,Cash,
Z07123456,Individual - TOD,ACME,ACME CORP,157,$27.00,-$3.36,$4239.00,-$527.52,39.68%,$3140.00,$20.00,Margin,
Z07123456,Individual - TOD, -ACME260608P400,ACME JUN 08 2026 $400 PUT,-1,$0.80,+$0.10,-$80.00,-$5.00,1%,$84.33,$0.84,Margin,
Z07123456,Individual - TOD,Pending Activity,,,,,$2.28,,,,,,
X22222222,ROTH IRA,FNDAX,SOME INDEX FUND,2.5,$40.00,-$0.20,$100.00,-$0.50,100%,$90.00,$36.00,Cash,

"The data and information in this spreadsheet is provided to you solely for your use."

"Date downloaded Oct-07-2025 10:45 p.m ET"
`;

describe("Fidelity's history", () => {
  it.each([HEADER, ONE_ACCOUNT, OLD, FOREIGN])("is known by %s", (header) => {
    expect(recognise(textBytes(`\n\n${header}\n`), "x.csv")?.code).toBe("fidelity");
  });

  it("is read between its blank lines and its disclaimer, account by account", () => {
    const told = itemsIn(fidelity, HISTORY);
    expect(told.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(told.filter(({ kind }) => kind === "statement")).toMatchObject([
      { statement: { accountId: "Z07123456", name: "Individual - TOD" } },
      { statement: { accountId: "X22222222", name: "ROTH IRA" } },
    ]);
    expect(brief(draftsIn(fidelity, HISTORY))).toEqual([
      "sell stock ACME -4 30 119.95",
      "dividend stock ACME 0 0 4.2",
      "buy stock ACME 10 25 -251",
      "deposit cash USD 1000 1 1000",
      "deposit cash USD 100 1 100",
    ]);
    expect(unspokenLines(fidelity, textBytes(HISTORY))).toEqual([]);
  });

  it("finds the account behind its name, or in the file's name", () => {
    const behind = `${OLD}\n 07/05/2025,"Individual" X91636999," Electronic Funds Transfer Paid (Cash)", ," No Description",Cash,0.000,,,,,-581.93,\n`;
    expect(itemsIn(fidelity, behind)[0]).toMatchObject({ statement: { accountId: "X91636999", name: "Individual" } });
    expect(brief(draftsIn(fidelity, behind))).toEqual(["withdrawal cash USD -581.93 1 -581.93"]);
    const named = `${ONE_ACCOUNT}\n06-01-2025,Electronic Funds Transfer Received (Cash),,No Description,Cash,,0,,,,500,500,\n`;
    expect(itemsIn(fidelity, named, "History_for_Account_X12345678.csv")[0]).toMatchObject({ statement: { accountId: "X12345678" } });
  });

  it("ends in the balance that it shows", () => {
    const text = [
      ONE_ACCOUNT,
      "06/03/2025,YOU BOUGHT ACME CORP (ACME) (Cash),ACME,ACME CORP,Cash,25.5,2,,,,-51,449,06/04/2025",
      "06/01/2025,Electronic Funds Transfer Received (Cash),,No Description,Cash,,0,,,,500,500,",
    ].join("\n");
    expect(add(...draftsIn(fidelity, text).map(({ meta }) => meta.netAmount))).toBe("449");
  });

  it.each([
    ["YOU BOUGHT PERIODIC INVESTMENT FUND", "buy", undefined, undefined],
    ["REINVESTMENT ACME CORP (ACME) (Cash)", "buy", "dividend_reinvestment", undefined],
    ["YOU SOLD SHORT SALE ACME", "sell", undefined, "open"],
    ["YOU BOUGHT SHORT COVER ACME", "buy", undefined, "close"],
    ["REDEMPTION PAYOUT ACME", "redemption", undefined, undefined],
    ["DISTRIBUTION ACME CORP (ACME) (Cash)", "split", undefined, undefined],
    ["DISTRIBUTION SPINOFF FROM ACME", "spin_off", undefined, undefined],
    ["MERGER MER PAYOUT ACME", "merger", undefined, undefined],
    ["TRANSFER OF ASSETS ACAT RECEIVE ACME", "transfer_in", "transfer", undefined],
  ])("%s moves units", (action, tradeType, subtype, effect) => {
    const [row] = rows(line(action, { symbol: "ACME", name: "ACME CORP", price: "25", quantity: "10", amount: "-250" }));
    expect([row?.tradeType, row?.meta.subtype, row?.meta.positionEffect]).toEqual([tradeType, subtype, effect]);
    expect(row?.meta.needsReview).toBeUndefined();
  });

  it.each([
    ["DIVIDEND RECEIVED ACME CORP (ACME) (Cash)", "dividend", undefined],
    ["LONG-TERM CAP GAIN ACME", "dividend", "capital_gain_long"],
    ["SHORT-TERM CAP GAIN ACME", "dividend", "capital_gain_short"],
    ["IN LIEU OF FRX SHARE ACME", "dividend", "cash_in_lieu"],
    ["RETURN OF CAPITAL ACME", "return_of_capital", undefined],
    ["INTEREST EARNED FDIC INSURED DEPOSIT", "interest", undefined],
    ["MARGIN INTEREST", "interest", "margin"],
    ["FOREIGN TAX PAID ACME", "tax", "withholding"],
    ["NON-RESIDENT TAX ACME", "tax", "withholding"],
    ["ADJ FOREIGN TAX PAID ACME", "tax", "withholding"],
    ["FEE CHARGED ACME ADR", "fee", undefined],
    ["ADVISOR FEE", "fee", "advisor"],
  ])("%s is a row of cash alone", (action, tradeType, subtype) => {
    const [row] = rows(line(action, { symbol: "ACME", name: "ACME CORP", amount: "-1.5" }));
    expect([row?.tradeType, row?.meta.subtype, row?.quantity, row?.meta.netAmount]).toEqual([tradeType, subtype, "0", "-1.5"]);
  });

  it.each([
    ["Electronic Funds Transfer Paid (Cash)", "-5", "withdrawal"],
    ["DIRECT DEPOSIT EMPLOYER (Cash)", "5", "deposit"],
    ["BILL PAYMENT RENT (Cash)", "-5", "withdrawal"],
    ["TRANSFERRED FROM VS X11-111111-1 (Cash)", "5", "deposit"],
    ["TRANSFERRED TO VS X11-111111-1 (Cash)", "-5", "withdrawal"],
    ["ROLLOVER CASH (Cash)", "5", "deposit"],
  ])("%s is money in or out by its sign", (action, amount, tradeType) => {
    expect(rows(line(action, { amount }))).toMatchObject([{ tradeType, assetType: "cash", meta: { netAmount: amount } }]);
  });

  it("moves units out by their sign, without cash", () => {
    expect(
      brief(rows(line("TRANSFERRED TO VS X11-111111-1", { symbol: "ACME", name: "ACME CORP", quantity: "-5", amount: "-125" }))),
    ).toEqual(["transfer_out stock ACME -5 0 0"]);
  });

  it("leaves out what only moves cash into the fund that holds it", () => {
    const items = itemsIn(
      fidelity,
      [
        HEADER,
        line("DIVIDEND RECEIVED FIDELITY GOVERNMENT MONEY MARKET (SPAXX) (Cash)", { symbol: "SPAXX", amount: "0.25" }),
        line("REINVESTMENT FIDELITY GOVERNMENT MONEY MARKET (SPAXX) (Cash)", {
          symbol: "SPAXX",
          price: "1",
          quantity: "0.25",
          amount: "-0.25",
        }),
        line("REDEMPTION FROM CORE ACCOUNT FDIC INSURED DEPOSIT", { symbol: "QPIBQ", quantity: "-5", amount: "5" }),
      ].join("\n"),
    ).slice(1);
    expect(items.map(({ kind }) => kind)).toEqual(["transaction", "skipped", "skipped"]);
    expect(items[1]).toMatchObject({ reason: expect.stringContaining("core position") });
  });

  it("reads options by their contract", () => {
    const [put] = rows(
      line("YOU SOLD OPENING TRANSACTION PUT (ACME) ACME CORP JUN 08 26 $400 (100 SHS) (Margin)", {
        symbol: " -ACME260608P400",
        name: "PUT (ACME) ACME CORP JUN 08 26 $400 (100 SHS)",
        price: "0.85",
        quantity: "-1",
        commission: "0.65",
        fees: "0.02",
        amount: "84.33",
      }),
    );
    expect(put).toMatchObject({
      tradeType: "sell",
      assetType: "option",
      symbol: "ACME260608P400",
      quantity: "-1",
      price: "0.85",
      meta: {
        multiplier: "100",
        positionEffect: "open",
        instrument: { underlying: "ACME", expiry: "2026-06-08", strike: "400", putCall: "put" },
      },
    });
    expect(
      brief(
        rows(
          line("ASSIGNED as of Jun-08-2026 PUT (ACME)", { symbol: "-ACME260608P400", quantity: "1" }),
          line("EXPIRED CALL (ACME)", { symbol: "-ACME260608C500", quantity: "-2" }),
        ),
      ),
    ).toEqual(["option_assignment option ACME260608P400 1 0 0", "option_expiration option ACME260608C500 -2 0 0"]);
  });

  it("reads amounts in another currency where the line names one", () => {
    const text = `${FOREIGN}\n06/04/2025,Individual,Z07123456, YOU BOUGHT MAPLE INC (MAPL) (Cash),MAPL,MAPLE INC,Cash,0,,100,CAD,20.00,,10,,,-2010.00,06/05/2025\n`;
    expect(draftsIn(fidelity, text)).toMatchObject([{ currency: "CAD", quantity: "100", price: "20", meta: { netAmount: "-2010" } }]);
  });

  it("books a workplace plan's lines as money and units, so that its cash stays nothing", () => {
    const plan = (action: string, quantity: string, amount: string) =>
      `05/15/2025,EMPLOYER 401(K) PLAN,11111,${action},,FUND A,,,${quantity},,,,${amount},`;
    const text = [
      HEADER,
      plan("Contributions", "10", "470"),
      plan("RECORDKEEPING FEE", "-0.02", "-0.96"),
      plan("Dividend", "0.1", "4.7"),
      plan("Withdrawals", "-5", "-240"),
      plan("Change in Market Value", "0", "0.02"),
    ].join("\n");
    const drafts = draftsIn(fidelity, text);
    expect(brief(drafts)).toEqual([
      "deposit cash USD 470 1 470",
      "buy mutual_fund FUND A 10 47 -470",
      "sell mutual_fund FUND A -0.02 48 0.96",
      "fee mutual_fund FUND A 0 0 -0.96",
      "reinvest mutual_fund FUND A 0.1 47 0",
      "sell mutual_fund FUND A -5 48 240",
      "withdrawal cash USD -240 1 -240",
    ]);
    expect(add(...drafts.map(({ meta }) => meta.netAmount))).toBe("0");
    expect(unspokenLines(fidelity, textBytes(text))).toEqual([]);
  });

  it("keeps what it doesn't know for review, a trade that was taken back included", () => {
    const [odd, cancel] = rows(
      line("MOON PHASE (Cash)", { amount: "5" }),
      line("BUY CANCEL ACME CORP (ACME) (Cash)", { symbol: "ACME", name: "ACME CORP", price: "25", quantity: "-10", amount: "250" }),
    );
    expect(odd).toMatchObject({ tradeType: "other", meta: { netAmount: "5", needsReview: true } });
    expect(cancel).toMatchObject({ tradeType: "adjustment", quantity: "-10", meta: { netAmount: "250", needsReview: true } });
  });

  it("says what is wrong with a line", () => {
    const items = itemsIn(fidelity, [HEADER, line("YOU BOUGHT ACME", { symbol: "ACME", quantity: "ten", amount: "-5" })].join("\n"));
    expect(items.at(-1)).toMatchObject({
      kind: "refused",
      line: 2,
      problem: 'Quantity: "ten" is not valid.',
      expected: "A number such as 1234.56.",
    });
  });
});

describe("Fidelity's positions", () => {
  it("are a snapshot of each account, of the day below the table", () => {
    expect(recognise(textBytes(POSITIONS), "x.csv")?.code).toBe("fidelity");
    const items = itemsIn(fidelity, POSITIONS);
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.filter(({ kind }) => kind === "snapshot" || kind === "statement")).toMatchObject([
      { statement: { accountId: "Z07123456" } },
      { asOf: "2025-10-07T00:00:00.000Z" },
      { statement: { accountId: "X22222222" } },
      { asOf: "2025-10-07T00:00:00.000Z" },
    ]);
    expect(items.flatMap((item) => (item.kind === "holding" ? [item.draft] : []))).toMatchObject([
      { symbol: "USD", assetType: "cash", quantity: "5578.53" },
      { symbol: "ACME", quantity: "157", avgPrice: "20", costValue: "3140", marketValue: "4239" },
      { symbol: "ACME260608P400", assetType: "option", quantity: "-1", marketValue: "-80", meta: { multiplier: "100" } },
      { symbol: "FNDAX", assetType: "mutual_fund", quantity: "2.5" },
    ]);
    expect(unspokenLines(fidelity, textBytes(POSITIONS))).toEqual([]);
  });

  it("take the day from the file's name where the line below is missing", () => {
    const bare = POSITIONS.split("\n").slice(0, 3).join("\n");
    expect(itemsIn(fidelity, bare, "Portfolio_Positions_Oct-08-2025.csv").find(({ kind }) => kind === "snapshot")).toMatchObject({
      asOf: "2025-10-08T00:00:00.000Z",
    });
    expect(() => itemsIn(fidelity, bare, "positions.csv")).toThrow("The file doesn't say of which day its positions are.");
  });
});

it("a damaged file of Fidelity's throws nothing but a FormatError, and every line of it is spoken of", () => {
  fc.assert(
    fc.property(fc.oneof(damaged(HISTORY), damaged(POSITIONS)), (file) => {
      expect(unspokenLines(fidelity, file)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { robinhood } from "./index";

const HEADER = '"Activity Date","Process Date","Settle Date","Instrument","Description","Trans Code","Quantity","Price","Amount"';

const FILE = [
  HEADER,
  '"3/9/2026","3/9/2026","3/9/2026","SPY","Option Expiration for SPY 3/9/2026 Call $580.00","OEXP","1S","",""',
  '"3/3/2026","3/3/2026","3/4/2026","SPY","SPY 3/9/2026 Call $580.00","STC","1","$4.25","$424.96"',
  '"3/3/2026","3/3/2026","3/4/2026","SPY","SPY 3/9/2026 Call $580.00","BTO","2","$3.50","($700.04)"',
  '"3/2/2026","3/2/2026","3/3/2026","ACME","Acme\nCUSIP: 037833100","Sell","4","$2,189.10","$8,756.40"',
  '"3/2/2026","3/2/2026","3/3/2026","ACME","Acme\nCUSIP: 037833100\nDividend Reinvestment","Buy","0.2","$25.00","($5.00)"',
  '"3/2/2026","3/2/2026","3/2/2026","ACME","Cash Div: R/D 2026-02-15 P/D 2026-03-02 - 4 shares at 1.25","CDIV","","","$5.00"',
  '"3/1/2026","3/1/2026","3/1/2026","","ACH Deposit","ACH","","","$5,000.00"',
  '""',
  '"","","","","","","","","","The data provided is for informational purposes only."',
].join("\n");

const line = (code: string, { units = "", amount = "", instrument = "ACME" } = {}) =>
  `"3/2/2026","3/2/2026","3/3/2026","${instrument}","Acme","${code}","${units}","","${amount}"`;
const rows = (...lines: string[]) => draftsIn(robinhood, [HEADER, ...lines].join("\n"));
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, meta }) =>
    [tradeType, assetType, symbol, quantity, price, meta.netAmount].join(" "),
  );

describe("Robinhood's activity", () => {
  it("is known by its header", () => {
    expect(recognise(textBytes(`${HEADER}\n`), "x.csv")?.code).toBe("robinhood");
  });

  it("is read line by line, down to the disclaimer", () => {
    expect(itemsIn(robinhood, FILE).filter(({ kind }) => kind === "refused")).toEqual([]);
    const drafts = draftsIn(robinhood, FILE);
    expect(brief(drafts)).toEqual([
      "option_expiration option SPY 3/9/2026 Call $580.00 -1 0 0",
      "sell option SPY 3/9/2026 Call $580.00 -1 4.25 424.96",
      "buy option SPY 3/9/2026 Call $580.00 2 3.5 -700.04",
      "sell stock ACME -4 2189.1 8756.4",
      "buy stock ACME 0.2 25 -5",
      "dividend stock ACME 0 0 5",
      "deposit cash USD 5000 1 5000",
    ]);
    expect(add(...drafts.slice(0, 3).map(({ quantity }) => quantity))).toBe("0");
    expect(drafts[1]?.meta).toMatchObject({ multiplier: "100", instrument: { underlying: "SPY", putCall: "call", strike: "580" } });
    expect(drafts[4]?.meta).toMatchObject({ subtype: "dividend_reinvestment", instrument: { cusip: "037833100", name: "Acme" } });
    expect(unspokenLines(robinhood, textBytes(FILE))).toEqual([]);
  });

  it.each([
    ["SPL", "9", "", "split stock ACME 9 0 0"],
    ["SPR", "9S", "", "split stock ACME -9 0 0"],
    ["MRGS", "10S", "", "merger stock ACME -10 0 0"],
    ["SOFF", "2", "", "spin_off stock ACME 2 0 0"],
    ["REC", "1", "", "transfer_in stock ACME 1 0 0"],
    ["ACATO", "3S", "", "transfer_out stock ACME -3 0 0"],
    ["ITRF", "", "($476.50)", "withdrawal cash USD -476.5 1 -476.5"],
    ["DTAX", "", "($0.50)", "tax stock ACME 0 0 -0.5"],
    ["DFEE", "", "($0.02)", "fee stock ACME 0 0 -0.02"],
    ["CIL", "", "$1.20", "dividend stock ACME 0 0 1.2"],
  ])("%s of %s units and %s is %s", (code, units, amount, expected) => {
    expect(brief(rows(line(code, { units, amount })))).toEqual([expected]);
  });

  it.each([
    ["INT", "$2.00", "interest cash USD 0 0 2"],
    ["MINT", "($2.00)", "interest cash USD 0 0 -2"],
    ["GOLD", "($5.00)", "fee cash USD 0 0 -5"],
    ["ACH", "($5.00)", "withdrawal cash USD -5 1 -5"],
    ["XENT_CC", "$12.00", "deposit cash USD 12 1 12"],
  ])("%s of %s is of the account", (code, amount, expected) => {
    expect(brief(rows(line(code, { amount, instrument: "" })))).toEqual([expected]);
  });

  it("keeps what it doesn't know for review, a trade that was taken back included", () => {
    const [odd, cancel] = rows(line("MOON", { amount: "$5.00" }), line("BCXL", { units: "1S", amount: "$5.00" }));
    expect(odd).toMatchObject({ tradeType: "other", meta: { netAmount: "5", needsReview: true } });
    expect(cancel).toMatchObject({ tradeType: "adjustment", quantity: "-1", meta: { netAmount: "5", needsReview: true } });
  });

  it("says what is wrong with a line", () => {
    expect(itemsIn(robinhood, `${HEADER}\n${line("Buy", { units: "ten" })}\n`).at(-1)).toMatchObject({
      kind: "refused",
      line: 2,
      problem: 'Quantity: "ten" is not valid.',
      expected: "A number such as 1234.56.",
    });
  });

  it("throws nothing but a FormatError when it is damaged, and every line is spoken of", () => {
    fc.assert(
      fc.property(damaged(FILE), (file) => {
        expect(unspokenLines(robinhood, file)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimal } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { FormatError, type FormatItem } from "../types";
import { bank, bytes, investments, invtran, line, STOCK } from "./fixtures";
import { ofx } from "./index";

const FILES = [
  investments(
    `<BUYSTOCK><INVBUY>${invtran("1")}${STOCK}<UNITS>5<UNITPRICE>10<COMMISSION>1<TOTAL>-51</INVBUY></BUYSTOCK><INCOME>${invtran("2")}${STOCK}<INCOMETYPE>DIV<TOTAL>3</INCOME>`,
    `<INVPOSLIST><POSSTOCK><INVPOS>${STOCK}<POSTYPE>LONG<UNITS>5<UNITPRICE>10<MKTVAL>50</INVPOS></POSSTOCK></INVPOSLIST><INVBAL><AVAILCASH>1</INVBAL>`,
  ),
  bank(
    `${line("DEP", "12.34", "<NAME>Grüße</NAME>")}${line("FEE", "-1.00")}`,
    "<LEDGERBAL><BALAMT>5</BALAMT><DTASOF>20250131</DTASOF></LEDGERBAL>",
  ),
].map(bytes);

/** The items, or null for a FormatError; anything else that is thrown fails the test. */
function attempt(file: Uint8Array): FormatItem[] | null {
  try {
    return [...ofx.parse(file)];
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

describe("damaged OFX", () => {
  it("gives nothing but a FormatError wherever it is cut off", () => {
    for (const file of FILES) {
      for (let end = 0; end < file.length; end += 1) expect(attempt(file.subarray(0, end))).toBeNull();
      expect(attempt(file)).not.toBeNull();
    }
  });

  it("never crashes the parser, and never makes a row that is not one", () => {
    const edit = fc.record({
      at: fc.nat(3000),
      remove: fc.nat(40),
      insert: fc.oneof(
        fc.string({ unit: "binary", maxLength: 8 }),
        fc.constantFrom("<", ">", "</STMTTRN>", "<INVTRAN>", "&#x41;", "-", "e9"),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...FILES), fc.array(edit, { minLength: 1, maxLength: 4 }), (file, edits) => {
        let text = new TextDecoder().decode(file);
        for (const { at, remove, insert } of edits) text = text.slice(0, at) + insert + text.slice(at + remove);
        for (const item of attempt(bytes(text)) ?? []) {
          if (item.kind !== "transaction") continue;
          expect(transactionMetaSchema.parse(item.draft.meta)).toEqual(item.draft.meta);
          expect([parseDecimal(item.draft.quantity), parseDecimal(item.draft.price)]).toEqual([item.draft.quantity, item.draft.price]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

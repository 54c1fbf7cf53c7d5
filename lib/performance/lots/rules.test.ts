import { describe, expect, it } from "vitest";
import type { CostMethod, InstrumentBook } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import { row as built, buy, type Fields, sell } from "@/lib/engine/ledger-builder";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import type { TransactionDraft } from "@/lib/formats/types";
import { decimal } from "@/lib/money/decimal";
import { type BooksAround, choiceErrors, mayClose, saleLots } from "./rules";
import { chooseLotsSchema } from "./schema";

const cheap = buy("10", "100", "0", { tradeTime: "2024-01-05T00:00:00.000Z" });
const dear = buy("10", "200", "0", { tradeTime: "2024-02-05T00:00:00.000Z" });

/** The ledger row as its page has it. */
const draftOf = ({ assetType, symbol, quantity, price, currency, tradeType, tradeTime, netAmount, lots }: LedgerRow): TransactionDraft =>
  ({
    ...{ assetType, symbol, quantity, price, currency, tradeType, tradeTime },
    meta: { source: "manual", netAmount, ...(lots ? { lots } : {}) },
  }) as TransactionDraft;

/** The lots of the row `of`, in a ledger of these rows in this order. */
function lotsOf(method: CostMethod, of: LedgerRow, ...rows: readonly LedgerRow[]) {
  const fold = new LedgerFold(method);
  const books: BooksAround = { before: null, after: null, end: null };
  const now = (): InstrumentBook | null => fold.book("ACME");
  for (const each of rows) {
    if (each === of) books.before = now();
    fold.add(each);
    if (each === of) books.after = now();
  }
  books.end = now();
  return saleLots({ id: of.id, accountId: of.accountId, draft: draftOf(of) }, books, { portfolioId: "1", method });
}

const named = (lots: Record<string, string>): Fields => ({
  lots: Object.entries(lots).map(([lotId, quantity]) => ({ lotId, quantity: decimal(quantity) })),
});

describe("the lots of a sale", () => {
  it("are those that the method takes, each with what it cost and gained", () => {
    const sale = sell("12", "300");
    expect(lotsOf("fifo", sale, cheap, dear, sale)).toMatchObject({
      units: "12",
      beyond: "0",
      hasChoice: false,
      lots: [
        { lotId: cheap.id, open: "10", unitCost: "100", taken: "10", gain: "2000" },
        { lotId: dear.id, open: "10", unitCost: "200", taken: "2", gain: "200" },
      ],
    });
    expect(lotsOf("hifo", sale, cheap, dear, sale)?.lots.map(({ taken }) => taken)).toEqual(["2", "10"]);
    expect(lotsOf("average", sale, cheap, dear, sale)?.lots.map(({ unitCost }) => unitCost)).toEqual(["150", "150"]);
  });

  it("are those that are open just before it, whatever comes later", () => {
    const sale = sell("4", "300");
    const lots = lotsOf("fifo", sale, cheap, sale, sell("6", "300"), dear);
    expect(lots?.lots).toMatchObject([{ lotId: cheap.id, open: "10", taken: "4" }]);
  });

  it("are in the units of the day of the sale, after a split", () => {
    const sale = sell("5", "60");
    const split = built({ tradeType: "split", quantity: "10", tradeTime: "2024-03-01T00:00:00.000Z" });
    expect(lotsOf("fifo", sale, cheap, split, sale)?.lots).toMatchObject([{ open: "20", unitCost: "50", taken: "5", gain: "50" }]);
  });

  it("are those of its own account and currency", () => {
    const sale = sell("4", "300");
    const elsewhere = [buy("10", "90", "0", { accountId: "2" }), buy("10", "80", "0", { currency: "EUR" })];
    expect(lotsOf("fifo", sale, ...elsewhere, cheap, sale)?.lots.map(({ lotId }) => lotId)).toEqual([cheap.id]);
  });

  it("are as chosen where the method lets the row say, and else only remembered", () => {
    const sale = sell("4", "300", "0", named({ [dear.id]: "3" }));
    const chosen = lotsOf("specific", sale, cheap, dear, sale);
    expect(chosen?.lots).toMatchObject([
      { taken: "1", chosen: null },
      { taken: "3", chosen: "3" },
    ]);
    expect(chosen?.hasChoice).toBe(true);
    expect(lotsOf("fifo", sale, cheap, dear, sale)?.lots).toMatchObject([{ taken: "4" }, { taken: "0", chosen: "3", gain: null }]);
  });

  it("tell what was chosen and isn't open any more, in full or in part", () => {
    const earlier = sell("15", "250");
    const sale = sell("5", "300", "0", named({ [cheap.id]: "2", [dear.id]: "5", "999/2": "1" }));
    expect(lotsOf("specific", sale, cheap, dear, earlier, sale)?.lost).toEqual([
      { rowId: cheap.id, quantity: "2" },
      { rowId: "999", quantity: "1" },
    ]);
    const partly = sell("5", "300", "0", named({ [cheap.id]: "5" }));
    expect(lotsOf("specific", partly, cheap, dear, sell("7", "250"), partly)?.lost).toEqual([{ rowId: cheap.id, quantity: "2" }]);
  });

  it("named by their dates, as a file does, are those that the engine finds", () => {
    const sale = sell("4", "300", "0", { lots: [{ acquiredAt: "2024-02-05", quantity: decimal("4") }] });
    expect(lotsOf("specific", sale, cheap, dear, sale)).toMatchObject({ lost: [], lots: [{ chosen: null }, { taken: "4", chosen: "4" }] });
  });

  it("leave over what the ledger didn't hold", () => {
    const sale = sell("12", "300");
    expect(lotsOf("fifo", sale, cheap, sale)).toMatchObject({ beyond: "2", lots: [{ taken: "10" }] });
  });
});

describe("other rows that close units", () => {
  it("are deliveries, which gain nothing, and purchases that cover a short position", () => {
    const out = built({ tradeType: "transfer_out", quantity: "-4", tradeTime: "2024-03-01T00:00:00.000Z" });
    expect(lotsOf("lifo", out, cheap, dear, out)?.lots).toMatchObject([{ taken: "0" }, { taken: "4", gain: null }]);
    const short = sell("10", "100", "0", { positionEffect: "open" });
    const cover = buy("4", "80");
    expect(lotsOf("fifo", cover, short, cover)?.lots).toMatchObject([{ open: "10", unitCost: "100", taken: "4", gain: "80" }]);
  });

  it("are no purchases beside what is held, no short sales, and no cash", () => {
    expect(lotsOf("fifo", dear, cheap, dear)).toBeNull();
    const short = sell("10", "100", "0", { positionEffect: "open" });
    expect(lotsOf("fifo", short, short)).toBeNull();
    expect(mayClose(draftOf(built({ assetType: "cash", tradeType: "transfer_out", quantity: "-4" })))).toBe(false);
    expect(mayClose(draftOf(built({ tradeType: "dividend" })))).toBe(false);
  });
});

describe("a choice of lots", () => {
  const sale = sell("12", "300");
  const view = lotsOf("specific", sale, cheap, dear, sale);
  const errors = (chosen: Record<string, string>) =>
    view &&
    choiceErrors(
      view,
      Object.entries(chosen).map(([lotId, quantity]) => ({ lotId, quantity: decimal(quantity) })),
    );

  it("may be of all units or of some, from any lots", () => {
    expect(errors({ [dear.id]: "10", [cheap.id]: "2" })).toEqual({});
    expect(errors({ [dear.id]: "0.5" })).toEqual({});
  });

  it("is refused beside the lot that has fewer units, or isn't open", () => {
    expect(errors({ [cheap.id]: "1", [dear.id]: "10.5" })).toEqual({ [`lot.${dear.id}`]: "This lot has only 10 units." });
    expect(errors({ "999": "1" })).toEqual({ "lot.999": expect.stringContaining("isn't open any more") });
  });

  it("is refused beside the lot with which it is more than the sale", () => {
    expect(errors({ [cheap.id]: "9", [dear.id]: "4" })).toEqual({ [`lot.${dear.id}`]: "This makes 13 units in all, and the sale has 12." });
  });

  it("is read from fields that are blank where nothing is taken", () => {
    const fields = { id: "7", seen: "0", "lot.1": " 2.50 ", "lot.2": "", "lot.3/2": "1", "lot.4": "0" };
    expect(chooseLotsSchema.parse(fields)).toEqual({
      id: "7",
      seen: "0",
      chosen: [
        { lotId: "1", quantity: "2.5" },
        { lotId: "3/2", quantity: "1" },
      ],
    });
  });

  it("is refused beside a field that holds no number, or one below zero", () => {
    const { error } = chooseLotsSchema.safeParse({ id: "7", seen: "0", "lot.1": "ten", "lot.2": "-1", "lot.3": "1e3" });
    expect(error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["lot.1", expect.stringContaining("Expected a plain number")],
      ["lot.2", "Enter how many units of this lot, without a sign."],
      ["lot.3", expect.stringContaining("Expected a plain number")],
    ]);
  });
});

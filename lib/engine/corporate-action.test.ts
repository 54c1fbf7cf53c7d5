import { describe, expect, it } from "vitest";
import { add, decimal } from "@/lib/money/decimal";
import type { CostMethod } from "./books";
import { bookOf, buy, type Fields, folded, positionOf, row, sell } from "./ledger-builder";

const METHODS: readonly CostMethod[] = ["fifo", "lifo", "hifo", "average", "specific"];
const FIRST = "2024-01-05T00:00:00.000Z";
const SECOND = "2024-03-01T00:00:00.000Z";
const held = () => [buy("10", "100", "0", { tradeTime: FIRST }), buy("10", "200", "0", { tradeTime: SECOND })];
const leg = (tradeType: string, symbol: string, quantity: string, fields: Fields = {}) =>
  row({ tradeType, symbol, quantity, groupId: "action", ...fields });
const lotsOf = (books: ReturnType<typeof folded>, instrument: string) =>
  positionOf(books, instrument).lots.map(({ acquiredAt, quantity, cost }) => [acquiredAt, quantity, cost]);

describe("a merger", () => {
  it.each(["symbol_change", "merger", "split"])(
    "into other units (%s) keeps dates and cost of every lot, in either order of legs",
    (type) => {
      const legs = [leg(type, "ACME", "-20"), leg(type, "NEWCO", "5")];
      for (const order of [legs, [...legs].reverse()]) {
        const books = folded("fifo", ...held(), ...order);
        expect(lotsOf(books, "NEWCO")).toEqual([
          [FIRST, "2.5", "1000"],
          [SECOND, "2.5", "2000"],
        ]);
        expect(positionOf(books)).toMatchObject({ quantity: "0", cost: "0", realised: "0" });
        expect(bookOf(books, "NEWCO").problems).toEqual([]);
        expect(bookOf(books).disposals).toEqual([]);
      }
    },
  );

  it("for cash is a sale of every lot", () => {
    const books = folded("fifo", ...held(), leg("merger", "ACME", "-20", { netAmount: "5000" }));
    expect(bookOf(books).disposals.map(({ proceeds, cost, gain }) => [proceeds, cost, gain])).toEqual([
      ["2500", "1000", "1500"],
      ["2500", "2000", "500"],
    ]);
    expect(positionOf(books).realised).toBe("2000");
  });

  it("for units and cash lowers the cost that the units carry by the cash", () => {
    const books = folded("fifo", ...held(), leg("merger", "ACME", "-20", { netAmount: "600" }), leg("merger", "NEWCO", "5"));
    expect(positionOf(books, "NEWCO").cost).toBe("2400");
    expect(positionOf(books).realised).toBe("0");
  });

  it("gains what the cash is above the cost", () => {
    const books = folded("fifo", ...held(), leg("merger", "NEWCO", "5"), leg("merger", "ACME", "-20", { netAmount: "3100" }));
    expect(positionOf(books, "NEWCO").cost).toBe("0");
    expect(positionOf(books).realised).toBe("100");
  });

  it("takes cash for a fraction off the cost of the new units, also where it is a row of its own", () => {
    const cash = leg("merger", "NEWCO", "0", { netAmount: "12.5" });
    const legs = [leg("merger", "ACME", "-20"), leg("merger", "NEWCO", "5")];
    for (const rows of [
      [cash, ...legs],
      [...legs, cash],
    ])
      expect(positionOf(folded("fifo", ...held(), ...rows), "NEWCO").cost).toBe("2987.5");
  });

  it("of which no units went costs what was paid beside the units that came, in either order", () => {
    const paid = leg("symbol_change", "ACME", "0", { netAmount: "-30" });
    const legs = [paid, leg("merger", "NEWCO", "2"), leg("spin_off", "CHILD", "1")];
    for (const order of [legs, [...legs].reverse()]) {
      const books = folded("fifo", ...order);
      expect([positionOf(books, "NEWCO").cost, positionOf(books, "CHILD").cost]).toEqual(["20", "10"]);
      expect(bookOf(books, "NEWCO").problems).toEqual([]);
    }
  });

  it("whose other leg is missing says so, and makes no gain of it", () => {
    const gone = folded("fifo", ...held(), leg("merger", "ACME", "-20"));
    expect(bookOf(gone)).toMatchObject({
      disposals: [],
      problems: [{ code: "group-incomplete" }],
      flows: [{ quantity: "-20", cost: "-3000" }],
    });
    const came = folded("fifo", leg("merger", "NEWCO", "5"));
    expect(bookOf(came, "NEWCO")).toMatchObject({
      problems: [{ code: "group-incomplete" }],
      flows: [{ quantity: "5", cost: null }],
      positions: [{ costKnown: false }],
    });
  });

  it("of units that the ledger doesn't have reports the acquisition that is missing", () => {
    const books = folded("fifo", leg("merger", "ACME", "-20"), leg("merger", "NEWCO", "5"));
    expect(bookOf(books).problems).toMatchObject([{ code: "missing-acquisition" }]);
    expect(positionOf(books, "NEWCO")).toMatchObject({ quantity: "5", cost: "0", costKnown: false });
    expect(positionOf(books)).toMatchObject({ quantity: "0", ledgerQuantity: "-20" });
  });

  it("of a short position carries what was received for it", () => {
    const legs = [leg("merger", "NEWCO", "-5"), leg("merger", "ACME", "10")];
    for (const order of [legs, [...legs].reverse()]) {
      const books = folded("fifo", sell("10", "100"), ...order);
      expect(positionOf(books, "NEWCO")).toMatchObject({ quantity: "-5", cost: "-1000" });
      expect(bookOf(books, "NEWCO").problems).toEqual([]);
    }
  });

  it("makes a loss or gain of its own of units that were sold before their cost came", () => {
    const at = (day: string) => ({ tradeTime: `2024-05-0${day}T00:00:00.000Z` });
    const books = folded(
      "fifo",
      ...held(),
      leg("merger", "NEWCO", "10", at("1")),
      sell("4", "400", "0", { symbol: "NEWCO", ...at("2") }),
      leg("merger", "ACME", "-20", at("3")),
    );
    expect(positionOf(books, "NEWCO")).toMatchObject({ quantity: "6", cost: "1800" });
    expect(bookOf(books, "NEWCO").disposals.map(({ quantity, gain }) => [quantity, gain])).toEqual([
      ["4", "1600"],
      ["0", "-1200"],
    ]);
  });
});

describe("a spin-off", () => {
  const child = (fields: Fields = {}) => leg("spin_off", "CHILD", "4", fields);
  const parent = (fields: Fields = {}) => leg("spin_off", "ACME", "0", fields);

  it("shares the cost by the prices of both, with the dates of the parent", () => {
    const rows = [parent({ price: "90" }), child({ price: "50" })];
    for (const order of [rows, [...rows].reverse()]) {
      const books = folded("fifo", ...held(), ...order);
      expect(lotsOf(books, "ACME")).toEqual([
        [FIRST, "10", "900"],
        [SECOND, "10", "1800"],
      ]);
      expect(lotsOf(books, "CHILD")).toEqual([
        [FIRST, "2", "100"],
        [SECOND, "2", "200"],
      ]);
    }
  });

  it("keeps the names of the parent's lots", () => {
    const rows = held();
    const books = folded("fifo", ...rows, parent({ price: "90" }), child({ price: "50" }));
    expect(positionOf(books).lots.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  it("takes the cost that its row tells from the parent", () => {
    const books = folded("fifo", ...held(), parent(), child({ lots: [{ quantity: decimal("4"), cost: decimal("450") }] }));
    expect([positionOf(books).cost, positionOf(books, "CHILD").cost]).toEqual(["2550", "450"]);
  });

  it("leaves all cost with the parent where nothing says otherwise", () => {
    const alone = folded("fifo", ...held(), child());
    expect(positionOf(alone, "CHILD")).toMatchObject({ cost: "0", costKnown: true });
    expect(bookOf(alone, "CHILD").problems).toEqual([]);
    const together = folded("fifo", ...held(), parent(), child());
    expect([positionOf(together).cost, positionOf(together, "CHILD").cost]).toEqual(["3000", "0"]);
    expect(bookOf(together, "CHILD").problems).toMatchObject([{ code: "group-incomplete" }]);
  });
});

describe("rights", () => {
  it("carry their cost, and what is paid for the subscription, into the new shares", () => {
    const rights = buy("10", "1", "0", { symbol: "RIGHT", tradeTime: FIRST });
    const books = folded("fifo", rights, leg("rights", "RIGHT", "-10"), leg("rights", "ACME", "5", { netAmount: "-40" }));
    expect(lotsOf(books, "ACME")).toEqual([[FIRST, "5", "50"]]);
  });

  it("that expire lose what they had cost", () => {
    const books = folded("fifo", buy("10", "1"), leg("rights", "ACME", "-10"));
    expect(bookOf(books).disposals).toMatchObject([{ proceeds: "0", cost: "10", gain: "-10" }]);
  });
});

describe("a split", () => {
  const split = (quantity: string, fields: Fields = {}) => row({ tradeType: "split", quantity, ...fields });

  it.each(METHODS)("scales the lots and keeps their dates, by %s", (method) => {
    const books = folded(method, ...held(), split("-15"));
    expect(positionOf(books).lots.map(({ acquiredAt, quantity }) => [acquiredAt, quantity])).toEqual([
      [FIRST, "2.5"],
      [SECOND, "2.5"],
    ]);
    expect(positionOf(books)).toMatchObject({ quantity: "5", cost: "3000", realised: "0" });
  });

  it("that leaves a lot without a unit keeps its cost", () => {
    const books = folded(
      "fifo",
      buy("0.000000000000000001", "1000000000000000000"),
      buy("1000000", "1"),
      split("-999999.000000000000000001"),
    );
    expect(positionOf(books)).toMatchObject({ quantity: "1", cost: "1000001", lots: [{ quantity: "1", cost: "1000001" }] });
  });

  it("told in two rows without a group is one split", () => {
    const books = folded("fifo", ...held(), split("-20", { tradeTime: SECOND }), split("40", { tradeTime: SECOND }));
    expect(lotsOf(books, "ACME")).toEqual([
      [FIRST, "20", "1000"],
      [SECOND, "20", "2000"],
    ]);
    expect(bookOf(books).reshapings).toMatchObject([{ factor: "0.5" }]);
  });

  it("is a reshaping once, however many accounts hold the instrument", () => {
    const other = { accountId: "2" };
    const ratio = { to: decimal("3"), from: decimal("1") };
    const books = folded(
      "fifo",
      buy("1", "9"),
      buy("2", "9", "0", other),
      split("2", { tradeTime: FIRST }),
      split("4", { tradeTime: "2024-01-08T00:00:00.000Z", ratio, ...other }),
    );
    expect(bookOf(books).reshapings).toMatchObject([{ at: FIRST, factor: "0.33333333333333333333" }]);
  });

  it("of a ratio of 0, or of none and no units, changes nothing and says so", () => {
    const nothing = { to: decimal("0"), from: decimal("1") };
    for (const fields of [{ ratio: nothing }, {}, { ratio: { to: decimal("2"), from: decimal("1") } }]) {
      const books = folded("fifo", ...held(), split("0", fields));
      expect(positionOf(books)).toMatchObject({ quantity: "20", cost: "3000" });
      expect(bookOf(books).problems).toMatchObject([{ code: "bad-ratio" }]);
    }
    expect(positionOf(folded("fifo", ...held(), split("20", { ratio: nothing })))).toMatchObject({ quantity: "40", cost: "3000" });
  });
});

describe("a return of capital", () => {
  const paid = (netAmount: string) => row({ tradeType: "return_of_capital", netAmount });

  it.each(METHODS)("lowers the cost, and is a gain above it, by %s", (method) => {
    const books = folded(method, buy("10", "10"), paid("30"), paid("90"));
    expect(positionOf(books)).toMatchObject({ cost: "0", realised: "20" });
    expect(bookOf(books).disposals).toMatchObject([{ quantity: "0", proceeds: "20", cost: "0", gain: "20" }]);
  });

  it("is a gain for a lot that cost less, and lowers the others", () => {
    const books = folded("fifo", buy("10", "1"), buy("10", "100"), paid("100"));
    expect(positionOf(books)).toMatchObject({ cost: "950", realised: "40" });
    expect(add(positionOf(books).realised, positionOf(books).cost)).toBe("990");
  });
});

describe("a stock dividend", () => {
  it("comes to the lots that are held", () => {
    const books = folded("fifo", ...held(), row({ tradeType: "stock_dividend", quantity: "2", price: "50" }));
    expect(lotsOf(books, "ACME")).toEqual([
      [FIRST, "11", "1000"],
      [SECOND, "11", "2000"],
    ]);
    expect(bookOf(books).income).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import type { CostMethod } from "./books";
import { foldLedger } from "./fold";
import { bookOf, buy, type Fields, folded, positionOf, row, sell } from "./ledger-builder";

const METHODS: readonly CostMethod[] = ["fifo", "lifo", "hifo", "average", "specific"];
const cash = (tradeType: string, netAmount: string, fields: Fields = {}) =>
  row({ assetType: "cash", symbol: "USD", tradeType, netAmount, quantity: netAmount, ...fields });

describe("income", () => {
  it("is gross, what was withheld, and net", () => {
    const dividend = row({
      tradeType: "dividend",
      netAmount: "85",
      taxes: "15",
      accountId: "7",
      tradeTime: "2025-03-01T00:00:00.000Z",
      dateOnly: true,
    });
    expect(bookOf(folded("fifo", dividend)).income).toEqual([
      {
        rowId: dividend.id,
        accountId: "7",
        instrument: "ACME",
        currency: "USD",
        kind: "dividend",
        at: "2025-03-01T00:00:00.000Z",
        dateOnly: true,
        gross: "100",
        withheld: "15",
        net: "85",
        fx: null,
      },
    ]);
  });

  it("in units is worth the price of the moment, which is then their cost", () => {
    for (const kind of ["reward", "reinvest"]) {
      const books = folded("fifo", row({ tradeType: kind, quantity: "0.5", price: "40" }));
      expect(bookOf(books).income).toMatchObject([{ kind, gross: "20", net: "20" }]);
      expect(positionOf(books)).toMatchObject({ cost: "20", costKnown: true });
      expect(bookOf(books).flows).toEqual([]);
    }
    expect(bookOf(folded("fifo", row({ tradeType: "reward", quantity: "1" }))).problems).toMatchObject([{ code: "unknown-cost" }]);
  });

  it("of a reinvestment that was paid from the balance isn't counted twice", () => {
    const books = folded("fifo", row({ tradeType: "reinvest", quantity: "2", price: "40", netAmount: "-80" }));
    expect(bookOf(books).income).toEqual([]);
    expect(positionOf(books).cost).toBe("80");
  });

  it("of a balance, and charges that stand alone, are kept with the balance or the instrument they are of", () => {
    const books = folded("fifo", cash("interest", "-3"), cash("fee", "-2"), row({ tradeType: "tax", netAmount: "-15" }));
    expect(books.cash).toMatchObject([
      {
        balance: "-20",
        income: [{ kind: "interest", net: "-3", instrument: null }],
        charges: [{ kind: "fee", amount: "-2", instrument: null }],
      },
    ]);
    expect(bookOf(books).charges).toMatchObject([{ kind: "tax", amount: "-15", instrument: "ACME" }]);
  });
});

describe("flows", () => {
  it("of cash are deposits and withdrawals, and no conversions", () => {
    const books = folded("fifo", cash("deposit", "100"), cash("withdrawal", "-30"), cash("fx_conversion", "-20"), cash("interest", "1"));
    expect(books.cash[0]?.flows.map(({ amount }) => amount)).toEqual(["100", "-30"]);
    expect(books.cash[0]?.balance).toBe("51");
  });

  it("per day are sums of the UTC day", () => {
    const books = folded(
      "fifo",
      cash("deposit", "100", { tradeTime: "2025-01-31T00:00:00.000Z" }),
      cash("withdrawal", "-30", { tradeTime: "2025-01-31T23:59:59.999Z" }),
      cash("deposit", "5", { tradeTime: "2025-02-01T00:00:00.000Z" }),
    );
    expect(books.cash[0]?.days).toEqual([
      { day: "2025-01-31", change: "70" },
      { day: "2025-02-01", change: "5" },
    ]);
  });

  it("of units are deliveries that have no other end, at their cost", () => {
    const books = folded(
      "fifo",
      row({ tradeType: "transfer_in", quantity: "10", price: "3" }),
      row({ tradeType: "transfer_out", quantity: "-4" }),
    );
    expect(bookOf(books).flows.map(({ quantity, cost }) => [quantity, cost])).toEqual([
      ["10", "30"],
      ["-4", "-12"],
    ]);
    expect(bookOf(books).disposals).toEqual([]);
  });
});

describe("a transfer between own accounts", () => {
  const move = (tradeType: string, quantity: string, accountId: string, fields: Fields = {}) =>
    row({ tradeType, quantity, accountId, groupId: "move", ...fields });
  const bought = { tradeTime: "2024-01-05T00:00:00.000Z" };

  it("carries lots whichever end is told first, and gives them ids of their new row", () => {
    const [out, into] = [move("transfer_out", "-12", "1"), move("transfer_in", "12", "2")];
    for (const ends of [
      [out, into],
      [into, out],
    ]) {
      const books = folded("fifo", buy("10", "100", "0", bought), buy("5", "200", "0", bought), ...ends);
      expect(positionOf(books, "ACME", "2").lots.map(({ id, quantity, cost }) => [id, quantity, cost])).toEqual([
        [into.id, "10", "1000"],
        [`${into.id}/2`, "2", "400"],
      ]);
      expect(bookOf(books)).toMatchObject({ flows: [], disposals: [], problems: [] });
    }
  });

  it("that loses units on the way delivers the difference away, and says so", () => {
    const books = folded("fifo", buy("10", "100"), move("transfer_out", "-10", "1"), move("transfer_in", "9.5", "2"));
    expect(positionOf(books, "ACME", "2")).toMatchObject({ quantity: "9.5", cost: "950" });
    expect(bookOf(books).flows).toMatchObject([{ quantity: "-0.5", cost: "-50" }]);
    expect(bookOf(books).problems).toMatchObject([{ code: "group-incomplete" }]);
  });

  it("may arrive in parts", () => {
    const books = folded(
      "fifo",
      buy("10", "100", "0", bought),
      move("transfer_out", "-10", "1"),
      move("transfer_in", "4", "2"),
      move("transfer_in", "6", "3"),
    );
    expect([positionOf(books, "ACME", "2").cost, positionOf(books, "ACME", "3").cost]).toEqual(["400", "600"]);
  });

  it("without its other end costs what its row or its lots tell", () => {
    const lots = [
      { quantity: decimal("3"), cost: decimal("90"), acquiredAt: "2020-02-03" },
      { quantity: decimal("2"), cost: decimal("80"), acquiredAt: "2021-02-03T04:05:06.000Z" },
    ];
    const books = folded("fifo", row({ tradeType: "transfer_in", quantity: "5", lots }));
    expect(positionOf(books).lots).toMatchObject([
      { quantity: "3", cost: "90", acquiredAt: "2020-02-03T00:00:00.000Z", dateOnly: true },
      { quantity: "2", cost: "80", acquiredAt: "2021-02-03T04:05:06.000Z", dateOnly: false },
    ]);
    const unknown = folded("fifo", row({ tradeType: "transfer_in", quantity: "5" }));
    expect(positionOf(unknown).costKnown).toBe(false);
    expect(bookOf(unknown).problems).toMatchObject([{ code: "unknown-cost" }]);
  });
});

describe("rows of one instant", () => {
  const at = { tradeTime: "2025-01-02T00:00:00.000Z" };

  it("are taken in the order of their ids, which are numbers", () => {
    const rows = [sell("5", "20", "0", { id: "10", ...at }), buy("5", "10", "0", { id: "9", ...at })];
    expect(bookOf(foldLedger(rows, "fifo")).disposals).toMatchObject([{ rowId: "10", gain: "50" }]);
    expect(bookOf(foldLedger(rows, "fifo")).problems).toEqual([]);
  });

  it("are moves of one day, after the last of which is told what is held", () => {
    const books = folded(
      "fifo",
      buy("5", "10", "0", at),
      buy("5", "20", "0", at),
      sell("1", "20", "0", { tradeTime: "2025-01-03T00:00:00.000Z" }),
    );
    expect(bookOf(books).moves.map(({ day, units, cash }) => [day, units, cash])).toEqual([
      ["2025-01-02", "10", "150"],
      ["2025-01-03", "9", "-20"],
    ]);
  });

  it("in two currencies are moves of each, and all of them tell what is held at the end of the day", () => {
    const books = folded("fifo", buy("5", "10", "1", at), buy("2", "20", "3", { ...at, currency: "EUR" }), sell("1", "11", "0", at));
    expect(bookOf(books).moves).toEqual([
      { day: "2025-01-02", currency: "USD", units: "6", cash: "39", charges: "1" },
      { day: "2025-01-02", currency: "EUR", units: "6", cash: "40", charges: "3" },
    ]);
  });
});

describe("bad input", () => {
  it("of an instrument in two currencies is two positions, and says so", () => {
    const books = folded("fifo", buy("1", "10"), sell("1", "12", "0", { currency: "EUR" }));
    expect(bookOf(books).positions).toMatchObject([
      { currency: "EUR", quantity: "-1" },
      { currency: "USD", quantity: "1" },
    ]);
    expect(bookOf(books).problems.map(({ code }) => code)).toContain("mixed-currencies");
  });

  it("of years that can't be right is kept in its place, and said", () => {
    const years = ["+012025-01-01T00:00:00.000Z", "-000044-03-15T00:00:00.000Z", "1899-12-31T00:00:00.000Z", "2100-01-01T00:00:00.000Z"];
    const books = foldLedger([buy("5", "10"), ...years.map((tradeTime) => buy("1", "1", "0", { tradeTime }))], "fifo");
    expect(bookOf(books).problems.map(({ code }) => code)).toEqual(years.map(() => "implausible-date"));
    expect(positionOf(books)).toMatchObject({ quantity: "9", cost: "54" });
    expect(bookOf(books).firstAt).toBe("-000044-03-15T00:00:00.000Z");
  });

  it("of the smallest quantity there is stays exact", () => {
    const tiny = "0.000000000000000001";
    for (const method of METHODS) {
      const books = folded(method, buy(tiny, "50000"), buy("1", "50000"), sell("1", "60000"));
      expect(positionOf(books)).toMatchObject({ quantity: tiny });
    }
    expect(positionOf(folded("fifo", buy(tiny, "50000"))).avgPrice).toBe("50000");
  });

  it("of a type that nobody knows is counted as it is, and asks for a look", () => {
    const books = folded("fifo", row({ tradeType: "airdrop?", quantity: "3", price: "2" }), row({ tradeType: "other", netAmount: "5" }));
    expect(positionOf(books)).toMatchObject({ quantity: "3", cost: "6" });
    expect(bookOf(books).problems.map(({ code }) => code)).toEqual(["needs-review", "needs-review"]);
    expect(bookOf(books).income).toMatchObject([{ kind: "other", net: "5" }]);
  });

  it("of ten thousand lots is folded by every method", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => buy("1", String(1 + ((index * 7919) % 997))));
    const sales = Array.from({ length: 9_999 }, () => sell("1", "500"));
    for (const method of METHODS) {
      const books = folded(method, ...many, ...sales);
      expect(positionOf(books)).toMatchObject({ quantity: "1", lots: [{ quantity: "1" }] });
      expect(bookOf(books).disposals).toHaveLength(9_999);
    }
  });

  it("of nothing at all is no books", () => {
    expect(foldLedger([], "fifo")).toEqual({ method: "fifo", instruments: [], cash: [], problems: [] });
  });
});

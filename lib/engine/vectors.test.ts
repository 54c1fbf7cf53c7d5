import { describe, expect, it } from "vitest";
import { add, type DecimalString, decimal, multiply, subtract } from "@/lib/money/decimal";
import type { CostMethod, LedgerBooks } from "./books";
import { bookOf, buy, folded, positionOf, row, sell } from "./ledger-builder";
import type { LedgerRow } from "./ledger-row";

/** What other projects and our own arithmetic expect of cost and lots, to the last digit. */

const METHODS: readonly CostMethod[] = ["fifo", "lifo", "hifo", "average", "specific"];
const paid = (quantity: string, total: string) => row({ quantity, netAmount: `-${total}` });
const sold = (quantity: string, total: string) => row({ tradeType: "sell", quantity: `-${quantity}`, netAmount: total });
const closing = (quantity: string, price: string) => sell(quantity, price, "0", { positionEffect: "close" });
const unrealised = (books: LedgerBooks, price: string): DecimalString => {
  const { quantity, cost } = positionOf(books);
  return subtract(multiply(quantity, decimal(price)), cost);
};
const afterEachRow = (method: CostMethod, rows: readonly LedgerRow[]) =>
  rows.map((_, index) => folded(method, ...rows.slice(0, index + 1)));
const left = (books: LedgerBooks) => positionOf(books).lots.map(({ quantity, cost }) => [quantity, cost]);
const fees = (books: LedgerBooks) => {
  const { lots } = positionOf(books);
  return add(...lots.map(({ charges }) => charges), ...bookOf(books).disposals.map(({ charges }) => charges));
};

describe("purchases and sales", () => {
  it.each(["fifo", "average"] as const)("of a first sale out of one lot are the same by %s", (method) => {
    const books = folded(method, paid("109", "3149.20"), sold("15", "531.50"), paid("52", "1684.92"), paid("32", "959.30"));
    const { cost, realised } = positionOf(books);
    // 3149.20 × 94 ÷ 109 + 1684.92 + 959.30, which the source rounds to 5360.04 and 98.12.
    expect([cost, realised]).toEqual(["5360.04385321100917431193", "98.12385321100917431193"]);
    expect(Number(unrealised(books, "100")).toFixed(2)).toBe("12439.96");
  });

  it("are told apart by FIFO and average cost once there are two lots", () => {
    const rows = [paid("109", "3149.20"), paid("52", "1684.92"), sold("15", "531.50")];
    const figures = (method: CostMethod) => {
      const books = folded(method, ...rows);
      const { cost, realised } = positionOf(books);
      return [cost, realised, unrealised(books, "100")].map((figure) => Number(figure).toFixed(2));
    };
    expect(figures("fifo")).toEqual(["4400.74", "98.12", "10199.26"]);
    expect(figures("average")).toEqual(["4383.74", "81.12", "10216.26"]);
  });

  it.each(METHODS)("leave no crumb of cost behind, by %s", (method) => {
    const books = folded(method, paid("10", "0.01"), sell("3", "1"), sell("3", "1"), sell("4", "1"));
    expect(positionOf(books)).toMatchObject({ quantity: "0", cost: "0", realised: "9.99", lots: [] });
  });

  it.each(METHODS)("of a third and two thirds are exactly nothing, by %s", (method) => {
    const books = folded(method, buy("0.3333333333333333", "408"), buy("0.6666666666666667", "400"), sell("1", "411"));
    expect(positionOf(books)).toMatchObject({ quantity: "0", cost: "0" });
  });

  it("keep cost and cash apart from the price of a sale", () => {
    const books = folded("fifo", buy("10", "150", "5"), sell("5", "160", "2"));
    expect(positionOf(books)).toMatchObject({ quantity: "5", cost: "752.5", realised: "45.5" });
    expect(books.cash).toMatchObject([{ balance: "-707" }]);
    expect(positionOf(folded("fifo", buy("10", "150"), sell("5", "160", "2")))).toMatchObject({ cost: "750", avgPrice: "150" });
  });

  it("of coins leave 804.3 and 536.2, and then nothing", () => {
    const books = afterEachRow("fifo", [buy("5", "268.1"), sell("3", "300"), sell("2", "300")]);
    expect(bookOf(books[2] ?? folded("fifo")).disposals.map(({ cost }) => cost)).toEqual(["804.3", "536.2"]);
    expect(books.map((each) => positionOf(each).cost)).toEqual(["1340.5", "536.2", "0"]);
  });

  it("take whole lots and a part of the next one by FIFO", () => {
    const books = folded("fifo", buy("50", "115"), buy("50", "116"), sell("40", "120"), sell("35", "120"));
    expect(bookOf(books).disposals.map(({ quantity, cost }) => [quantity, cost])).toEqual([
      ["40", "4600"],
      ["10", "1150"],
      ["25", "2900"],
    ]);
    expect(left(books)).toEqual([["25", "2900"]]);
    const tooMuch = folded("fifo", buy("50", "115"), buy("50", "116"), closing("40", "120"), closing("65", "120"));
    expect(bookOf(tooMuch).problems).toMatchObject([{ code: "missing-acquisition" }]);
    expect(positionOf(tooMuch)).toMatchObject({ quantity: "0", lots: [] });
  });

  it("follow the average cost of a coin, and report what was never acquired", () => {
    const trades = [
      buy("2", "10"),
      closing("1", "15"),
      buy("1", "30"),
      closing("1.5", "10"),
      buy("3", "20"),
      closing("2", "30"),
      closing("1.5", "10"),
      buy("1", "10"),
      closing("0.5", "5"),
      closing("0.6", "5"),
      closing("0.5", "5"),
    ];
    const books = afterEachRow("average", trades);
    expect(books.map((each) => positionOf(each).cost)).toEqual(["20", "10", "40", "10", "70", "30", "0", "10", "5", "0", "0"]);
    const last = books.at(-1) ?? folded("average");
    const gainOf = (id: string) => add(...bookOf(last).disposals.flatMap((each) => (each.rowId === id ? [each.gain] : [])));
    expect(trades.map(({ id }) => gainOf(id))).toEqual(["0", "5", "0", "-15", "0", "20", "-15", "0", "-2.5", "-2", "2.5"]);
    const missing = bookOf(last).disposals.filter(({ costKnown }) => !costKnown);
    expect(missing.map(({ quantity, gain, cost }) => [quantity, gain, cost])).toEqual([
      ["0.1", "0.5", "0"],
      ["0.5", "2.5", "0"],
    ]);
    expect(bookOf(last).problems.map(({ code }) => code)).toEqual(["missing-acquisition", "missing-acquisition"]);
    expect(bookOf(last).flows).toMatchObject([
      { quantity: "0.1", cost: null },
      { quantity: "0.5", cost: null },
    ]);
  });

  it("take the most expensive lots first by HIFO", () => {
    const trades = [
      buy("2", "3"),
      buy("5", "1"),
      closing("1", "5"),
      buy("1", "2"),
      closing("6", "5"),
      buy("1", "1"),
      closing("2", "5"),
      buy("1", "1"),
      closing("2", "5"),
    ];
    const books = afterEachRow("hifo", trades);
    expect(left(books[2] ?? folded("hifo"))).toEqual([
      ["1", "3"],
      ["5", "5"],
    ]);
    expect(left(books[4] ?? folded("hifo"))).toEqual([["1", "1"]]);
    expect(left(books[6] ?? folded("hifo"))).toEqual([]);
    const last = books[8] ?? folded("hifo");
    expect(
      bookOf(last)
        .disposals.slice(-2)
        .map(({ quantity, costKnown }) => [quantity, costKnown]),
    ).toEqual([
      ["1", true],
      ["1", false],
    ]);
  });

  it("of shorts have the average of what was received", () => {
    const crypto = { assetType: "crypto" };
    const books = folded("average", sell("1", "44558.42", "0", crypto), sell("1", "46737.48", "0", crypto));
    expect(positionOf(books)).toMatchObject({ quantity: "-2", cost: "-91295.9", avgPrice: "45647.95" });
  });
});

describe("the case that the most popular tracker gets wrong", () => {
  const rows = [buy("10", "100"), sell("5", "120"), buy("5", "200"), sell("5", "210")];

  it("is 650 by every method", () => {
    for (const method of METHODS) {
      const books = folded(method, ...rows);
      expect(add(positionOf(books).realised, unrealised(books, "200"))).toBe("650");
    }
  });

  it("is realised and unrealised as each method says", () => {
    const figures = (method: CostMethod) => {
      const books = folded(method, ...rows);
      return [bookOf(books).disposals.map(({ gain }) => gain), unrealised(books, "200"), positionOf(books).avgPrice];
    };
    expect(figures("average")).toEqual([["100", "300"], "250", "150"]);
    expect(figures("fifo")).toEqual([["100", "550"], "0", "200"]);
    expect(figures("lifo")).toEqual([["100", "50"], "500", "100"]);
    expect(figures("hifo")).toEqual([["100", "50"], "500", "100"]);
  });
});

describe("gross and net performance", () => {
  const gross = (books: LedgerBooks, price = "0") => add(positionOf(books).realised, unrealised(books, price), fees(books));
  const net = (books: LedgerBooks, price = "0") => add(positionOf(books).realised, unrealised(books, price));

  it("differ by the charges of both sides", () => {
    const held = folded("average", buy("2", "142.9", "1.55"), buy("2", "136.6", "1.65"));
    expect([gross(held, "148.9"), net(held, "148.9"), positionOf(held).cost]).toEqual(["36.6", "33.4", "562.2"]);
    const gone = folded("average", buy("2", "142.9", "1.55"), sell("1", "136.6", "1.65"), sell("1", "136.6"));
    expect([gross(gone), net(gone), fees(gone), positionOf(gone).quantity]).toEqual(["-12.6", "-15.8", "3.2", "0"]);
    const partly = folded("average", buy("2", "75.8", "2.95"), sell("1", "85.73", "1.3"));
    expect([gross(partly, "87.8"), net(partly, "87.8")]).toEqual(["21.93", "17.68"]);
    const twice = folded("fifo", buy("9", "209.45", "1"), sell("9", "210", "1"), buy("10", "204.11", "1"), sell("10", "208.01", "1"));
    expect([gross(twice), net(twice)]).toEqual(["43.95", "39.95"]);
  });

  it("leave dividends to income", () => {
    const books = folded("fifo", buy("1", "298.58", "19"), row({ tradeType: "dividend", netAmount: "0.62" }));
    expect([gross(books, "331.83"), net(books, "331.83")]).toEqual(["33.25", "14.25"]);
    expect(bookOf(books).income).toMatchObject([{ kind: "dividend", gross: "0.62", net: "0.62" }]);
  });
});

describe("splits", () => {
  const split = (quantity: string) => row({ tradeType: "split", quantity });

  it.each(METHODS)("leave the cost as it is, by %s", (method) => {
    const position = (...rows: LedgerRow[]) => positionOf(folded(method, buy("10", "100"), ...rows));
    expect(position(split("10"))).toMatchObject({ quantity: "20", cost: "1000", avgPrice: "50" });
    expect(position(split("-9"))).toMatchObject({ quantity: "1", cost: "1000", avgPrice: "1000" });
    expect(position(split("10"), sell("5", "60"))).toMatchObject({ quantity: "15", cost: "750", realised: "50" });
  });
});

describe("transfers between own accounts", () => {
  const move = (tradeType: string, quantity: string, accountId: string) => row({ tradeType, quantity, accountId, groupId: "move" });

  it("carry a part of a lot at its cost", () => {
    const books = folded("fifo", paid("10", "1000"), sell("0", "0"), move("transfer_out", "-5", "1"), move("transfer_in", "5", "2"));
    expect(positionOf(books, "ACME", "2")).toMatchObject({ quantity: "5", cost: "500" });
    expect(subtract(decimal("600"), positionOf(books, "ACME", "2").cost)).toBe("100");
  });

  it("carry whole lots, and a part of the next, with charges and dates", () => {
    const dates = ["2024-01-05T00:00:00.000Z", "2024-03-01T00:00:00.000Z"];
    const books = folded(
      "fifo",
      buy("10", "100", "10", { tradeTime: dates[0] ?? "" }),
      buy("5", "200", "5", { tradeTime: dates[1] ?? "" }),
      move("transfer_out", "-12", "1"),
      move("transfer_in", "12", "2"),
    );
    expect(positionOf(books, "ACME", "2")).toMatchObject({
      cost: "1412",
      lots: [
        { quantity: "10", cost: "1010", charges: "10", acquiredAt: dates[0] },
        { quantity: "2", cost: "402", charges: "2", acquiredAt: dates[1] },
      ],
    });
    expect(positionOf(books, "ACME", "1").lots).toMatchObject([{ quantity: "3", cost: "603", charges: "3", acquiredAt: dates[1] }]);
    expect(bookOf(books).flows).toEqual([]);
    expect(bookOf(books).problems).toEqual([]);
  });
});

describe("equal fills", () => {
  it("of one second are four purchases", () => {
    const fills = [buy("1", "40.2", "1.3"), buy("1", "40.2", "0.1"), buy("5", "40.2", "0.49"), buy("1", "40.2", "0.1")];
    const books = folded("fifo", ...fills);
    expect(positionOf(books)).toMatchObject({ quantity: "8", lots: fills.map(({ id }) => ({ id })) });
    expect(fees(books)).toBe("1.99");
  });
});

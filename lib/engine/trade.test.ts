import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { bookOf, buy, type Fields, folded, positionOf, row, sell } from "./ledger-builder";

const option = (tradeType: string, quantity: string, netAmount: string, fields: Fields = {}) =>
  row({ assetType: "option", symbol: "CALL", multiplier: "100", tradeType, quantity, netAmount, ...fields });
const gains = (books: ReturnType<typeof folded>, instrument = "ACME") => bookOf(books, instrument).disposals.map(({ gain }) => gain);

describe("a row that crosses zero", () => {
  it("closes what is held and opens the other side, each with its part of cash and charges", () => {
    const books = folded("fifo", buy("10", "100", "10"), sell("15", "120", "3"));
    expect(bookOf(books).disposals).toMatchObject([{ quantity: "10", proceeds: "1198", cost: "1010", charges: "12", gain: "188" }]);
    expect(positionOf(books)).toMatchObject({ quantity: "-5", lots: [{ quantity: "-5", cost: "-599", charges: "1" }] });
  });

  it("back again gains what the short sale brought, less what buying back cost", () => {
    const books = folded("fifo", sell("5", "20", "1"), buy("8", "10", "4"));
    expect(bookOf(books).disposals).toMatchObject([{ quantity: "-5", proceeds: "99", cost: "52.5", charges: "3.5", gain: "46.5" }]);
    expect(positionOf(books)).toMatchObject({ quantity: "3", cost: "31.5" });
  });
});

describe("a sale of more than is held", () => {
  it("opens a short position, and says that it is assumed unless the row tells", () => {
    expect(bookOf(folded("fifo", sell("5", "20"))).problems).toMatchObject([{ code: "assumed-short" }]);
    expect(bookOf(folded("fifo", sell("5", "20"), sell("5", "20"))).problems).toHaveLength(1);
    expect(bookOf(folded("fifo", sell("5", "20", "0", { positionEffect: "open" }))).problems).toEqual([]);
    expect(bookOf(folded("fifo", sell("5", "20", "0", { assetType: "future" }))).problems).toEqual([]);
  });

  it("lacks an acquisition where it says that it closes, or can't be short", () => {
    for (const fields of [{ positionEffect: "close" as const }, { assetType: "mutual_fund" }, { tradeType: "redemption" }]) {
      const books = folded("fifo", buy("2", "10"), sell("5", "20", "0", fields));
      expect(bookOf(books).problems).toMatchObject([{ code: "missing-acquisition" }]);
      expect(bookOf(books).disposals).toMatchObject([
        { quantity: "2", cost: "20", costKnown: true },
        { quantity: "3", cost: "0", proceeds: "60", costKnown: false },
      ]);
      expect(positionOf(books)).toMatchObject({ quantity: "0", ledgerQuantity: "-3", lots: [] });
    }
  });

  it("of a purchase that closes lacks the short sale", () => {
    const books = folded("fifo", buy("5", "20", "0", { positionEffect: "close" }));
    expect(bookOf(books).disposals).toMatchObject([{ quantity: "-5", proceeds: "0", cost: "100", costKnown: false }]);
    expect(bookOf(books).flows).toMatchObject([{ quantity: "-5", cost: null }]);
  });
});

describe("a sale by specific lots", () => {
  const first = buy("10", "100", "0", { tradeTime: "2024-01-05T10:00:00.000Z" });
  const second = buy("10", "200", "0", { tradeTime: "2024-03-01T10:00:00.000Z" });
  const third = buy("4", "150", "0", { tradeTime: "2024-03-01T11:00:00.000Z" });
  const sale = (quantity: string, lots: { quantity: string; lotId?: string; acquiredAt?: string }[]) =>
    sell(quantity, "300", "0", { lots: lots.map((lot) => ({ ...lot, quantity: decimal(lot.quantity) })) });
  const costs = (...rows: Parameters<typeof bookOf>[0][]) => rows.map((books) => bookOf(books).disposals.map(({ cost }) => cost));

  it("closes the lots that it names, by id, instant or day", () => {
    const books = [{ lotId: third.id }, { acquiredAt: "2024-03-01T11:00:00Z" }, { acquiredAt: "2024-03-01" }].map((name) =>
      folded("specific", first, second, third, sale("4", [{ quantity: "4", ...name }])),
    );
    expect(costs(...books)).toEqual([["600"], ["600"], ["600"]]);
  });

  it("closes the oldest ones for what it doesn't name", () => {
    const books = folded("specific", first, second, sale("7", [{ quantity: "3", lotId: second.id }]));
    expect(costs(books)).toEqual([["600", "400"]]);
    expect(bookOf(books).problems).toEqual([]);
  });

  it("says so when a lot isn't there, and closes the oldest in its place", () => {
    const books = folded("specific", first, second, sale("7", [{ quantity: "7", lotId: "nobody" }]));
    expect(costs(books)).toEqual([["700"]]);
    expect(bookOf(books).problems).toMatchObject([{ code: "lot-not-found" }]);
  });

  it("says so of a delivery too, where a lot is named by its id and not by what a file tells of it", () => {
    const out = (lot: { lotId?: string; acquiredAt?: string }) =>
      row({ tradeType: "transfer_out", quantity: "-4", lots: [{ quantity: decimal("4"), ...lot }] });
    const codes = (lot: Parameters<typeof out>[0]) => bookOf(folded("specific", first, second, out(lot))).problems.map(({ code }) => code);
    expect(codes({ lotId: "nobody" })).toContain("lot-not-found");
    expect(codes({ lotId: second.id })).not.toContain("lot-not-found");
    expect(codes({ acquiredAt: "2020-01-01" })).not.toContain("lot-not-found");
  });

  it("names nothing to the other methods", () => {
    const named = sale("7", [{ quantity: "7", lotId: second.id }]);
    expect(costs(folded("fifo", first, second, named), folded("lifo", first, second, named))).toEqual([["700"], ["1400"]]);
  });
});

describe("an option", () => {
  const stock = (tradeType: string, quantity: string, netAmount: string) => row({ tradeType, quantity, netAmount, groupId: "end" });
  const end = (tradeType: string, quantity: string, fields: Fields = {}) => option(tradeType, quantity, "0", { groupId: "end", ...fields });

  it("that expires loses its premium, or keeps it", () => {
    expect(gains(folded("fifo", option("buy", "2", "-701"), option("option_expiration", "-2", "0")), "CALL")).toEqual(["-701"]);
    expect(gains(folded("fifo", option("sell", "-2", "699"), option("option_expiration", "2", "0")), "CALL")).toEqual(["699"]);
  });

  it("that ends beyond what is held never opens the other side", () => {
    const books = folded("fifo", option("option_expiration", "2", "0"));
    expect(positionOf(books, "CALL").quantity).toBe("0");
    expect(bookOf(books, "CALL").problems).toMatchObject([{ code: "missing-acquisition" }]);
  });

  const cases = [
    {
      name: "a call that is exercised makes the stock dearer",
      premium: ["buy", "1", "-300"],
      ends: ["option_exercise", "-1"],
      delivers: ["buy", "100", "-5000"],
      cost: "5300",
    },
    {
      name: "a put that is assigned makes the stock cheaper",
      premium: ["sell", "-1", "300"],
      ends: ["option_assignment", "1"],
      delivers: ["buy", "100", "-5000"],
      cost: "4700",
    },
  ] as const;
  it.each(cases)("$name, in either order of legs", ({ premium, ends, delivers, cost }) => {
    const legs = [end(ends[0], ends[1]), stock(delivers[0], delivers[1], delivers[2])];
    for (const order of [legs, [...legs].reverse()]) {
      const books = folded("fifo", option(premium[0], premium[1], premium[2]), ...order);
      expect(positionOf(books).cost).toBe(cost);
      expect(gains(books, "CALL")).toEqual(["0"]);
      expect(positionOf(books, "CALL")).toMatchObject({ quantity: "0", realised: "0" });
    }
  });

  it("that delivers stock away changes what the stock brings", () => {
    const shares = buy("100", "40");
    const called = [end("option_assignment", "1"), stock("sell", "-100", "5000")];
    const put = [end("option_exercise", "-1"), stock("sell", "-100", "5000")];
    for (const order of [called, [...called].reverse()])
      expect(gains(folded("fifo", shares, option("sell", "-1", "300"), ...order))).toEqual(["1300"]);
    for (const order of [put, [...put].reverse()])
      expect(gains(folded("fifo", shares, option("buy", "1", "-300"), ...order))).toEqual(["700"]);
  });

  it("shares its premium among the fills of its delivery by units", () => {
    const fills = [stock("buy", "150", "-7500"), stock("buy", "50", "-2500")];
    const books = folded("fifo", option("buy", "2", "-400"), ...fills, end("option_exercise", "-2"));
    expect(positionOf(books).lots.map(({ cost }) => cost)).toEqual(["7800", "2600"]);
  });

  it("without a delivery is settled in cash", () => {
    expect(gains(folded("fifo", option("buy", "1", "-300"), option("option_exercise", "-1", "450")), "CALL")).toEqual(["150"]);
  });
});

describe("a bond", () => {
  const bond = (fields: Fields) => row({ assetType: "bond", priceUnit: "percent", ...fields });

  it("costs its price, and the accrued interest of both sides is income", () => {
    const books = folded(
      "fifo",
      bond({ quantity: "5000", price: "98", netAmount: "-4955", fees: "5", accruedInterest: "50" }),
      bond({ tradeType: "interest", netAmount: "125" }),
      bond({ tradeType: "sell", quantity: "-5000", price: "99", netAmount: "4980", accruedInterest: "-30" }),
    );
    expect(bookOf(books).disposals).toMatchObject([{ proceeds: "4950", cost: "4905", gain: "45" }]);
    expect(bookOf(books).income.map(({ kind, net }) => [kind, net])).toEqual([
      ["interest", "-50"],
      ["interest", "125"],
      ["interest", "30"],
    ]);
  });

  it("has no interest in its cash where price and charges explain all of it", () => {
    const books = folded("fifo", bond({ quantity: "5000", price: "98", netAmount: "-4905", fees: "5", accruedInterest: "50" }));
    expect(positionOf(books).cost).toBe("4905");
    expect(bookOf(books).income).toEqual([]);
  });

  it("that matures is a sale", () => {
    const matured = bond({ tradeType: "redemption", quantity: "-5000", price: "100", netAmount: "5000" });
    expect(gains(folded("fifo", bond({ quantity: "5000", price: "98", netAmount: "-4900" }), matured))).toEqual(["100"]);
  });
});

describe("a future", () => {
  const future = (tradeType: string, quantity: string, price: string, netAmount: string) =>
    row({ assetType: "future", multiplier: "50", tradeType, quantity, price, netAmount });

  it("costs its charges and gains what is settled day by day, over the turn of a year", () => {
    const rows = [
      future("buy", "1", "5000", "-2"),
      future("settlement", "0", "0", "500"),
      future("settlement", "0", "0", "-200"),
      future("sell", "-1", "5010", "-2"),
      future("settlement", "0", "0", "200"),
    ];
    const books = folded("fifo", ...rows);
    expect(gains(books)).toEqual(["500", "-200", "-4", "200"]);
    expect(positionOf(books)).toMatchObject({ quantity: "0", realised: "496" });
  });

  it("sold first has its charges as a cost as well", () => {
    const books = folded("fifo", future("sell", "-1", "5000", "-2"), future("buy", "1", "4990", "498"));
    expect(positionOf(books).realised).toBe("496");
  });
});

describe("what rows record beside their amounts", () => {
  const fx = (rate: string) => ({ from: "USD", to: "EUR", rate: decimal(rate) });
  const bought = buy("10", "5", "1", { id: "1", fx: fx("0.9") });
  const sold = sell("4", "6", "2", { id: "2", fx: fx("0.8"), brokerGain: decimal("1.5"), tradeTime: "2025-01-03T00:00:00.000Z" });

  it("is kept: the rates of both sides, the broker's gain, and the charges of each day", () => {
    const { disposals, moves } = bookOf(folded("fifo", bought, sold));
    expect(disposals).toMatchObject([{ acquiredFx: fx("0.9"), fx: fx("0.8"), brokerGain: "1.5" }]);
    expect(moves.map(({ charges }) => charges)).toEqual(["1", "2"]);
    expect(positionOf(folded("fifo", bought, sold)).lots).toMatchObject([{ id: "1", fx: fx("0.9") }]);
  });

  it("stays with the lot, and the rate of a delivery isn't that of its acquisition", () => {
    const lots = [{ quantity: decimal("10"), acquiredAt: "2020-05-05" }];
    const delivered = row({ id: "1", tradeType: "transfer_in", quantity: "10", price: "5", fx: fx("0.9"), lots });
    expect(bookOf(folded("fifo", delivered, sold)).disposals).toMatchObject([{ acquiredFx: null, fx: fx("0.8") }]);
  });
});

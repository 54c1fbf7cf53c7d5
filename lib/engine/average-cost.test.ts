import { describe, expect, it } from "vitest";
import { add, decimal } from "@/lib/money/decimal";
import type { AccountPosition, InstrumentBook } from "./books";
import { buy, folded, row, sell } from "./ledger-builder";
import type { LedgerRow } from "./ledger-row";

type Position = Omit<InstrumentBook, "positions"> & AccountPosition;
const positions = (...rows: LedgerRow[]): Position[] =>
  folded("average", ...rows).instruments.flatMap(({ positions: found, ...book }) => found.map((position) => ({ ...book, ...position })));
const only = (...rows: LedgerRow[]): Position => {
  const [position, ...others] = positions(...rows);
  if (!position || others.length > 0) throw new Error("expected exactly one position");
  return position;
};
const costsAfterEach = (rows: readonly LedgerRow[]) => rows.map((_, index) => only(...rows.slice(0, index + 1)).cost);
const named = (symbol: string, ...rows: LedgerRow[]) => positions(...rows).find((position) => position.symbol === symbol);

describe("the average cost of a position", () => {
  it("goes in with what was paid, fees included", () => {
    expect(only(buy("2", "142.9", "1.55"), buy("2", "136.6", "1.65"))).toMatchObject({ quantity: "4", cost: "562.2", avgPrice: "140.55" });
    expect(only(buy("2", "142.9"), buy("2", "136.6"))).toMatchObject({ cost: "559", avgPrice: "139.75" });
  });

  it("goes out in proportion to the units sold", () => {
    const paid = (quantity: string, total: string) => row({ quantity, netAmount: `-${total}` });
    expect(Number(only(paid("109", "3149.20"), sell("15", "35"), paid("52", "1684.92"), paid("32", "959.30")).cost)).toBeCloseTo(
      5360.04,
      2,
    );
    expect(Number(only(paid("109", "3149.20"), paid("52", "1684.92"), sell("15", "35")).cost)).toBeCloseTo(4383.74, 2);
    expect(only(buy("10", "150"), sell("5", "160", "2"))).toMatchObject({ quantity: "5", cost: "750", avgPrice: "150" });
    expect(only(buy("2", "75.8", "2.95"), sell("1", "85.73", "1.3"))).toMatchObject({ quantity: "1", cost: "77.275" });
  });

  it("isn't changed by the price of a sale", () => {
    const trades = [buy("10", "100"), sell("5", "120"), buy("5", "200"), sell("5", "210")];
    expect(costsAfterEach(trades)).toEqual(["1000", "500", "1500", "750"]);
    expect(only(...trades).avgPrice).toBe("150");
  });

  it("follows a long run of purchases and sales exactly", () => {
    const trades = [
      buy("2", "10"),
      sell("1", "15"),
      buy("1", "30"),
      sell("1.5", "10"),
      buy("3", "20"),
      sell("2", "30"),
      sell("1.5", "10"),
      buy("1", "10"),
      sell("0.5", "5"),
    ];
    expect(costsAfterEach(trades)).toEqual(["20", "10", "40", "10", "70", "30", "0", "10", "5"]);
  });

  it("leaves no crumb when the last unit goes", () => {
    expect(only(row({ quantity: "10", netAmount: "-0.01" }), sell("3", "1"), sell("3", "1"), sell("4", "1"))).toMatchObject({
      quantity: "0",
      cost: "0",
      avgPrice: null,
    });
    expect(only(buy("0.3333333333333333", "408"), buy("0.6666666666666667", "400"), sell("1", "411"))).toMatchObject({
      quantity: "0",
      cost: "0",
    });
  });

  it("of a short position is negative: what was received for it", () => {
    expect(only(sell("1", "44558.42"), sell("1", "46737.48"))).toMatchObject({ quantity: "-2", cost: "-91295.9", avgPrice: "45647.95" });
    expect(only(sell("4", "10"), buy("1", "50"))).toMatchObject({ quantity: "-3", cost: "-30", avgPrice: "10" });
  });

  it("begins anew with the rest of the row that crosses zero", () => {
    expect(only(buy("10", "100"), sell("15", "120"))).toMatchObject({ quantity: "-5", cost: "-600", avgPrice: "120" });
    expect(only(sell("5", "20"), buy("8", "10", "4"))).toMatchObject({ quantity: "3", cost: "31.5" });
  });

  it("counts units given free of cash at their price, and units of a stock dividend at nothing", () => {
    const given = { quantity: "2", price: "50" };
    expect(only(row({ ...given, tradeType: "reinvest" })).cost).toBe("100");
    expect(only(row({ ...given, tradeType: "reward" })).cost).toBe("100");
    expect(only(buy("8", "100"), row({ ...given, tradeType: "stock_dividend" }))).toMatchObject({
      quantity: "10",
      cost: "800",
      avgPrice: "80",
    });
  });

  it("is lowered by a return of capital, and by no other income", () => {
    const income = (tradeType: string) => row({ tradeType, netAmount: "30" });
    expect(only(buy("10", "10"), income("return_of_capital")).cost).toBe("70");
    expect(only(buy("10", "10"), income("dividend"), income("interest"), income("tax"), income("fee")).cost).toBe("100");
    expect(only(buy("1", "10"), sell("1", "10"), income("return_of_capital")).cost).toBe("0");
  });

  it("is per unit of the quoted price, for contracts and for prices in percent", () => {
    const option = row({ assetType: "option", quantity: "2", price: "3.5", netAmount: "-701", multiplier: "100" });
    expect(only(option)).toMatchObject({ cost: "701", avgPrice: "3.505", multiplier: "100" });
    const bond = row({ assetType: "bond", quantity: "5000", price: "98", netAmount: "-4900", priceUnit: "percent" });
    expect(only(bond)).toMatchObject({ cost: "4900", avgPrice: "98", priceUnit: "percent" });
    expect(only(row({ ...bond, tradeType: "opening_balance", netAmount: "0", multiplier: null })).cost).toBe("4900");
  });
});

describe("units that are delivered", () => {
  const transfer = (fields: Parameters<typeof row>[0]) => row({ tradeType: "transfer_in", quantity: "12", ...fields });

  it("bring the cost of their lots", () => {
    const lots = [
      { quantity: decimal("10"), cost: decimal("1010") },
      { quantity: decimal("2"), cost: decimal("402") },
    ];
    expect(only(transfer({ price: "999", lots }))).toMatchObject({ cost: "1412", costKnown: true });
  });

  it("count at their price when the lots don't tell the whole cost", () => {
    expect(only(transfer({ price: "10", lots: [{ quantity: decimal("12") }] })).cost).toBe("120");
    expect(only(transfer({ price: "10", lots: [{ quantity: decimal("5"), cost: decimal("1") }] })).cost).toBe("120");
  });

  it("leave the cost unknown when nothing tells it, until the position is closed", () => {
    const unknown = transfer({});
    expect(only(buy("1", "10"), unknown)).toMatchObject({ quantity: "13", costKnown: false });
    expect(only(unknown, sell("12", "10"), buy("1", "10"))).toMatchObject({ cost: "10", costKnown: true });
  });

  it("take their part of the cost along when they go", () => {
    expect(only(buy("10", "100"), row({ tradeType: "transfer_out", quantity: "-4", price: "500" }))).toMatchObject({
      quantity: "6",
      cost: "600",
    });
  });

  it("count at their price when a person enters them", () => {
    for (const tradeType of ["opening_balance", "adjustment", "journal", "other", "something new"]) {
      expect(only(row({ tradeType, quantity: "3", price: "7" })).cost).toBe("21");
      expect(only(row({ tradeType, quantity: "-3", price: "7" })).cost).toBe("-21");
    }
  });
});

describe("a corporate action", () => {
  const leg = (tradeType: string, symbol: string, quantity: string, fields = {}) =>
    row({ tradeType, symbol, quantity, groupId: "action", ...fields });

  it("of splitting changes the units and not the cost", () => {
    const split = (quantity: string, groupId: string | null = null) => row({ tradeType: "split", quantity, groupId });
    expect(only(buy("10", "100"), split("10"))).toMatchObject({ quantity: "20", cost: "1000", avgPrice: "50" });
    expect(only(buy("10", "100"), split("-9"))).toMatchObject({ quantity: "1", cost: "1000", avgPrice: "1000" });
    expect(only(buy("10", "100"), split("-9", "action"))).toMatchObject({ quantity: "1", cost: "1000" });
    expect(only(buy("10", "100"), split("10"), sell("5", "60"))).toMatchObject({ quantity: "15", cost: "750" });
    expect(only(buy("3", "100"), split("3"), split("-4"))).toMatchObject({ quantity: "2", cost: "300", avgPrice: "150" });
    expect(only(sell("10", "100"), split("-10"))).toMatchObject({ quantity: "-20", cost: "-1000" });
  });

  it.each(["split", "merger", "symbol_change"])(
    "of two legs (%s) carries the cost from the old units to the new, whichever is told first",
    (type) => {
      const legs = [leg(type, "ACME", "-10"), leg(type, "NEWCO", "4")];
      for (const order of [legs, [...legs].reverse()]) {
        const rows = [buy("10", "100"), ...order];
        expect(named("ACME", ...rows)).toMatchObject({ quantity: "0", cost: "0" });
        expect(named("NEWCO", ...rows)).toMatchObject({ quantity: "4", cost: "1000", avgPrice: "250" });
      }
    },
  );

  it("that replaces units of the same instrument keeps its cost, whichever leg is told first", () => {
    const legs = [leg("split", "ACME", "-10"), leg("split", "ACME", "1")];
    for (const order of [legs, [...legs].reverse()])
      expect(only(buy("10", "100"), ...order)).toMatchObject({ quantity: "1", cost: "1000" });
  });

  it("carries a short position's cost as well", () => {
    const rows = [sell("10", "100"), leg("merger", "NEWCO", "-5"), leg("merger", "ACME", "10")];
    expect(named("NEWCO", ...rows)).toMatchObject({ quantity: "-5", cost: "-1000" });
  });

  it("for cash alone lets the cost go", () => {
    expect(only(buy("10", "100"), leg("merger", "ACME", "-10", { netAmount: "1200" }))).toMatchObject({ quantity: "0", cost: "0" });
  });

  it("into several instruments loses nothing of the cost in dividing it", () => {
    const rows = [
      leg("merger", "ONE", "1"),
      buy("7", "10"),
      leg("merger", "ACME", "-7"),
      leg("merger", "TWO", "1"),
      leg("merger", "THREE", "1"),
    ];
    expect(add(...positions(...rows).map(({ cost }) => cost))).toBe("70");
    expect(named("ACME", ...rows)?.cost).toBe("0");
  });

  it("adds what was paid for the new units to what they carry", () => {
    const rows = [buy("10", "1"), leg("rights", "ACME", "-10"), leg("rights", "NEWCO", "5", { netAmount: "-40" })];
    expect(named("NEWCO", ...rows)).toMatchObject({ cost: "50" });
  });

  it("has nothing to do with another one", () => {
    const rows = [buy("10", "100"), leg("merger", "ACME", "-10"), leg("merger", "OTHER", "5", { groupId: "another" })];
    expect(named("OTHER", ...rows)).toMatchObject({ cost: "0" });
  });
});

describe("an instrument", () => {
  it("is called what its latest row calls it", () => {
    const isin = "US0378331005";
    const shared = { instrument: "7", isin };
    const found = only(
      buy("1", "10", "0", { ...shared, symbol: "AAPL", name: "Apple" }),
      buy("1", "10", "0", { ...shared, symbol: "AAPL.US" }),
    );
    expect(found).toMatchObject({ quantity: "2", symbol: "AAPL.US", name: "Apple", isin });
  });

  it("is a position of its own in another currency", () => {
    expect(positions(buy("1", "1"), buy("1", "1", "0", { currency: "EUR" }))).toMatchObject([{ currency: "EUR" }, { currency: "USD" }]);
  });

  it("has the price of its last trade", () => {
    const later = "2025-02-01T00:00:00.000Z";
    expect(
      only(
        buy("1", "10"),
        sell("1", "12", "0", { tradeTime: later }),
        row({ tradeType: "transfer_in", quantity: "1", price: "3", tradeTime: later }),
      ),
    ).toMatchObject({
      lastPrice: "12",
      lastPriceAt: later,
    });
    expect(only(row({ tradeType: "opening_balance", quantity: "1", price: "3" }))).toMatchObject({ lastPrice: null, lastPriceAt: null });
  });

  it.each(["split", "merger", "spin_off"])("has no price after a %s, until the next trade", (tradeType) => {
    const action = row({ tradeType, quantity: "1", tradeTime: "2025-03-01T00:00:00.000Z" });
    expect(only(buy("1", "10"), action)).toMatchObject({ lastPrice: null, lastPriceAt: null });
    expect(only(buy("1", "10"), action, buy("1", "5", "0", { tradeTime: "2025-03-02T00:00:00.000Z" })).lastPrice).toBe("5");
  });
});

describe("cash", () => {
  it("is the sum of what every row moved, per currency", () => {
    const { cash } = folded(
      "average",
      buy("10", "150", "5"),
      sell("5", "160", "2"),
      row({ tradeType: "dividend", netAmount: "1.5", currency: "EUR" }),
    );
    expect(cash).toMatchObject([
      { currency: "EUR", balance: "1.5" },
      { currency: "USD", balance: "-707" },
    ]);
  });

  it("is never a position, whatever moves it", () => {
    for (const tradeType of ["deposit", "withdrawal", "fx_conversion", "fee", "interest", "tax"]) {
      for (const assetType of ["cash", "forex"])
        expect(positions(row({ assetType, tradeType, symbol: "USD", quantity: "100", price: "1", netAmount: "100" }))).toEqual([]);
    }
    expect(positions(row({ assetType: "cash", tradeType: "opening_balance", symbol: "USD", quantity: "100", netAmount: "100" }))).toEqual(
      [],
    );
    expect(
      positions(row({ assetType: "forex", tradeType: "buy", symbol: "EUR.USD", quantity: "100", price: "1.1", netAmount: "0" })),
    ).toHaveLength(1);
  });
});

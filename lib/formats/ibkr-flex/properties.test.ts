import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, decimal, multiply, negate } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { FormatError } from "../types";
import { ibkrFlex } from ".";
import { cashTransaction, cashTransactions, element, flexOf, kinds, parse, rowsOf, trade, trades } from "./flex-builder";

/** Positive decimals with up to 12 whole digits and 8 decimals. */
const amounts = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.integer({ min: 0, max: 8 })).map(([digits, places]) => {
  const text = digits.toString().padStart(places + 1, "0");
  return decimal(places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`);
});

describe("any trade", () => {
  it("written to a statement gives back the same numbers", () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, fc.boolean(), (size, price, fee, buys) => {
        const quantity = buys ? size : negate(size);
        const proceeds = negate(multiply(quantity, price));
        const netCash = add(proceeds, negate(fee));
        const [row] = rowsOf(
          trades(trade({ quantity, tradePrice: price, proceeds, ibCommission: negate(fee), netCash, buySell: buys ? "BUY" : "SELL" })),
        );
        expect(row).toMatchObject({
          quantity,
          price,
          tradeType: buys ? "buy" : "sell",
          meta: { netAmount: netCash, grossAmount: proceeds, fees: [{ amount: fee }] },
        });
      }),
    );
  });
});

describe("any file", () => {
  const xml = flexOf(
    trades(trade({ description: "Ä–東" }), trade({ assetCategory: "CASH", symbol: "EUR.USD", tradeID: "2" })),
    cashTransactions(cashTransaction(), cashTransaction({ type: "Deposits/Withdrawals" })),
    element(
      "OpenPositions",
      {},
      element("OpenPosition", { currency: "USD", symbol: "A", position: "1", reportDate: "20250131", levelOfDetail: "SUMMARY" }),
    ),
  );
  const bytes = new TextEncoder().encode(xml);

  it("that is cut off anywhere is refused as a whole: no part of it is taken for all of it", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => [...ibkrFlex.parse(bytes.subarray(0, length))]).toThrow(FormatError);
    }
  });

  it("with a byte changed is either refused or accounts for every line", () => {
    const lines = 5;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        try {
          const items = [...ibkrFlex.parse(changed)];
          const outcomes = items.filter(({ kind }) => kind !== "statement" && kind !== "snapshot");
          expect(outcomes.length).toBeGreaterThanOrEqual(lines);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("with garbage in its fields gives rows, skips and refusals, and never breaks", () => {
    const names = [
      "Trade",
      "Order",
      "Lot",
      "CashTransaction",
      "CorporateAction",
      "Transfer",
      "OptionEAE",
      "OpenPosition",
      "CashReportCurrency",
      "ConversionRate",
      "FxTransaction",
      "Novelty",
    ];
    const fields = [
      "currency",
      "assetCategory",
      "symbol",
      "conid",
      "quantity",
      "position",
      "tradePrice",
      "proceeds",
      "netCash",
      "amount",
      "type",
      "dateTime",
      "date",
      "reportDate",
      "buySell",
      "ibCommission",
      "ibCommissionCurrency",
      "multiplier",
      "strike",
      "expiry",
      "putCall",
      "levelOfDetail",
      "notes",
      "transactionType",
      "rate",
      "fromCurrency",
      "toCurrency",
      "endingCash",
      "openCloseIndicator",
      "direction",
      "cashTransfer",
      "fxRateToBase",
      "description",
      "isin",
      "__proto__",
      "constructor",
    ];
    const values = fc
      .oneof(
        fc.string({ unit: "grapheme" }),
        amounts,
        amounts.map(negate),
        fc.constantFrom(
          "USD",
          "GBX",
          "CASH",
          "STK",
          "BOND",
          "EUR.USD",
          "20250115",
          "20250115;103000",
          "SUMMARY",
          "LOT",
          "BUY",
          "SELL (Ca.)",
          "TradeCancel",
          "NaN",
          "1e999",
          "1e30",
          "--",
          "0",
          "FS",
          "A",
          "Dividends",
          "toString",
          "constructor",
        ),
      )
      .map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "?"));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.array(fc.tuple(fc.constantFrom(...fields), values)))), (rows) => {
        const written = rows.map(([name, attributes]) =>
          element(name, Object.assign(Object.create(null) as Record<string, string>, { currency: "USD" }, Object.fromEntries(attributes))),
        );
        const items = parse(flexOf(element("Rows", {}, ...written, "")));
        const elements = new Set(items.filter(({ kind }) => kind !== "statement").map(({ line }) => line));
        expect(elements.size).toBe(written.length);
        for (const item of items)
          if (item.kind === "transaction") expect(transactionMetaSchema.safeParse(item.draft.meta).error).toBeUndefined();
        expect(kinds(items).every((kind) => ["transaction", "holding", "rate", "cancellation", "skipped", "refused"].includes(kind))).toBe(
          true,
        );
      }),
      { numRuns: 400 },
    );
  });
});

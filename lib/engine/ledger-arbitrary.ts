import fc from "fast-check";
import { decimal } from "@/lib/money/decimal";
import { TRADE_TYPE_CODES } from "@/lib/transactions/trade-types";
import { row } from "./ledger-builder";
import type { LedgerRow } from "./ledger-row";

/** Ledgers of every kind of row, in every combination that a broker could and could not send. */

const INSTRUMENTS = ["ONE", "TWO", "THREE"];
const START = Date.parse("2024-01-01T00:00:00.000Z");
const DAY_MS = 86_400_000;

const amount = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([units, places]) => decimal((units / 10 ** places).toFixed(6)));
/** Also the smallest unit of a coin, and more than anybody has. */
const quantity = fc.oneof(
  { weight: 9, arbitrary: amount },
  { weight: 1, arbitrary: fc.constantFrom(...["0", "0.000000000000000001", "-0.000000000000000001", "1000000000000"].map(decimal)) },
);
const magnitude = amount.map((value) => decimal(value.replace("-", "")));

/** Rows in the order of a ledger, up to `maxLength` of them over a few days, with ids from 1. */
export const ledgerArbitrary = ({ maxLength = 40 } = {}): fc.Arbitrary<LedgerRow[]> =>
  fc
    .array(
      fc.record({
        accountId: fc.constantFrom("1", "2"),
        assetType: fc.constantFrom("stock", "stock", "bond", "option", "crypto", "future", "mutual_fund", "cash"),
        symbol: fc.constantFrom(...INSTRUMENTS),
        currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
        tradeType: fc.constantFrom("buy", "sell", "buy", "sell", ...TRADE_TYPE_CODES, "unheard_of"),
        quantity,
        price: magnitude,
        netAmount: amount,
        fees: fc.constantFrom("0", "0", "1.5"),
        taxes: fc.constantFrom("0", "0", "0.25"),
        accruedInterest: fc.constantFrom(null, null, null, "12.5"),
        groupId: fc.constantFrom(null, null, null, "one", "two"),
        priceUnit: fc.constantFrom(null, null, "percent" as const),
        positionEffect: fc.constantFrom(null, null, null, "open" as const, "close" as const),
        ratio: fc.constantFrom(null, null, { to: decimal("2"), from: decimal("1") }, { to: decimal("0"), from: decimal("1") }),
        lots: fc.constantFrom(null, null, null, [
          { quantity: decimal("1"), acquiredAt: "2024-01-02" },
          { quantity: decimal("2"), lotId: "1" },
        ]),
        day: fc.integer({ min: 0, max: 8 }),
      }),
      { maxLength },
    )
    .map((found) =>
      found
        .sort((a, b) => a.day - b.day)
        .map(({ day, ...fields }, index) =>
          row({ ...fields, id: String(index + 1), tradeTime: new Date(START + day * DAY_MS).toISOString() }),
        ),
    );

/** Purchases, sales and deliveries of one instrument: what the methods differ in. */
export const tradesArbitrary = fc
  .array(
    fc.record({
      sells: fc.boolean(),
      units: fc.integer({ min: 1, max: 900 }),
      price: fc.integer({ min: 1, max: 50_000 }),
      fee: fc.integer({ min: 0, max: 300 }),
      day: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 60 },
  )
  .map((found) =>
    found
      .sort((a, b) => a.day - b.day)
      .map(({ sells, units, price, fee, day }, index) => {
        const cash = (sells ? units * price : -units * price) - fee;
        const cents = decimal((cash / 100).toFixed(2));
        const tradeTime = new Date(START + day * DAY_MS).toISOString();
        return row({
          id: String(index + 1),
          tradeTime,
          tradeType: sells ? "sell" : "buy",
          quantity: `${sells ? -units : units}`,
          price: (price / 100).toFixed(2),
          netAmount: cents,
          fees: (fee / 100).toFixed(2),
        });
      }),
  );

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DecimalString, decimal, multiply, negate, subtract, ZERO } from "@/lib/money/decimal";
import type { CostMethod, InstrumentBook, LedgerBooks } from "./books";
import { foldLedger, LedgerFold } from "./fold";
import { ledgerArbitrary, tradesArbitrary } from "./ledger-arbitrary";
import { row } from "./ledger-builder";
import { isCashRow } from "./ledger-row";
import { linkedInstruments } from "./links";

/** What holds of every ledger, by every method. */

const method = fc.constantFrom<CostMethod>("fifo", "lifo", "hifo", "average", "specific");
const ledgerAndMethod = fc.tuple(ledgerArbitrary(), method);
const sum = (values: readonly DecimalString[]) => add(ZERO, ...values);
const everyPosition = ({ instruments }: LedgerBooks) => instruments.flatMap(({ positions }) => positions);

/** Every string in a value, wherever it is. */
function numbersIn(value: unknown, key = ""): string[] {
  const amounts = /quantity|cost|charges|realised|avgPrice|proceeds|gain|gross|withheld|net|amount|balance|change|factor/i;
  if (typeof value === "string") return amounts.test(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => numbersIn(each, key));
  if (value && typeof value === "object") return Object.entries(value).flatMap(([name, each]) => numbersIn(each, name));
  return [];
}

describe("any ledger", () => {
  it("has lots that add up to the position, on its side, and a position that adds up to the rows and what is missing", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        for (const { instrument, positions, flows } of foldLedger(rows, by).instruments)
          for (const { accountId, currency, quantity, ledgerQuantity, cost, lots } of positions) {
            expect(sum(lots.map((lot) => lot.quantity))).toBe(quantity);
            expect(sum(lots.map((lot) => lot.cost))).toBe(cost);
            for (const lot of lots) expect([lot.quantity === "0", lot.quantity.startsWith("-")]).toEqual([false, quantity.startsWith("-")]);
            const own = rows.filter((each) => each.instrument === instrument && each.accountId === accountId && each.currency === currency);
            expect(ledgerQuantity).toBe(sum(own.filter((each) => !isCashRow(each)).map((each) => each.quantity)));
            if (quantity === "0") expect(cost).toBe("0");
            expect(flows.every(({ amount }) => amount === null)).toBe(true);
          }
      }),
    );
  });

  it("has as much cash as its rows add up to, day by day", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        for (const { accountId, currency, balance, days } of foldLedger(rows, by).cash) {
          const own = rows.filter((each) => each.accountId === accountId && each.currency === currency);
          expect(balance).toBe(sum(own.map(({ netAmount }) => netAmount)));
          expect(balance).toBe(sum(days.map(({ change }) => change)));
          expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort());
        }
      }),
    );
  });

  it("realises what its disposals gain, each of them proceeds less cost", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        for (const { positions, disposals } of foldLedger(rows, by).instruments) {
          for (const { proceeds, cost, gain } of disposals) expect(gain).toBe(subtract(proceeds, cost));
          for (const { accountId, currency, realised } of positions) {
            const own = disposals.filter((each) => each.accountId === accountId && each.currency === currency);
            expect(realised).toBe(sum(own.map(({ gain }) => gain)));
          }
        }
      }),
    );
  });

  it("gains what came in cash, and holds at cost what went: no method makes or loses money", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        const books = foldLedger(rows, by);
        for (const currency of ["USD", "EUR"]) {
          const positions = everyPosition(books).filter((each) => each.currency === currency);
          const result = subtract(sum(positions.map(({ realised }) => realised)), sum(positions.map(({ cost }) => cost)));
          const units = rows.filter((each) => each.currency === currency && !isCashRow(each));
          const ids = new Set(units.map(({ id }) => id));
          const flows = books.cash.flatMap((cash) => cash.flows.filter(({ rowId }) => ids.has(rowId)));
          const moved = flows.map(({ amount }) => negate(amount ?? ZERO));
          const told = books.instruments.flatMap((book) => outside(book, currency));
          expect(result).toBe(sum([...units.map(({ netAmount }) => netAmount), ...moved, ...told]));
        }
      }),
    );
  });

  it("has plain numbers everywhere", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        for (const number of numbersIn(foldLedger(rows, by))) expect(decimal(number)).toBe(number);
      }),
    );
  });

  it("gives the same books in one go, and asked after every row", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        const fold = new LedgerFold(by);
        for (const each of rows) {
          fold.add(each);
          fold.books();
        }
        expect(fold.books()).toEqual(foldLedger(rows, by));
      }),
    );
  });

  it("gives the same books in whatever order its rows are handed over", () => {
    fc.assert(
      fc.property(
        ledgerAndMethod.chain(([rows, by]) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }), fc.constant(by)),
        ),
        ([rows, shuffled, by]) => {
          expect(foldLedger(shuffled, by)).toEqual(foldLedger(rows, by));
        },
      ),
    );
  });

  // How the cash of a merger is shared among its legs can't be known before the last of them is there.
  it("gives the same past whatever comes later, other than further legs of the same event", () => {
    fc.assert(
      fc.property(ledgerArbitrary(), method, fc.integer({ min: 0, max: 9 }), (rows, by, day) => {
        const until = `2024-01-0${day}`;
        const before = new Set(rows.flatMap(({ groupId, tradeTime }) => (groupId !== null && tradeTime < until ? groupId : [])));
        fc.pre(!rows.some(({ groupId, tradeTime }) => tradeTime >= until && groupId !== null && before.has(groupId)));
        const whole = foldLedger(rows, by);
        const part = foldLedger(
          rows.filter(({ tradeTime }) => tradeTime < until),
          by,
        );
        const early = whole.cash.flatMap(({ days }) => days.filter((each) => each.day < until).map(({ change }) => change));
        expect(sum(part.cash.flatMap(({ days }) => days.map(({ change }) => change)))).toBe(sum(early));
        for (const { instrument, moves } of part.instruments) {
          const later = whole.instruments.find((book) => book.instrument === instrument)?.moves ?? [];
          expect(later.filter((move) => move.day < until)).toEqual(moves);
        }
      }),
    );
  });

  it("has the same positions without its events", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        const fold = new LedgerFold(by, { events: false });
        for (const each of rows) fold.add(each);
        expect(everyPosition(fold.books())).toEqual(everyPosition(foldLedger(rows, by)));
      }),
    );
  });

  it("can be folded set by set of linked instruments", () => {
    fc.assert(
      fc.property(ledgerAndMethod, ([rows, by]) => {
        const whole = foldLedger(rows, by);
        const units = rows.filter((each) => !isCashRow(each));
        const links = linkedInstruments(units);
        const parts = [...new Set(links.values())].flatMap((set) => {
          const own = units.filter(({ instrument }) => links.get(instrument) === set);
          return foldLedger(own, by).instruments;
        });
        expect(parts.sort((a, b) => (a.instrument < b.instrument ? -1 : 1))).toEqual(whole.instruments);
      }),
    );
  });
});

describe("trades of one instrument", () => {
  const price = decimal("123.45");

  it("come to the same total by every method: proceeds less cost, and the value of what is left", () => {
    fc.assert(
      fc.property(tradesArbitrary, method, (rows, by) => {
        const positions = everyPosition(foldLedger(rows, by));
        const total = sum(positions.map(({ realised, quantity, cost }) => add(realised, subtract(multiply(quantity, price), cost))));
        const cash = sum(rows.map(({ netAmount }) => netAmount));
        expect(total).toBe(add(cash, multiply(sum(rows.map(({ quantity }) => quantity)), price)));
      }),
    );
  });

  it("charge what their rows charge, once", () => {
    fc.assert(
      fc.property(tradesArbitrary, method, (rows, by) => {
        const { instruments } = foldLedger(rows, by);
        const lots = instruments.flatMap(({ positions }) => positions.flatMap((position) => position.lots));
        const disposals = instruments.flatMap((book) => book.disposals);
        expect(sum([...lots, ...disposals].map(({ charges }) => charges))).toBe(sum(rows.map(({ fees }) => fees)));
      }),
    );
  });

  it("aren't changed by moving everything to another account and back", () => {
    fc.assert(
      fc.property(
        tradesArbitrary,
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom<CostMethod>("fifo", "lifo", "hifo", "average"),
        (rows, at, by) => {
          const before = rows.slice(0, at);
          const held = sum(before.map(({ quantity }) => quantity));
          const tradeTime = before.at(-1)?.tradeTime ?? "2024-01-01T00:00:00.000Z";
          const leg = (tradeType: string, quantity: DecimalString, accountId: string, groupId: string) =>
            row({ tradeType, quantity, accountId, groupId, tradeTime });
          const moves =
            held === "0" || held.startsWith("-")
              ? []
              : [
                  leg("transfer_out", negate(held), "1", "there"),
                  leg("transfer_in", held, "2", "there"),
                  leg("transfer_out", negate(held), "2", "back"),
                  leg("transfer_in", held, "1", "back"),
                ];
          const numbered = [...before, ...moves, ...rows.slice(at)].map((each, index) => ({ ...each, id: String(index + 1) }));
          const facts = (books: LedgerBooks) =>
            books.instruments.map(({ positions, disposals, flows }) => ({
              flows,
              positions: positions
                .filter(({ accountId }) => accountId === "1")
                .map(({ quantity, cost, realised, lots }) => ({
                  quantity,
                  cost,
                  realised,
                  lots: lots.map((lot) => [lot.acquiredAt, lot.quantity, lot.cost]),
                })),
              gains: disposals.map(({ at: instant, quantity, gain, acquiredAt }) => [instant, quantity, gain, acquiredAt]),
            }));
          expect(facts(foldLedger(numbered, by))).toEqual(facts(foldLedger(rows, by)));
        },
      ),
    );
  });
});

/** What reached the positions of a currency without being a trade of theirs: income in units, deliveries, costs that were told. */
function outside(book: InstrumentBook, currency: string): DecimalString[] {
  const income = book.income.filter((each) => each.currency === currency).map(({ net }) => negate(net));
  const charges = book.charges.filter((each) => each.currency === currency).map(({ amount }) => negate(amount));
  const flows = book.flows.filter((each) => each.currency === currency).flatMap(({ cost }) => (cost === null ? [] : [negate(cost)]));
  return [...income, ...charges, ...flows];
}

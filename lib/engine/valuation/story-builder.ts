import fc from "fast-check";
import { absolute, add, type DecimalString, decimal, divide, multiply, negate, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { Disposal, ExternalFlow, InstrumentBook } from "../books";
import { bookOf, disposalOf, incomeOf, price, rate, type Step, stepOf, unitFlow } from "./book-builder";
import { addDays, type DaySpan } from "./calendar";
import type { PriceEntry } from "./prices";
import { RateTable } from "./rates";

/** Random stories of one instrument in dollars, told day by day, and the book that a fold at average cost makes of them. */

export const FIRST_DAY = "2025-01-01";

export interface StoryDay {
  /** In dollars; null: nobody quotes it that day. */
  price: string | null;
  /** Dollars for a euro; null: nobody publishes it that day. */
  rate: string | null;
  /** Units bought (+) or sold (−), never more than are held. */
  trade: number;
  fee: string;
  dividend: string;
  /** Units delivered from outside. */
  delivered: number;
}

const cents = (max: number) => fc.integer({ min: 1, max }).map((number) => (number / 100).toFixed(2));
const mostly = (value: fc.Arbitrary<string>) => fc.option(value, { freq: 4 });
const rarely = <Value>(value: fc.Arbitrary<Value>, none: Value) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(none) }, { weight: 1, arbitrary: value });

const storyDay: fc.Arbitrary<StoryDay> = fc.record({
  price: mostly(cents(100_000)),
  rate: mostly(fc.integer({ min: 5000, max: 20_000 }).map((number) => (number / 10_000).toFixed(4))),
  trade: rarely(fc.integer({ min: -20, max: 20 }), 0),
  fee: rarely(cents(2000), "0"),
  dividend: rarely(cents(10_000), "0"),
  delivered: rarely(fc.integer({ min: 1, max: 5 }), 0),
});

/** From 2 to 25 days; the first one has a rate, so that every row has one on its day. */
export const stories: fc.Arbitrary<StoryDay[]> = fc
  .array(storyDay, { minLength: 2, maxLength: 25 })
  .map((days) => days.map((day, index) => (index === 0 ? { ...day, rate: day.rate ?? "1.1" } : day)));

export interface Told {
  book: InstrumentBook;
  prices: PriceEntry[];
  rates: RateTable;
  span: DaySpan;
  /** By day: units at its end, and dollars that were paid for units less those received, charges not counted. */
  days: { day: string; quantity: DecimalString; paid: DecimalString; charges: DecimalString }[];
}

export function told(story: readonly StoryDay[]): Told {
  let [quantity, cost, charges] = [ZERO, ZERO, ZERO];
  const [steps, disposals, flows]: [Step[], Disposal[], ExternalFlow[]] = [[], [], []];
  const days = story.map(({ trade, fee, delivered, price: quoted }, index) => {
    const day = addDays(FIRST_DAY, index);
    const at = decimal(quoted ?? "7.77");
    if (delivered > 0) {
      const worth = multiply(decimal(String(delivered)), decimal("3.21"));
      [quantity, cost] = [add(quantity, decimal(String(delivered))), add(cost, worth)];
      flows.push(unitFlow(day, String(delivered), worth, { currency: "USD" }));
    }
    const units = trade < 0 && sign(add(quantity, decimal(String(trade)))) < 0 ? negate(quantity) : decimal(String(trade));
    const gross = multiply(units, at);
    const paidFee = sign(units) === 0 ? ZERO : decimal(fee);
    if (sign(units) > 0) cost = add(cost, gross, paidFee);
    if (sign(units) < 0) {
      const share = round(divide(multiply(cost, absolute(units)), quantity) ?? ZERO, 20);
      disposals.push(disposalOf(day, subtract(absolute(gross), paidFee), share, { currency: "USD", quantity: absolute(units) }));
      cost = subtract(cost, share);
    }
    [quantity, charges] = [add(quantity, units), add(charges, paidFee)];
    steps.push(stepOf(day, quantity, cost, { currency: "USD", charges }));
    return { day, quantity, paid: gross, charges: paidFee };
  });
  return {
    book: bookOf({ steps, disposals, flows, income: dividendsOf(story) }),
    prices: story.flatMap((each, index) =>
      each.price === null ? [] : [price(addDays(FIRST_DAY, index), each.price, { currency: "USD" })],
    ),
    rates: new RateTable(
      story.flatMap((each, index) => (each.rate === null ? [] : [rate(addDays(FIRST_DAY, index), "EUR", "USD", each.rate)])),
    ),
    span: { from: FIRST_DAY, to: addDays(FIRST_DAY, story.length - 1) },
    days,
  };
}

function dividendsOf(story: readonly StoryDay[]): InstrumentBook["income"] {
  return story.flatMap(({ dividend }, index) =>
    dividend === "0" ? [] : [incomeOf(addDays(FIRST_DAY, index), dividend, "0.01", { currency: "USD" })],
  );
}

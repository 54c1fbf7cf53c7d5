import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DecimalString } from "@/lib/money/decimal";
import type { TimeSeries } from "./chart-data";
import { packSeries, unpackSeries } from "./packed-series";

const value = fc.option(fc.integer().map((number) => `${number / 100}` as DecimalString));

/** Objects as JavaScript writes them: React takes no others to the browser. */
const record = <Fields>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) => fc.record(fields, { noNullPrototype: true });

describe("a series of days", () => {
  it("comes out of its pack as it went in, with its gaps", () => {
    const series: fc.Arbitrary<TimeSeries> = fc.nat({ max: 40 }).chain((days) =>
      record({
        days: fc.constant(Array.from({ length: days }, (_, index) => new Date(index * 86_400_000).toISOString().slice(0, 10))),
        lines: fc.array(
          record({
            label: fc.string(),
            look: fc.constant("line" as const),
            color: fc.constant(1 as const),
            values: fc.array(value, { minLength: days, maxLength: days }),
          }),
          { maxLength: 3 },
        ),
        unit: fc.constant({ kind: "fraction" } as const),
        explained: fc.constant({ portfolio: "1", from: "2025-01-01" }),
      }),
    );
    fc.assert(
      fc.property(series, (each) => {
        expect(unpackSeries(packSeries(each))).toEqual(each);
      }),
    );
  });
});

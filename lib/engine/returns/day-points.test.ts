import { expect, it } from "vitest";
import { ZERO } from "@/lib/money/decimal";
import { dayPoints } from "./day-points";
import { daysOf } from "./return-days-builder";
import { drawdown } from "./risk";
import { timeWeighted } from "./twr";

it("A chart has a point for every day of the range, with null where a day isn't computable", () => {
  const days = daysOf("2025-01-01", "100", [["110"], [null], ["99"]]);
  const result = timeWeighted(days);
  expect(dayPoints(days, result, drawdown(result, days.from), { cumulative: [ZERO, ZERO, null, null] })).toEqual([
    { day: "2025-01-01", value: "110", invested: "0", twr: "0.1", drawdown: "0", benchmark: "0" },
    { day: "2025-01-02", value: null, invested: "0", twr: null, drawdown: null, benchmark: null },
    { day: "2025-01-03", value: "99", invested: "0", twr: "-0.01", drawdown: "-0.1", benchmark: null },
  ]);
});

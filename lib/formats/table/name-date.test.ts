import { expect, it } from "vitest";
import { dateInName } from "./name-date";

it.each([
  ["Portfolio_2025-12-31.csv", "2025-12-31"],
  ["positions-20251231.xlsx", "2025-12-31"],
  ["OPEN POSITION 31122025", "2025-12-31"],
  ["Bestand 31.12.2025.csv", "2025-12-31"],
  ["Positions_31-Dec-2025_10_22.csv", "2025-12-31"],
  ["Posities 5 mrt 2025.xlsx", "2025-03-05"],
  ["Portfolio.csv", null],
  ["account 20251331 of 2025.csv", null],
  ["50423728_2025-02-30.xlsx", null],
  ["1202512314.csv", null],
])("%s is of %s", (name, date) => {
  expect(dateInName(name)).toBe(date);
});

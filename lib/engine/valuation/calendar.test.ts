import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayAt, dayNumber, daysBetween, earlierDay, laterDay } from "./calendar";

describe("days", () => {
  it("are counted as the calendar has them, wherever the computer is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
        expect(dayNumber(dayAt(number))).toBe(number);
        expect(Date.parse(`${dayAt(number)}T00:00:00Z`)).toBe(number * 86_400_000);
      }),
    );
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2025-02-28", "2025-03-01")).toBe(1);
    expect(addDays("2024-12-31", 1)).toBe("2025-01-01");
  });

  it("of another month are the last one where that month is shorter", () => {
    expect(addMonths("2025-03-31", -1)).toBe("2025-02-28");
    expect(addMonths("2024-03-31", -1)).toBe("2024-02-29");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2025-01-15", -1)).toBe("2024-12-15");
    expect(addMonths("2025-11-15", 14)).toBe("2027-01-15");
  });

  it("come before and after each other", () => {
    expect([earlierDay("2025-01-01", "2025-01-02"), laterDay("2025-01-01", "2025-01-02")]).toEqual(["2025-01-01", "2025-01-02"]);
    expect([earlierDay("2025-01-02", "2025-01-01"), laterDay("2025-01-01", "2025-01-01")]).toEqual(["2025-01-01", "2025-01-01"]);
  });
});

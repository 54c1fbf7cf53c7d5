import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellDate, isDateFormat } from "./workbook-dates";

const DAY = 86_400_000;

describe("number formats", () => {
  it.each([
    [14, undefined],
    [22, undefined],
    [45, undefined],
    [30, undefined],
    [164, "yyyy-mm-dd"],
    [164, "DD/MM/YYYY\\ HH:MM:SS"],
    [164, "[$-407]d. mmmm yyyy;@"],
    [164, "mmm-yy"],
    [164, "hh:mm:ss.000"],
    [164, "h:mm AM/PM"],
    [164, "m/d"],
  ])("%i %s shows a date", (id, code) => {
    expect(isDateFormat(id, code)).toBe(true);
  });

  it.each([
    [0, undefined],
    [2, undefined],
    [10, undefined],
    [49, undefined],
    [164, "General"],
    [164, "#,##0.00"],
    [164, '#,##0.00 "USD"'],
    [164, '0 "days"'],
    [164, "[Red]-0.00"],
    [164, "0.00E+00"],
    [164, "_-* #,##0.00\\ _€_-"],
    [164, "@"],
    [164, "0%"],
  ])("%i %s shows a number", (id, code) => {
    expect(isDateFormat(id, code)).toBe(false);
  });
});

describe("a date cell", () => {
  it.each([
    ["45912", false, "2025-09-12"],
    ["45912.572800926", false, "2025-09-12T13:44:50.000"],
    ["61", false, "1900-03-01"],
    ["44450", true, "2025-09-12"],
    ["0.5", false, "12:00:00.000"],
    ["0.572800925925926", false, "13:44:50.000"],
    ["0", false, "00:00:00.000"],
    ["4.5912E+4", false, "2025-09-12"],
    ["2958465", false, "9999-12-31"],
    ["2958466", false, "2958466"],
    ["-1", false, "-1"],
    ["12/09/2025", false, "12/09/2025"],
    ["", false, ""],
    [".", false, "."],
  ])("%s (of 1904: %s) is %s", (value, since1904, text) => {
    expect(cellDate(value, since1904)).toBe(text);
  });

  it("is the moment that was stored, to the millisecond, whatever the float", () => {
    const moment = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2150, 0, 1) });
    fc.assert(
      fc.property(moment, fc.boolean(), (time, since1904) => {
        const serial = (time - (since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30))) / DAY;
        const iso = new Date(time).toISOString().slice(0, -1);
        expect(cellDate(String(serial), since1904)).toBe(iso.endsWith("T00:00:00.000") ? iso.slice(0, 10) : iso);
      }),
      { numRuns: 200 },
    );
  });
});

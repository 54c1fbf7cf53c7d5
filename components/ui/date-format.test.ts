import { describe, expect, it } from "vitest";
import { formatDateTime, formatDay, formatMonth } from "./date-format";

describe("a date on the screen", () => {
  it("without a time is the same day in every zone", () => {
    for (const timeZone of ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"]) {
      expect(formatDateTime("2026-10-30T00:00:00.000Z", { dateOnly: true, timeZone })).toBe("30 Oct 2026");
    }
  });

  it("with a time is shown in the viewer's zone", () => {
    expect(formatDateTime("2026-10-30T23:30:00Z")).toBe("30 Oct 2026, 23:30");
    expect(formatDateTime("2026-10-30T23:30:00Z", { timeZone: "Pacific/Kiritimati" })).toBe("31 Oct 2026, 13:30");
  });

  it("follows the viewer's language", () => {
    expect(formatDateTime("2026-10-30T00:00:00Z", { dateOnly: true, locale: "de-DE" })).toBe("30. Okt. 2026");
  });

  it("that is no date has no text", () => {
    expect(formatDateTime("soon")).toBeNull();
  });
});

describe("a day and a month of a chart", () => {
  it("are the same in every zone of the machine", () => {
    expect(formatDay("2026-10-01", "en-GB")).toBe("1 Oct 2026");
    expect(formatMonth("2026-10")).toBe("October 2026");
    expect([formatMonth("2026-10", "en-GB", "short"), formatMonth("2026-10", "en-GB", "bare")]).toEqual(["Oct 2026", "October"]);
  });

  it("stay as they are when they are none", () => {
    expect([formatDay("soon"), formatMonth("soon")]).toEqual(["soon", "soon"]);
  });
});

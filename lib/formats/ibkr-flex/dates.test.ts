import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, readMoment } from "./dates";

const instant = (text: string) => {
  const moment = readMoment(text);
  return moment && instantOf(moment);
};

describe("dates of a Flex statement", () => {
  it.each([
    ["20250912", "2025-09-12"],
    ["2025-09-12", "2025-09-12"],
    ["09/12/2025", "2025-09-12"],
    ["12-SEP-25", "2025-09-12"],
    ["12-Sep-2025", "2025-09-12"],
    ["20240229", "2024-02-29"],
  ])("reads %s as %s, without a time", (text, date) => {
    expect(readMoment(text)).toEqual({ date, time: null, zone: null });
  });

  it.each([
    "20250115;103000",
    "2025-01-15, 10:30:00",
    "2025-01-15 10:30:00",
    "2025-01-15T10:30:00",
    "15-JAN-25;10:30:00",
    "01/15/2025,103000",
  ])("reads %s as half past ten in New York, five hours behind UTC in winter", (text) => {
    expect(instant(text)).toBe("2025-01-15T15:30:00.000Z");
  });

  it("knows that New York is four hours behind UTC in summer", () => {
    expect(instant("20250715;103000")).toBe("2025-07-15T14:30:00.000Z");
  });

  it("takes the first of the two times that exist when the clocks go back, and moves on over the hour that's missing in spring", () => {
    expect(instant("20251102;013000")).toBe("2025-11-02T05:30:00.000Z");
    expect(instant("20250309;023000")).toBe("2025-03-09T07:30:00.000Z");
    expect(instant("20250309;030000")).toBe("2025-03-09T07:00:00.000Z");
  });

  it.each([
    ["20250715;103000 EST", "2025-07-15T15:30:00.000Z"],
    ["20250715;103000 EDT", "2025-07-15T14:30:00.000Z"],
    ["20250715;103000 UTC", "2025-07-15T10:30:00.000Z"],
    ["2025-07-15T10:30:00+02:00", "2025-07-15T08:30:00.000Z"],
    ["20250715;103000 Europe/Berlin", "2025-07-15T08:30:00.000Z"],
    ["20250715;103000 US/Eastern", "2025-07-15T14:30:00.000Z"],
  ])("believes the zone that is printed: %s", (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it("puts a date without a time at 00:00 UTC, wherever the server stands", () => {
    expect(instant("20250912")).toBe("2025-09-12T00:00:00.000Z");
  });

  it.each([
    "20250231",
    "2025-02-29",
    "31/02/2025",
    "02/31/2025",
    "31-FEB-25",
    "20251301",
    "20250912;250000",
    "20250912;106000",
    "20250912;103000 XYZ",
    "20250912;1030",
    "12.09.2025",
    "now",
    "",
    "00010101",
  ])("does not read %j, which is no date that exists", (text) => {
    expect(readMoment(text)).toBeNull();
  });

  it("reads back every day that it writes", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("1950-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }), (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(instant(date.replaceAll("-", ""))).toBe(`${date}T00:00:00.000Z`);
      }),
    );
  });
});

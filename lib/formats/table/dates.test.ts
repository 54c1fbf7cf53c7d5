import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DateOrder, instantOf, possibleOrders, readTime, readTimeOfDay } from "./dates";

const day = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2059-12-31"), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const MONTHS = {
  English: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  "English in full": "January February March April May June July August September October November December",
  German: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
  "German, short": "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
  French: "janv févr mars avr mai juin juil août sept oct nov déc",
  Dutch: "jan feb mrt apr mei jun jul aug sep okt nov dec",
  Spanish: "ene feb mar abr may jun jul ago sep oct nov dic",
  Italian: "gen feb mar apr mag giu lug ago set ott nov dic",
  Portuguese: "jan fev mar abr mai jun jul ago set out nov dez",
};

/** The same day in every spelling, with the order in which its numbers stand. */
function spellings(date: string): [string, DateOrder][] {
  const [year = "", month = "", d = ""] = date.split("-");
  const [m1, d1, y2] = [String(Number(month)), String(Number(d)), year.slice(2)];
  const word = MONTHS.English.split(" ")[Number(month) - 1];
  const isThisCentury = year >= "2000" || Number(y2) >= 60;
  return [
    [date, "ymd"],
    [date, "dmy"],
    [`${year}/${month}/${d}`, "mdy"],
    [`${year}.${month}.${d}`, "dmy"],
    [`${year}${month}${d}`, "dmy"],
    [`${d}.${month}.${year}`, "dmy"],
    [`${d1}.${m1}.${year}`, "dmy"],
    [`${d}/${month}/${year}`, "dmy"],
    [`${d}-${month}-${year}`, "dmy"],
    [`${month}/${d}/${year}`, "mdy"],
    [`${m1}/${d1}/${year}`, "mdy"],
    [`${d1} ${word} ${year}`, "dmy"],
    [`${d}-${word}-${year}`, "mdy"],
    [`${word} ${d1}, ${year}`, "mdy"],
    ...(isThisCentury
      ? ([
          [`${d}.${month}.${y2}`, "dmy"],
          [`${m1}/${d1}/${y2}`, "mdy"],
        ] as [string, DateOrder][])
      : []),
  ];
}

describe("a date", () => {
  it("reads back from any usual spelling", () => {
    fc.assert(
      fc.property(day, (date) => {
        for (const [text, order] of spellings(date)) expect([text, order, readTime(text, order)?.date]).toEqual([text, order, date]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(Object.entries(MONTHS))("has a month by its name in %s", (_language, names) => {
    names.split(" ").forEach((name, index) => {
      expect([name, readTime(`3 ${name} 2025`, "dmy")?.date]).toEqual([name, `2025-${String(index + 1).padStart(2, "0")}-03`]);
    });
  });

  it.each([
    "31.02.2025",
    "00.01.2025",
    "01.13.2025",
    "2025-02-29",
    "1.2.3.4",
    "31.12",
    "12.2025",
    "3 Foo 2025",
    "",
    "today",
    "1899-12-31",
    "2025-1-1x",
    "9".repeat(70),
  ])("%j is none", (text) => {
    expect(readTime(text, "dmy")).toBeNull();
  });
});

describe("a time", () => {
  it.each([
    ["2025-09-12T13:44:50Z", "2025-09-12T13:44:50.000Z"],
    ["2025-09-12T13:44:50.123456Z", "2025-09-12T13:44:50.123Z"],
    ["2025-09-12 13:44:50+02:00", "2025-09-12T11:44:50.000Z"],
    ["2025-09-12T13:44:50-0430", "2025-09-12T18:14:50.000Z"],
    ["12.09.2025, 13:44", "2025-09-12T11:44:00.000Z"],
    ["12.01.2025 13:44:50", "2025-01-12T12:44:50.000Z"],
    ["Sep 12, 2025, 9:05:07 PM", "2025-09-12T19:05:07.000Z"],
    ["12/09/2025 12:30 AM", "2025-09-11T22:30:00.000Z"],
    ["2025-09-12 13:44:50 UTC", "2025-09-12T13:44:50.000Z"],
    ["2025-09-12 13:44:50 +0000 UTC", "2025-09-12T13:44:50.000Z"],
  ])("%s in Berlin is %s", (text, instant) => {
    const written = readTime(text, "dmy");
    expect(written && instantOf(written, "Europe/Berlin")).toEqual({ instant, dateOnly: false });
  });

  it("that isn't there leaves the date, whatever the zone", () => {
    const written = readTime("12.09.2025", "dmy");
    expect(written && instantOf(written, "Pacific/Kiritimati")).toEqual({ instant: "2025-09-12T00:00:00.000Z", dateOnly: true });
  });

  it.each(["24:00", "12:60", "1:2", "13:00 PM", "12.5", "noon", "12:00:00:00"])("%j is no time of day", (text) => {
    expect(readTimeOfDay(text)).toBeNull();
  });
});

describe("the order of a column", () => {
  it.each([
    [["13/01/2025", "02/03/2025"], ["dmy"]],
    [["01/13/2025", "02/03/2025"], ["mdy"]],
    [["01/02/2025"], ["dmy", "mdy"]],
    [["2025-01-02"], ["dmy", "mdy", "ymd"]],
    [["13/01/2025", "01/13/2025"], []],
    [
      ["", " "],
      ["dmy", "mdy", "ymd"],
    ],
  ])("of %j can be %j", (cells, possible) => {
    expect(possibleOrders(cells).possible).toEqual(possible);
  });

  it("names the first cell against each order that is out", () => {
    expect(possibleOrders(["01/02/2025", "13/01/2025"]).against).toEqual({ mdy: "13/01/2025", ymd: "01/02/2025" });
  });
});

describe("any text", () => {
  it("is a moment or none, and never an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        for (const order of ["dmy", "mdy", "ymd"] as const) {
          const written = readTime(text, order);
          if (written) expect(instantOf(written, "America/New_York").instant).toMatch(/^\d{4}-/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

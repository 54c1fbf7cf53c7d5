import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, isNow, NOW, parseMoment, withMoment } from "./schema";

const TODAY = new Date("2025-06-15T12:00:00Z");
const moment = (search: Parameters<typeof parseMoment>[0]) => parseMoment(search, TODAY);

describe("the moment in an address", () => {
  it("is a day, an instant, both or now", () => {
    expect(moment({ asOf: "2024-12-31" })).toEqual({ asOf: "2024-12-31", known: null });
    expect(moment({ known: "2025-02-01T10:00:00Z" })).toEqual({ asOf: null, known: "2025-02-01T10:00:00.000000Z" });
    expect(moment({ asOf: "2024-02-29", known: "2025-02-01T10:00Z", q: "x" })).toEqual({
      asOf: "2024-02-29",
      known: "2025-02-01T10:00:00.000000Z",
    });
    expect(moment({})).toEqual(NOW);
  });

  it("keeps microseconds, and says every instant in UTC", () => {
    expect(moment({ known: "2025-02-01T10:00:00.123456Z" }).known).toBe("2025-02-01T10:00:00.123456Z");
    expect(moment({ known: "2025-02-01T01:00:00.5+14:00" }).known).toBe("2025-01-31T11:00:00.500000Z");
  });

  it("is now for today, for days to come and for instants to come", () => {
    for (const asOf of ["2025-06-15", "2025-06-16", "9999-12-31"]) expect(isNow(moment({ asOf }))).toBe(true);
    expect(isNow(moment({ known: "2025-06-15T12:00:00.001Z" }))).toBe(true);
  });

  it("is as if it weren't there when nobody could say what it means", () => {
    for (const text of ["", "yesterday", "2025-02-30", "2025-2-1", "0001-01-01", "2025-01-01'; --", "20250101"])
      expect(moment({ asOf: text })).toEqual(NOW);
    for (const text of ["", "2025-02-01", "2025-02-30T10:00Z", "2025-02-01T25:00Z", "2025-02-01T10:00", "0000-01-01T00:00Z", "1e3"])
      expect(moment({ known: text })).toEqual(NOW);
  });

  it("takes the first of several, and never throws", () => {
    expect(moment({ asOf: ["2024-12-31", "2023-12-31"] }).asOf).toBe("2024-12-31");
    fc.assert(fc.property(fc.string(), fc.string(), (asOf, known) => void moment({ asOf, known })));
  });
});

describe("a link that keeps the moment", () => {
  const past = { asOf: "2024-12-31", known: "2025-02-01T10:00:00.000000Z" };

  it("says it beside what the link says already, before the fragment", () => {
    expect(withMoment("/accounts/1", past)).toBe("/accounts/1?asOf=2024-12-31&known=2025-02-01T10%3A00%3A00.000000Z");
    expect(withMoment("/accounts/1?type=buy#top", { ...past, known: null })).toBe("/accounts/1?type=buy&asOf=2024-12-31#top");
  });

  it("replaces the moment that was in it, and takes it away for now", () => {
    expect(withMoment("/accounts/1?asOf=2020-01-01&q=a", { ...past, known: null })).toBe("/accounts/1?q=a&asOf=2024-12-31");
    expect(withMoment("/accounts/1?asOf=2020-01-01&known=x", NOW)).toBe("/accounts/1");
  });

  it("is read back as the same moment", () => {
    const search = Object.fromEntries(new URLSearchParams(withMoment("/x", past).split("?")[1]));
    expect(moment(search)).toEqual(past);
  });
});

it("a day ends where the next one begins, in UTC, at a change of clocks as well", () => {
  expect(endOf("2024-12-31").toISOString()).toBe("2025-01-01T00:00:00.000Z");
  expect(endOf("2025-03-30").toISOString()).toBe("2025-03-31T00:00:00.000Z");
});

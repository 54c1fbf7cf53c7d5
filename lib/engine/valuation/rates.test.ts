import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DecimalString, decimal, multiply, round } from "@/lib/money/decimal";
import { rate } from "./book-builder";
import { addDays } from "./calendar";
import { RateTable, recordedFirst, recordedRates } from "./rates";

describe("a rate between two currencies", () => {
  const table = new RateTable([
    rate("2025-01-02", "EUR", "USD", "1.25"),
    rate("2025-01-03", "EUR", "USD", "1.28"),
    rate("2025-01-02", "EUR", "GBP", "0.8"),
  ]);

  it("is the newest one on or before the day, told as such, turned round, or crossed over a third currency", () => {
    expect(table.at("EUR", "USD", "2025-01-03")).toEqual({ rate: "1.28", day: "2025-01-03", source: "ecb", stale: false });
    expect(table.at("EUR", "USD", "2025-01-02")?.rate).toBe("1.25");
    expect(table.at("USD", "EUR", "2025-01-02")?.rate).toBe("0.8");
    expect(table.at("GBP", "USD", "2025-01-02")?.rate).toBe("1.5625");
  });

  it("is as old as the older of the two that it is crossed from", () => {
    expect(table.at("USD", "GBP", "2025-01-04")).toEqual({ rate: "0.625", day: "2025-01-02", source: "ecb", stale: false });
  });

  it("is marked as stale when it is older than five days, and still used", () => {
    expect(table.at("EUR", "USD", "2025-01-08")?.stale).toBe(false);
    expect(table.at("EUR", "USD", "2025-01-09")).toEqual({ rate: "1.28", day: "2025-01-03", source: "ecb", stale: true });
    expect(table.at("EUR", "USD", "2095-01-09")?.rate).toBe("1.28");
  });

  it("is null where there is none, never 1 and never 0; a currency in itself is 1", () => {
    expect(table.at("EUR", "USD", "2025-01-01")).toBeNull();
    expect(table.at("EUR", "CHF", "2025-01-03")).toBeNull();
    expect(table.at("CHF", "SEK", "2025-01-03")).toBeNull();
    expect(new RateTable([]).at("USD", "EUR", "2025-01-03")).toBeNull();
    expect(new RateTable([]).at("CHF", "CHF", "2025-01-03")?.rate).toBe("1");
  });

  it("is never one of 0 or less, which says nothing", () => {
    const wrong = new RateTable([rate("2025-01-03", "EUR", "USD", "0"), rate("2025-01-03", "EUR", "USD", "-1", "manual")]);
    expect(wrong.at("EUR", "USD", "2025-01-03")).toBeNull();
    expect(wrong.at("USD", "EUR", "2025-01-03")).toBeNull();
  });

  it("is a person's own before a broker's file's before the ECB's before a trade's, on one day", () => {
    const entries = [
      rate("2025-01-03", "EUR", "USD", "1.4", "trade"),
      rate("2025-01-03", "EUR", "USD", "1.2", "ibkr-flex"),
      rate("2025-01-03", "EUR", "USD", "1.1", "manual"),
      rate("2025-01-03", "EUR", "USD", "1.3", "ecb"),
    ];
    const rates = entries.map(
      (_, from) => new RateTable(entries.filter(({ source }) => ["manual", "ibkr-flex", "ecb", "trade"].indexOf(source) >= from)),
    );
    expect(rates.map((each) => each.at("EUR", "USD", "2025-01-03")?.rate)).toEqual(["1.1", "1.2", "1.3", "1.4"]);
    expect(rates[1]?.at("USD", "EUR", "2025-01-03")?.source).toBe("ibkr-flex");
  });

  it("is a newer crossed one before an older direct one, and a direct one before a crossed one of its day", () => {
    const mixed = [...["2025-01-02", "2025-01-03"].flatMap((day) => [rate(day, "EUR", "USD", "1.25"), rate(day, "EUR", "GBP", "0.8")])];
    const older = new RateTable([...mixed, rate("2025-01-02", "GBP", "USD", "9", "manual")]);
    expect(older.at("GBP", "USD", "2025-01-03")?.rate).toBe("1.5625");
    expect(older.at("GBP", "USD", "2025-01-02")?.rate).toBe("9");
    expect(new RateTable([...mixed, rate("2025-01-03", "GBP", "USD", "9")]).at("GBP", "USD", "2025-01-03")?.rate).toBe("9");
  });

  const rates = fc.integer({ min: 1, max: 1_000_000 }).map((number) => decimal((number / 1000).toFixed(3)));

  it("turned round and turned round again is what it was, for amounts of money", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 1_000_000_000 }), (value, cents) => {
        const amount = decimal((cents / 100).toFixed(2));
        const one = new RateTable([{ from: "EUR", to: "USD", day: "2025-01-03", rate: value, source: "ecb" }]);
        const there = one.at("EUR", "USD", "2025-01-03")?.rate ?? decimal("0");
        const back = one.at("USD", "EUR", "2025-01-03")?.rate ?? decimal("0");
        expect(round(multiply(amount, there, back), 12)).toBe(amount);
      }),
    );
  });

  it("is that of a plain search through the list, whatever the list", () => {
    const entry = fc.record({ day: fc.integer({ min: 0, max: 40 }), value: rates, source: fc.constantFrom("manual", "file", "ecb") });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), fc.integer({ min: 0, max: 50 }), (list, asked) => {
        const entries = list.map(({ day, value, source }) => ({
          from: "EUR",
          to: "USD",
          day: addDays("2025-01-01", day),
          rate: value,
          source,
        }));
        const day = addDays("2025-01-01", asked);
        let best: (typeof entries)[number] | undefined;
        const rank = ({ source }: { source: string }) => ["manual", "file", "ecb"].indexOf(source);
        for (const each of entries.filter((candidate) => candidate.day <= day)) {
          if (!best || each.day > best.day || (each.day === best.day && rank(each) <= rank(best))) best = each;
        }
        expect(new RateTable(entries).at("EUR", "USD", day)?.rate ?? null).toBe(best?.rate ?? null);
      }),
    );
  });
});

describe("a rate that a row recorded", () => {
  const table = new RateTable([rate("2025-01-02", "EUR", "USD", "1.25"), rate("2025-01-02", "EUR", "GBP", "0.8")]);
  const of = (from: string, to: string, value: string) => ({ from, to, rate: decimal(value) as DecimalString });

  it("comes before the published one, also turned round", () => {
    expect(recordedFirst(table, of("USD", "EUR", "0.9"), "USD", "EUR", "2025-01-02")?.rate).toBe("0.9");
    expect(recordedFirst(table, of("EUR", "USD", "2"), "USD", "EUR", "2025-01-02")).toMatchObject({ rate: "0.5", source: "trade" });
  });

  it("is taken on by the published ones where it is into a third currency", () => {
    expect(recordedFirst(table, of("USD", "GBP", "0.5"), "USD", "EUR", "2025-01-02")).toMatchObject({
      rate: "0.625",
      source: "trade, ecb",
    });
  });

  it.each([
    ["is of other currencies", of("CHF", "SEK", "10")],
    ["is 0", of("USD", "EUR", "0")],
    ["is into a currency without a rate", of("USD", "CHF", "0.9")],
  ])("gives way to the published one where it %s", (_, fx) => {
    expect(recordedFirst(table, fx, "USD", "EUR", "2025-01-02")?.rate).toBe("0.8");
  });

  it("may stand in a table, behind every other source", () => {
    const rows = [
      { fx: of("CHF", "EUR", "1.05"), at: "2025-01-02T10:00:00.000Z" },
      { fx: null, at: "2025-01-02T10:00:00.000Z" },
    ];
    expect(new RateTable(recordedRates(rows)).at("EUR", "CHF", "2025-01-02")?.source).toBe("trade");
  });
});

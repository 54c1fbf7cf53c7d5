import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildWorkbook } from "@/lib/formats/table/workbook-builder";
import { anyMagnitude } from "@/test/factories";
import { readPriceFile } from "./price-file";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, currency: string | null = "USD") => readPriceFile(bytes(text), { currency, today: "2026-11-24" });
const short = (text: string, currency?: string | null) =>
  read(text, currency).prices.map(({ day, price, currency: unit }) => `${day} ${price} ${unit}`);

describe("a file of prices", () => {
  it("of Yahoo Finance gives the close that isn't adjusted for dividends", () => {
    const text =
      "Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,187.15,188.44,183.89,185.64,184.94,82488700\n2024-01-03,184.22,185.88,183.43,184.25,183.55,58414500\n";
    expect(short(text)).toEqual(["2024-01-02 185.64 USD", "2024-01-03 184.25 USD"]);
  });

  it("of Stooq is read in English and in Polish", () => {
    expect(short("Date,Open,High,Low,Close,Volume\n2024-01-02,4745.2,4754.33,4722.67,4742.83,2100000000\n")).toEqual([
      "2024-01-02 4742.83 USD",
    ]);
    expect(short("Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n2024-01-02,45.2,46,44.9,45.9,120\n", "PLN")).toEqual([
      "2024-01-02 45.9 PLN",
    ]);
  });

  it("with German dates and decimal commas is read as it's written", () => {
    const text =
      "Datum;Erster;Hoch;Tief;Schlusskurs;Stuecke;Volumen\n02.01.2024;16.828,67;16.963,47;16.668,04;16.769,36;1;1\n03.01.2024;16.700,00;16.769,00;16.500,00;16.538,39;1;1\n";
    expect(short(text, "EUR")).toEqual(["2024-01-02 16769.36 EUR", "2024-01-03 16538.39 EUR"]);
  });

  it("of Portfolio Performance's export has two columns, and perhaps the currency", () => {
    expect(short("Datum;Schlusskurs\n2024-01-02;1.234,5\n", "EUR")).toEqual(["2024-01-02 1234.5 EUR"]);
    expect(short("Date,Quote,Currency\n2024-01-02,101.25,CHF\n", "EUR")).toEqual(["2024-01-02 101.25 CHF"]);
  });

  it("of the ECB's data portal and of Nasdaq is read as well", () => {
    expect(short("DATE,TIME PERIOD,OBS.VALUE\n2024-01-02,02 Jan 2024,1.0956\n")).toEqual(["2024-01-02 1.0956 USD"]);
    expect(
      short(
        "Date,Close/Last,Volume,Open,High,Low\n01/31/2024,$184.40,55467800,$187.04,$187.095,$184.35\n01/30/2024,$188.04,55859370,$190.94,$191.80,$187.47\n",
      ),
    ).toEqual(["2024-01-31 184.4 USD", "2024-01-30 188.04 USD"]);
  });

  it("may stand under a preamble, in another encoding, or in a workbook", () => {
    expect(short("Historical prices of ACME\nISIN US0378331005\n\nDate;Close\n2024-01-02;5\n")).toEqual(["2024-01-02 5 USD"]);
    const latin1 = Uint8Array.from("Datum;Kurs;Währung\n02.01.2024;1,5;EUR\n", (character) => character.charCodeAt(0));
    expect(readPriceFile(latin1, { currency: null, today: "2026-11-24" }).prices).toMatchObject([{ price: "1.5", currency: "EUR" }]);
    const workbook = buildWorkbook([
      {
        name: "Prices",
        rows: [
          ["Date", "Close"],
          ["2024-01-02", "7.5"],
        ],
      },
    ]);
    expect(readPriceFile(workbook, { currency: "EUR", today: "2026-11-24" }).prices).toMatchObject([{ day: "2024-01-02", price: "7.5" }]);
  });

  it("of two columns needs no header", () => {
    expect(short("2024-01-02,185.64\n2024-01-03,184.25\n")).toEqual(["2024-01-02 185.64 USD", "2024-01-03 184.25 USD"]);
  });

  it("in pence is kept in pounds", () => {
    expect(short("Date,Close\n2024-01-02,7012.5\n", "GBX")).toEqual(["2024-01-02 70.125 GBP"]);
    expect(short("Date,Close,Currency\n2024-01-02,7012.5,GBp\n", null)).toEqual(["2024-01-02 70.125 GBP"]);
  });
});

describe("the order of day and month", () => {
  it("is found by a day after the twelfth", () => {
    expect(short("Date,Close\n02/01/2024,1\n13/01/2024,2\n")).toEqual(["2024-01-02 1 USD", "2024-01-13 2 USD"]);
    expect(short("Date,Close\n01/02/2024,1\n01/13/2024,2\n")).toEqual(["2024-01-02 1 USD", "2024-01-13 2 USD"]);
  });

  it("is found by the days following each other", () => {
    expect(short("Date,Close\n08/01/2024,1\n09/01/2024,2\n10/01/2024,3\n").map((line) => line.slice(0, 10))).toEqual([
      "2024-01-08",
      "2024-01-09",
      "2024-01-10",
    ]);
    expect(short("Date,Close\n01/08/2024,1\n01/09/2024,2\n01/10/2024,3\n").map((line) => line.slice(0, 10))).toEqual([
      "2024-01-08",
      "2024-01-09",
      "2024-01-10",
    ]);
  });
});

describe("a line that is no price", () => {
  it("is told with its number, and the others stay", () => {
    const file = read("Date,Close\n2024-01-02,1\nyesterday,2\n2024-01-04,??\n2024-01-05,-4\n2027-01-01,5\n2024-01-08,6\n");
    expect(file.prices.map(({ line }) => line)).toEqual([2, 7]);
    expect(file.problems).toEqual([
      { line: 3, problem: '"yesterday" is no date.' },
      { line: 4, problem: '"??" is no price.' },
      { line: 5, problem: "A price is never below 0, and this one is -4." },
      { line: 6, problem: "2027-01-01 is still to come." },
    ]);
  });

  it("contradicts an earlier one of its day", () => {
    const file = read("Date,Close\n2024-01-02,1\n2024-01-02,1.0\n2024-01-02,2\n");
    expect(file.prices).toHaveLength(1);
    expect(file.problems).toEqual([{ line: 4, problem: "2024-01-02 stands on line 2 already, with another price." }]);
  });

  it("is no problem on a day without trade", () => {
    expect(
      read("Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-01,null,null,null,null,null,null\n2024-01-02,1,1,1,1,1,1\n"),
    ).toMatchObject({
      blank: 1,
      problems: [],
    });
  });

  it("has no currency that anything says", () => {
    expect(read("Date,Close\n2024-01-02,1\n", null).problems).toMatchObject([
      { line: 2, problem: expect.stringContaining("which currency") },
    ]);
    expect(read("Date,Close,Currency\n2024-01-02,1,dollars\n").problems).toMatchObject([{ problem: '"dollars" is no currency.' }]);
  });
});

it("warns of a file whose only prices have dividends taken off", () => {
  expect(read("Date,Adj Close\n2024-01-02,1\n").notes).toHaveLength(1);
});

it.each([
  ["a statement of trades", "Symbol,Quantity\nACME,5\n"],
  ["no table", "Hello.\n"],
  ["nothing", ""],
])("is not %s", (_title, text) => {
  expect(() => read(text)).toThrow(/no column of dates/);
});

describe("any series of days", () => {
  const aSeries = fc.record({
    first: fc.integer({ min: 0, max: 9_000 }),
    prices: fc.array(anyMagnitude({ wholeDigits: 6, places: 4 }), { minLength: 3, maxLength: 30 }),
    newestFirst: fc.boolean(),
    german: fc.boolean(),
  });

  it("comes back as it was written, in either direction and in the German or the English way", () => {
    fc.assert(
      fc.property(aSeries, ({ first, prices, newestFirst, german }) => {
        const written = prices.map((price, index) => ({ day: new Date((first + index) * 86_400_000).toISOString().slice(0, 10), price }));
        const lines = written.map(({ day, price }) => {
          const [year, month, date] = day.split("-");
          // With two decimals or more, as prices are written: one dot or comma before three digits would be either.
          const [whole = "", fraction = ""] = price.split(".");
          return german ? `${date}.${month}.${year};${whole},${fraction.padEnd(4, "0")}` : `${day},${whole}.${fraction.padEnd(4, "0")}`;
        });
        if (newestFirst) lines.reverse();
        const file = read(`${german ? "Datum;Kurs" : "Date,Close"}\n${lines.join("\n")}\n`, "EUR");
        expect(file.problems).toEqual([]);
        expect(file.prices.map(({ day, price }) => ({ day, price })).sort((a, b) => (a.day < b.day ? -1 : 1))).toEqual(written);
      }),
    );
  });
});

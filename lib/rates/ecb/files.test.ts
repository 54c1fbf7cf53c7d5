import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { referenceXml } from "@/test/market-server";
import { fileFor } from "./client";
import { readReferenceCsv, readReferenceXml, readReferenceZip } from "./files";

/** The beginning and the end of the real file, its columns shortened: a comma too many on every line, N/A for currencies of other times. */
const HISTORY = `Date,USD,JPY,BGN,CYP,TRY,TRL,
2026-11-23,1.1589,181.52,N/A,N/A,48.9912,N/A,
2026-11-20,1.1577,181.11,N/A,N/A,48.9031,N/A,
2004-12-31,1.3621,139.65,1.9559,0.5800,N/A,1836200,
1999-01-04,1.1789,133.73,N/A,0.58231,N/A,372274,
`;

const refused = (problem: string) => expect.objectContaining({ name: "FormatError", message: expect.stringContaining(problem) });
const thrown = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

describe("the file of one day", () => {
  it("is read as the bank writes it", () => {
    const xml = referenceXml(new Map([["2026-11-24", { USD: "1.1589", JPY: "181.52", IDR: "19331.69" }]]), 1);
    expect(readReferenceXml(xml)).toEqual([
      { day: "2026-11-24", currency: "USD", perEuro: "1.1589" },
      { day: "2026-11-24", currency: "JPY", perEuro: "181.52" },
      { day: "2026-11-24", currency: "IDR", perEuro: "19331.69" },
    ]);
  });

  it.each([
    ["a rate of zero", "<Cube><Cube time='2026-11-24'><Cube currency='USD' rate='0'/></Cube></Cube>", "no rate of USD"],
    ["a rate that is no number", "<Cube><Cube time='2026-11-24'><Cube currency='USD' rate='1,15'/></Cube></Cube>", "no rate of USD"],
    ["a currency that is none", "<Cube><Cube time='2026-11-24'><Cube currency='dollar' rate='1'/></Cube></Cube>", "no currency"],
    ["a day that doesn't exist", "<Cube><Cube time='2026-02-30'><Cube currency='USD' rate='1'/></Cube></Cube>", "is no day"],
    ["a rate without a day", "<Cube><Cube currency='USD' rate='1'/></Cube>", "before any day"],
    ["no rates", "<Cube></Cube>", "no rates"],
    ["a page of an intercepting proxy", "<!DOCTYPE html><html><body>Sign in</body></html>", "DOCTYPE"],
    ["something else", "Service unavailable", "XML"],
  ])("is refused as a whole with %s", (_title, text, problem) => {
    expect(thrown(() => readReferenceXml(text))).toEqual(refused(problem));
  });

  it("is refused when it was cut off", () => {
    const xml = referenceXml(new Map([["2026-11-24", { USD: "1.1589" }]]), 1);
    expect(thrown(() => readReferenceXml(xml.slice(0, -40)))).toEqual(refused("ends in the middle"));
  });
});

describe("the file of ninety days", () => {
  it("has each day's rates", () => {
    const rates = new Map([
      ["2026-11-23", { USD: "1.15" }],
      ["2026-11-24", { USD: "1.16" }],
    ]);
    expect(readReferenceXml(referenceXml(rates, 64)).map(({ day, perEuro }) => `${day} ${perEuro}`)).toEqual([
      "2026-11-24 1.16",
      "2026-11-23 1.15",
    ]);
  });
});

describe("the file of all years", () => {
  it("is read without the cells that hold no rate and without the empty last column", () => {
    const rates = readReferenceCsv(HISTORY);
    expect(rates).toHaveLength(3 + 3 + 5 + 4);
    expect(rates[0]).toEqual({ day: "2026-11-23", currency: "USD", perEuro: "1.1589" });
    expect(rates.find(({ day, currency }) => day === "1999-01-04" && currency === "TRL")?.perEuro).toBe("372274");
    expect(rates.some(({ day, currency }) => day === "1999-01-04" && currency === "TRY")).toBe(false);
  });

  it("comes in an archive, whatever else is in it", () => {
    const archive = zipSync({ "readme.txt": strToU8("Rates."), "eurofxref-hist.csv": strToU8(HISTORY) });
    expect(readReferenceZip(archive)).toEqual(readReferenceCsv(HISTORY));
  });

  it("may end its lines as Windows does", () => {
    expect(readReferenceCsv(HISTORY.replaceAll("\n", "\r\n"))).toEqual(readReferenceCsv(HISTORY));
  });

  it.each([
    ["another header", "Day;USD\n2026-11-23;1", "header"],
    ["a line of another kind", `${HISTORY}Total,1,2,3,4,5,6,\n`, "Line 6"],
    ["nothing below the header", "Date,USD,\n", "no rates"],
  ])("is refused as a whole with %s", (_title, text, problem) => {
    expect(thrown(() => readReferenceCsv(text))).toEqual(refused(problem));
  });

  it("is refused as a damaged, cut or empty archive", () => {
    const archive = zipSync({ "eurofxref-hist.csv": strToU8(HISTORY.repeat(50)) });
    expect(thrown(() => readReferenceZip(archive.subarray(0, 120)))).toEqual(refused("archive"));
    expect(thrown(() => readReferenceZip(zipSync({ "readme.txt": strToU8("Rates.") })))).toEqual(refused("no CSV"));
    expect(thrown(() => readReferenceZip(strToU8("no archive at all")))).toEqual(refused("no CSV"));
  });
});

describe("the file that is fetched", () => {
  it.each([
    ["of all years, when there are no rates yet", null, "2026-11-24", "history"],
    ["of all years, after a long pause", "2026-08-03", "2026-11-24", "history"],
    ["of ninety days, after a short one", "2026-11-20", "2026-11-24", "ninety-days"],
    ["of one day, from one to the next", "2026-11-23", "2026-11-24", "daily"],
    ["of one day, over a weekend", "2026-11-20", "2026-11-23", "daily"],
    ["of one day, over Easter", "2025-04-17", "2025-04-22", "daily"],
  ])("is the one %s", (_title, newest, wanted, file) => {
    expect(fileFor(newest, wanted)).toBe(file);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codeWarning,
  cusipCheckDigit,
  cusipInIsin,
  isCusip,
  isIsin,
  isinFromCusip,
  isinOf,
  isinWarning,
  isSedol,
  sedolCheckDigit,
} from "./codes";

const letters = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((characters) => characters.join(""));
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";
const isinBody = fc.tuple(letters(CAPITALS, 2), letters(DIGITS + CAPITALS, 9)).map(([country, number]) => country + number);
const cusipBody = letters(DIGITS + CAPITALS, 8);

/** The same code with another digit or letter of the same sort in one place. */
const typo = (code: string, place: number, step: number) => {
  const character = code.charAt(place);
  const sort = DIGITS.includes(character) ? DIGITS : CAPITALS;
  const other = sort.charAt((sort.indexOf(character) + 1 + (step % (sort.length - 1))) % sort.length);
  return code.slice(0, place) + other + code.slice(place + 1);
};

describe("an ISIN", () => {
  it.each(["US0378331005", "GB0002634946", "DE0007164600", "IE00B4L5Y983", "AU0000XVGZA3", "CA0585861085"])("%s is one", (isin) =>
    expect(isIsin(isin)).toBe(true),
  );
  it.each(["US0378331004", "US037833100", "us0378331005", "0S0378331005", ""])("%j is none", (isin) => expect(isIsin(isin)).toBe(false));

  it("is completed by one check digit only", () => {
    fc.assert(
      fc.property(isinBody, (body) => {
        expect([...DIGITS].filter((digit) => isIsin(body + digit))).toEqual([isinOf(body).at(-1)]);
      }),
    );
  });

  it("with one digit mistyped is found out", () => {
    fc.assert(
      fc.property(isinBody, fc.nat(11), fc.nat(8), (body, place, step) => {
        const isin = isinOf(body);
        // A letter is two digits, and two wrong ones may outweigh each other; a digit is always found out.
        if (/\d/.test(isin.charAt(place))) expect(isIsin(typo(isin, place, step))).toBe(false);
      }),
    );
  });
});

describe("a CUSIP", () => {
  it.each(["037833100", "17275R102", "38259P508", "68389X105", "594918104"])("%s is one", (cusip) => expect(isCusip(cusip)).toBe(true));
  it.each(["037833101", "68389X106", "03783310", "03783310A"])("%s is none", (cusip) => expect(isCusip(cusip)).toBe(false));

  it("with one digit mistyped is found out", () => {
    fc.assert(
      fc.property(cusipBody, fc.nat(8), fc.nat(8), (body, place, step) => {
        const cusip = body + cusipCheckDigit(body);
        if (/\d/.test(cusip.charAt(place))) expect(isCusip(typo(cusip, place, step))).toBe(false);
      }),
    );
  });

  it("is inside the ISIN that is made of it", () => {
    fc.assert(
      fc.property(cusipBody, fc.constantFrom("US" as const, "CA" as const), (body, country) => {
        const cusip = body + cusipCheckDigit(body);
        expect(cusipInIsin(isinFromCusip(cusip, country))).toBe(cusip);
      }),
    );
  });

  it("is not looked for in the ISINs of other countries, or in mistyped ones", () => {
    expect([cusipInIsin("GB0002634946"), cusipInIsin("US0378331004"), cusipInIsin("US0378331005")]).toEqual([null, null, "037833100"]);
  });
});

describe("a SEDOL", () => {
  it.each(["0263494", "B0WNLY7", "B1F3M59", "2046251"])("%s is one", (sedol) => expect(isSedol(sedol)).toBe(true));
  it.each(["0263495", "A0WNLY7", "026349"])("%s is none", (sedol) => expect(isSedol(sedol)).toBe(false));
  it("ends with what completes it", () => expect(sedolCheckDigit("B0WNLY")).toBe("7"));
});

describe("a warning", () => {
  it("is given for a check digit that doesn't fit and for another shape, and never for what is right", () => {
    expect(codeWarning("isin", "US0378331004")).toMatch(/check digit of this ISIN/);
    expect(codeWarning("cusip", "037833101")).toMatch(/check digit of this CUSIP/);
    expect(codeWarning("isin", "APPLE")).toMatch(/two letters/);
    expect(codeWarning("wkn", "A0RPWI")).toMatch(/neither I nor O/);
    expect([codeWarning("isin", "US0378331005"), codeWarning("wkn", "A0RPWH"), codeWarning("figi", "BBG000B9XRY4")]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("says nothing of kinds that it doesn't know", () => expect(codeWarning("conid", "265598")).toBeNull());

  it("tells somebody who typed an ISIN that it was saved all the same", () =>
    expect(isinWarning("US0378331004")).toMatch(/doesn't fit.*Saved as it is\.$/));
});

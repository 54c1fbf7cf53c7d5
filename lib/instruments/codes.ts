/** The codes that markets give securities, and what gives a mistyped one away. Pure. */

/** A=10 … Z=35, as ISO 6166 and CUSIP count letters. */
const valueOf = (character: string) => Number.parseInt(character, 36);

const ISIN_SHAPE = /^[A-Z]{2}[A-Z0-9]{9}\d$/;
/** Eight letters, digits or `*`, `@`, `#`, and a check digit. */
const CUSIP_SHAPE = /^[0-9A-Z*@#]{8}\d$/;
/** No vowels: they would spell words. */
const SEDOL_SHAPE = /^[0-9B-DF-HJ-NP-TV-Z]{6}\d$/;
/** Six letters or digits; I and O look like digits and are left out. It has no check digit. */
const WKN_SHAPE = /^[0-9A-HJ-NP-Z]{6}$/;
/** `BBG` and the like, nine letters or digits, and a check digit. */
const FIGI_SHAPE = /^[B-DF-HJ-NP-TV-Z]{2}G[0-9B-DF-HJ-NP-TV-Z]{8}\d$/;

/**
 * The last character of an ISIN of these eleven (ISO 6166): letters as 10 … 35, then every second digit from the right doubled, the digits
 * summed, and what is missing to the next ten.
 */
export function isinCheckDigit(body: string): string {
  const digits = [...body].flatMap((character) => [...valueOf(character).toString()]).map(Number);
  const sum = digits.reverse().reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Completes eleven characters (country and national number) to an ISIN. */
export const isinOf = (body: string): string => body + isinCheckDigit(body);

/** The last character of a CUSIP of these eight: every second value doubled, and the digits of all values summed. */
export function cusipCheckDigit(body: string): string {
  const sum = [...body].reduce((total, character, index) => {
    const special = "*@#".indexOf(character);
    const value = (special >= 0 ? 36 + special : valueOf(character)) * (index % 2 === 1 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

const SEDOL_WEIGHTS = [1, 3, 1, 7, 3, 9];

/** The last character of a SEDOL of these six. */
export function sedolCheckDigit(body: string): string {
  const sum = [...body].reduce((total, character, index) => total + valueOf(character) * (SEDOL_WEIGHTS[index] ?? 0), 0);
  return String((10 - (sum % 10)) % 10);
}

const fits = (code: string, checkDigit: (body: string) => string) => code.endsWith(checkDigit(code.slice(0, -1)));

export const isIsin = (code: string): boolean => ISIN_SHAPE.test(code) && fits(code, isinCheckDigit);
export const isCusip = (code: string): boolean => CUSIP_SHAPE.test(code) && fits(code, cusipCheckDigit);
export const isSedol = (code: string): boolean => SEDOL_SHAPE.test(code) && fits(code, sedolCheckDigit);

const CHECKED: Readonly<Record<string, { shape: RegExp; looks: string; checkDigit?: (body: string) => string }>> = {
  isin: { shape: ISIN_SHAPE, looks: "An ISIN has two letters, nine letters or digits, and a check digit.", checkDigit: isinCheckDigit },
  cusip: { shape: CUSIP_SHAPE, looks: "A CUSIP has eight letters or digits, and a check digit.", checkDigit: cusipCheckDigit },
  sedol: { shape: SEDOL_SHAPE, looks: "A SEDOL has six digits or consonants, and a check digit.", checkDigit: sedolCheckDigit },
  wkn: { shape: WKN_SHAPE, looks: "A WKN has six letters or digits, and neither I nor O." },
  figi: { shape: FIGI_SHAPE, looks: "A FIGI has twelve characters, the third of them G, and ends with a digit." },
};

const NAMES: Readonly<Record<string, string>> = { isin: "ISIN", cusip: "CUSIP", sedol: "SEDOL" };

/**
 * What looks wrong about a code, to show beside it; null when it looks right, or nothing is known of its kind. Brokers do use codes of
 * their own: never a refusal.
 */
export function codeWarning(kind: string, code: string): string | null {
  const known = CHECKED[kind];
  if (!known || code === "") return null;
  if (!known.shape.test(code)) return known.looks;
  if (!known.checkDigit || fits(code, known.checkDigit)) return null;
  return `The check digit of this ${NAMES[kind]} doesn't fit: a character may be mistyped.`;
}

/** {@link codeWarning} of an ISIN that a person has just typed. */
export function isinWarning(isin: string): string | null {
  const warning = codeWarning("isin", isin);
  return warning && `${warning} Saved as it is.`;
}

/** The ISIN of a security that is numbered in the United States (or Canada), whose ISINs have the CUSIP in them. */
export const isinFromCusip = (cusip: string, country: "US" | "CA" = "US"): string => isinOf(country + cusip);

/** The CUSIP inside an ISIN of the United States or Canada; null for others, and where either check digit doesn't fit. */
export function cusipInIsin(isin: string): string | null {
  const cusip = isin.slice(2, 11);
  return /^(US|CA)/.test(isin) && isIsin(isin) && isCusip(cusip) ? cusip : null;
}

const SHAPE = /^[A-Z]{2}[A-Z0-9]{9}\d$/;

/**
 * Whether the last digit fits the others (ISO 6166: letters as 10 … 35, then every second digit from the right doubled, digits summed,
 * divisible by ten).
 */
function checkDigitFits(isin: string): boolean {
  const digits = [...isin].map((character) => parseInt(character, 36).toString()).join("");
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** What looks wrong about an ISIN, to show beside it; null when it looks right. Brokers do use codes of their own: never a refusal. */
export function isinWarning(isin: string): string | null {
  if (isin === "") return null;
  if (!SHAPE.test(isin)) return "An ISIN has two letters, nine letters or digits, and a check digit. Saved as it is.";
  return checkDigitFits(isin) ? null : "The check digit of this ISIN doesn't fit: a character may be mistyped. Saved as it is.";
}

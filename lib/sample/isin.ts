/** Completes eleven characters (country and national number) to an ISIN: Luhn over the digits of its base-36 spelling (ISO 6166). */
export function withCheckDigit(body: string): string {
  const digits = [...body].flatMap((letter) => [...Number.parseInt(letter, 36).toString()]).map(Number);
  const sum = digits.reverse().reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

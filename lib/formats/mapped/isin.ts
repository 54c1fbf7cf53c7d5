const SHAPE = /^[A-Z]{2}[A-Z0-9]{9}\d$/;

/** Whether a text is an ISIN whose check digit fits (ISO 6166): then it is no word that looks like one. */
export function isIsin(text: string): boolean {
  if (text.length !== 12 || !SHAPE.test(text)) return false;
  let digits = "";
  for (const character of text) digits += Number.parseInt(character, 36);
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at -= 1, double = !double) {
    const value = Number(digits[at]) * (double ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

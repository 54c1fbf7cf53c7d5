import { type DecimalString, ZERO } from "@/lib/money/decimal";

const ZERO_DIGIT = 48;
const MINUS = 45;
const POINT = 46;

/**
 * Where characters are gathered, one list for each length. Text that is joined from pieces keeps all of its pieces, which takes twice the
 * memory, and most of what a ledger takes is text.
 */
const CHARACTERS = Array.from({ length: 64 }, (_, length) => listOf(length));

function listOf(length: number): number[] {
  return new Array<number>(length).fill(ZERO_DIGIT);
}

/**
 * Writes a whole count of 10^-`decimals` as a decimal in its canonical form. A `bigint` writes all its digits at once; where they end and
 * where the point is takes no arithmetic with it, which would take longer.
 */
export function written(count: bigint, decimals: number): DecimalString {
  if (count === 0n) return ZERO;
  const digits = count.toString();
  const start = digits.charCodeAt(0) === MINUS ? 1 : 0;
  // Below one there are fewer digits than decimals: the point is before the first of them, or further.
  const point = digits.length - decimals;
  const first = Math.max(point, start);
  let end = digits.length;
  while (end > first && digits.charCodeAt(end - 1) === ZERO_DIGIT) end -= 1;
  if (end === first) return digits.slice(0, first) as DecimalString;
  const zeros = first - point;
  const wholeEnd = first === start ? start + 1 : first;
  const length = wholeEnd + 1 + zeros + end - first;
  const characters = CHARACTERS[length] ?? listOf(length);
  let at = 0;
  if (first === start) {
    if (start === 1) characters[at++] = MINUS;
    characters[at++] = ZERO_DIGIT;
  } else for (; at < first; at += 1) characters[at] = digits.charCodeAt(at);
  characters[at++] = POINT;
  for (const fraction = at + zeros; at < fraction; at += 1) characters[at] = ZERO_DIGIT;
  for (let index = first; index < end; index += 1) characters[at++] = digits.charCodeAt(index);
  return String.fromCharCode.apply(null, characters) as DecimalString;
}

import type { DecimalString } from "@/lib/money/decimal";

const GROUP = 5;
const GROUP_WHOLE = 10 ** GROUP;
export const FIRST_DECIMALS = GROUP;
export const SECOND_DECIMALS = 3 * GROUP;
/** Up to here a quotient of numbers that were rounded to doubles is wrong by less than half, and by one at the most when it is rounded. */
export const LARGEST_FIRST = 2 ** 49;

const ZERO_DIGIT = 48;
const MINUS = 45;
const POINT = 46;

/**
 * Where characters are gathered, one list for each length. Text that is joined from pieces keeps all of its pieces, which takes twice the
 * memory, and most of what a ledger takes is text.
 */
const CHARACTERS = Array.from({ length: 48 }, (_, length): number[] => new Array<number>(length).fill(0));
const gathered = new Uint8Array(CHARACTERS.length);

/**
 * Writes a decimal in its canonical form, from two doubles: the magnitude without its point to {@link FIRST_DECIMALS}, no more than
 * {@link LARGEST_FIRST}, and the {@link SECOND_DECIMALS} after those.
 */
export function written(isNegative: boolean, first: number, second: number): DecimalString {
  let length = 0;
  if (isNegative) gathered[length++] = MINUS;
  const whole = Math.floor(first / GROUP_WHOLE);
  const decimals = first - whole * GROUP_WHOLE;
  length = gatherWhole(whole, length);
  if (decimals !== 0 || second !== 0) {
    gathered[length] = POINT;
    length = gatherGroup(decimals, length + 1);
    if (second !== 0) length = gatherThree(second, length);
    while (gathered[length - 1] === ZERO_DIGIT) length -= 1;
  }
  const characters = CHARACTERS[length] ?? [];
  for (let index = 0; index < length; index += 1) characters[index] = gathered[index] ?? 0;
  return String.fromCharCode.apply(null, characters) as DecimalString;
}

/** Gathers a whole number from `at` on; returns where it ends. */
function gatherWhole(whole: number, at: number): number {
  let digits = 1;
  for (let limit = 10; limit <= whole; limit *= 10) digits += 1;
  let rest = whole;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    const tenth = Math.floor(rest / 10);
    gathered[place] = ZERO_DIGIT + rest - tenth * 10;
    rest = tenth;
  }
  return at + digits;
}

/** Gathers fifteen digits, zeros in front included. */
function gatherThree(digits: number, at: number): number {
  const high = Math.floor(digits / (GROUP_WHOLE * GROUP_WHOLE));
  const rest = digits - high * (GROUP_WHOLE * GROUP_WHOLE);
  const middle = Math.floor(rest / GROUP_WHOLE);
  return gatherGroup(rest - middle * GROUP_WHOLE, gatherGroup(middle, gatherGroup(high, at)));
}

/** Gathers five digits, which are a small integer, zeros in front included. */
function gatherGroup(digits: number, at: number): number {
  let rest = digits | 0;
  for (let place = at + GROUP - 1; place >= at; place -= 1) {
    const tenth = (rest / 10) | 0;
    gathered[place] = ZERO_DIGIT + rest - tenth * 10;
    rest = tenth;
  }
  return at + GROUP;
}

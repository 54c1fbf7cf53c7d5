import type { Meaning } from "../table/row";

/** Entries of the activity that are papers to download. */
export const DOCUMENT = /statement|certificate|document|report/i;

/** The words of `Type`, beside those for orders, which have a side. The first that fits holds. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/special.?dividend/i, { tradeType: "dividend", subtype: "special" }],
  [/dividend/i, { tradeType: "dividend" }],
  [/capital/i, { tradeType: "return_of_capital" }],
  [/split|consolidation/i, { tradeType: "split" }],
  [/lending/i, { tradeType: "interest", subtype: "lending" }],
  [/interest/i, { tradeType: "interest" }],
  [/tax.?relief/i, { tradeType: "deposit", subtype: "tax-relief" }],
  [/internal.?transfer/i, { tradeType: "deposit", subtype: "internal" }],
  [/top.?up|deposit|contribution/i, { tradeType: "deposit" }],
  [/withdraw/i, { tradeType: "withdrawal" }],
  [/fee|subscription|charge/i, { tradeType: "fee" }],
  [/(?<![a-z])tax/i, { tradeType: "tax" }],
  [/cashback|bonus|referral|reward|promotion/i, { tradeType: "interest", subtype: "bonus" }],
];

/** Null for a type that isn't known. */
export const meaningOf = (type: string): Meaning | null => MEANINGS.find(([words]) => words.test(type))?.[1] ?? null;

/**
 * The direction of a transfer between a person's own accounts, which only its title tells: `Internal Transfer to ISA`.
 * @returns whether money left; null where the title doesn't say.
 */
export function leaves(title: string): boolean | null {
  if (/(?<![a-z])to(?![a-z])/i.test(title)) return true;
  return /(?<![a-z])from(?![a-z])/i.test(title) ? false : null;
}

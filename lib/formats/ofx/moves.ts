import { absolute, type DecimalString, multiply, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { Effect, OfxRow } from "./row";

/**
 * TRANSFER: units in or out. TFERACTION says which way and UNITS are unsigned in most files; a minus sign that contradicts it decides,
 * because the sign is what the broker's own units add up by. A short position that arrives makes the account owe units: −.
 */
export function transfer(row: OfxRow): Effect {
  row.needSecurity();
  const units = row.requiredNumber("UNITS");
  const action = row.text("TFERACTION").toUpperCase();
  const short = row.text("POSTYPE").toUpperCase() === "SHORT";
  const leaves = (action === "OUT") !== short;
  const quantity = sign(units) < 0 || !leaves ? units : negate(units);
  if (sign(units) < 0 && !leaves) row.doubts.push("TFERACTION and the sign of UNITS contradict each other; the sign was followed.");
  const [cost, bought] = [row.money("AVGCOSTBASIS"), row.date("DTPURCHASE")];
  const lot = {
    quantity: absolute(units),
    ...(cost === null ? {} : { cost: row.computed(multiply(absolute(units), cost)) }),
    ...(bought ? { acquiredAt: bought.day } : {}),
  };
  const meta: Partial<TransactionMeta> = { ...(cost === null && !bought ? {} : { lots: [lot] }), ...(short ? { subtype: "short" } : {}) };
  const incoming = sign(quantity) > 0 || (sign(quantity) === 0 && action !== "OUT");
  return {
    tradeType: incoming ? "transfer_in" : "transfer_out",
    rawType: `${row.element.name} ${action}`.trim(),
    quantity,
    price: row.price(),
    meta,
  };
}

/** SPLIT: the change in units is NEWUNITS − OLDUNITS; without them only the ratio is known, and a person must look. */
export function split(row: OfxRow): Effect {
  row.needSecurity();
  const [before, after] = [row.number("OLDUNITS"), row.number("NEWUNITS")];
  const to = row.number("NUMERATOR") ?? after;
  const from = row.number("DENOMINATOR") ?? before;
  const quantity = before === null || after === null ? ZERO : subtract(after, before);
  if (before === null || after === null) row.doubts.push("The file gives the ratio of the split but not the units before and after it.");
  const cashInLieu = row.money("FRACCASH") ?? ZERO;
  if (sign(cashInLieu) !== 0) row.doubts.push("Cash was paid in place of a fraction of a unit.");
  const corporateAction = { kind: "split", ...(to && from && sign(to) > 0 && sign(from) > 0 ? { ratio: { to, from } } : {}) };
  return { tradeType: "split", rawType: row.element.name, quantity, netAmount: cashInLieu, meta: { corporateAction } };
}

/**
 * JRNLFUND and JRNLSEC move cash or units between sub-accounts (cash, margin, short …) of the same account, so the account as a whole
 * is unchanged; what moved is kept in `meta.journal`.
 */
function journal(row: OfxRow, moved: DecimalString, key: "amount" | "units", cash: boolean): Effect {
  const [from, to] = [row.text("SUBACCTFROM").toUpperCase(), row.text("SUBACCTTO").toUpperCase()];
  const shared = { tradeType: "journal", rawType: row.element.name, cash } as const;
  if (from !== "" && to !== "" && from !== to) return { ...shared, meta: { journal: { from, to, [key]: moved } } };
  row.doubts.push("The journal entry doesn't say which parts of the account it moves between, so it was taken as a change of the account.");
  return { ...shared, ...(key === "units" ? { quantity: moved } : { netAmount: moved, quantity: moved }) };
}

export function journalFunds(row: OfxRow): Effect {
  return journal(row, row.requiredMoney("TOTAL"), "amount", true);
}

export function journalSecurities(row: OfxRow): Effect {
  row.needSecurity();
  return journal(row, row.requiredNumber("UNITS"), "units", false);
}

/** CLOSUREOPT: exercise ends contracts that were held (−), assignment ones that were written (+), expiry either, as its sign says. */
export function optionClosure(row: OfxRow): Effect {
  row.needSecurity();
  const units = row.requiredNumber("UNITS");
  const action = row.text("OPTACTION").toUpperCase();
  const shares = row.number("SHPERCTRCT");
  const meta: Partial<TransactionMeta> = { positionEffect: "close", ...(shares && sign(shares) > 0 ? { multiplier: shares } : {}) };
  const rawType = `${row.element.name} ${action}`.trim();
  if (action === "EXERCISE") return { tradeType: "option_exercise", rawType, quantity: negate(absolute(units)), meta };
  if (action === "ASSIGN") return { tradeType: "option_assignment", rawType, quantity: absolute(units), meta };
  if (action !== "EXPIRE")
    return { tradeType: row.typeOf(rawType, `The option action "${action.slice(0, 40)}" is not known.`), rawType, quantity: units, meta };
  if (sign(units) > 0) row.doubts.push("The expiry was read as that of written contracts, because its units are positive.");
  return { tradeType: "option_expiration", rawType, quantity: units, meta };
}

import { absolute, add, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { RowParts } from "../draft";
import type { Amount, ExchangeEvent } from "./event";
import { feeRow, movementRow, unknownRow } from "./movements";
import { exchangeRows, type Swap } from "./swap";

/** Changes of balances summed by asset, those that come to nothing left out. */
export function summed(changes: readonly Amount[]): Amount[] {
  const sums = new Map<string, DecimalString>();
  for (const { asset, amount } of changes) sums.set(asset, add(sums.get(asset) ?? ZERO, amount));
  return [...sums].map(([asset, amount]) => ({ asset, amount })).filter(({ amount }) => sign(amount) !== 0);
}

/** What the balances of one trade lost and gained, signed, and the fees of it. */
export interface Legs extends ExchangeEvent {
  changes: readonly Amount[];
  fees: readonly Amount[];
  worth?: Swap["worth"];
  /** From what was given and what was taken, where there is one of each. */
  idOf?: (given: string, taken: string) => string;
}

/**
 * The rows of a trade told by the balances that it changed. One asset for one other is an exchange. Anything else (several coins swept into
 * one, a side that isn't in the file) can't be divided without guessing: every change is a row of its own, for review.
 */
export function legRows({ changes, fees, idOf, ...event }: Legs): RowParts[] {
  const sides = summed(changes);
  const [given, taken] = [sides.filter(({ amount }) => sign(amount) < 0), sides.filter(({ amount }) => sign(amount) > 0)];
  const [out, into] = [given[0], taken[0]];
  if (out && into && given.length === 1 && taken.length === 1) {
    const id = idOf?.(out.asset, into.asset) ?? event.id;
    return exchangeRows({
      ...event,
      ...(id === undefined ? {} : { id }),
      given: { asset: out.asset, amount: absolute(out.amount) },
      taken: into,
      fees,
    });
  }
  const reason =
    given.length > 0 && taken.length > 0
      ? "Several things were exchanged at once, and the file doesn't tell which for which: enter what each was worth."
      : "Only one side of this trade is in the file: enter the other, or import a longer report.";
  const told = { ...event, doubts: [...(event.doubts ?? []), reason], ...(event.id ? { groupId: event.id } : {}) };
  const own = (about: string): ExchangeEvent => ({
    ...told,
    ...(event.id ? { id: `${event.id}:${about}` } : {}),
    meta: { ...told.meta, ...(told.groupId ? { groupId: told.groupId } : {}), subtype: "swap" },
  });
  const both = given.length > 0 && taken.length > 0;
  return [
    ...sides.map(({ asset, amount }) =>
      both && !event.isMoney(asset) ? movementRow(own(asset), asset, amount) : unknownRow(own(asset), asset, amount),
    ),
    ...summed(fees).map((fee) => feeRow(own(`fee:${fee.asset}`), fee)),
  ];
}

/** The same with the sign turned. */
export function negated({ asset, amount }: Amount): Amount {
  return { asset, amount: negate(amount) };
}

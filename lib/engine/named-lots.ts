import { type Exact, exact, magnitudeOf } from "./exact";
import type { NamedLot } from "./ledger-row";
import type { OpenLot } from "./lot-queue";

/** The open lots of a position by what a sale may call them. Closed ones are dropped when they are met. */
export class LotNames {
  private readonly byId = new Map<string, OpenLot>();
  private readonly byDay = new Map<string, OpenLot[]>();

  add(lot: OpenLot): void {
    this.byId.set(lot.id, lot);
    const day = dayOf(lot.acquiredAt);
    const same = this.byDay.get(day);
    if (same) same.push(lot);
    else this.byDay.set(day, [lot]);
  }

  /**
   * The open lot that is meant: by its id, else by the instant or the day of its acquisition. Of several of one day, the one with
   * exactly that quantity, else the first.
   */
  find({ lotId, acquiredAt, quantity }: NamedLot): OpenLot | undefined {
    const named = lotId === undefined ? undefined : this.byId.get(lotId);
    if (named && named.quantity !== 0n) return named;
    if (acquiredAt === undefined) return undefined;
    const day = dayOf(acquiredAt);
    const open = (this.byDay.get(day) ?? []).filter((lot) => lot.quantity !== 0n);
    this.byDay.set(day, open);
    const sameTime = acquiredAt.length > DAY_LENGTH ? open.filter((lot) => Date.parse(lot.acquiredAt) === Date.parse(acquiredAt)) : open;
    const units: Exact = magnitudeOf(exact(quantity));
    return sameTime.find((lot) => magnitudeOf(lot.quantity) === units) ?? sameTime[0];
  }
}

const DAY_LENGTH = "2025-01-31".length;
const dayOf = (instant: string) => instant.split("T")[0] ?? instant;

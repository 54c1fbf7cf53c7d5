import type { DecimalString } from "@/lib/money/decimal";
import { instantOf, readMoment } from "./dates";
import type { Row } from "./row";

/** A part of a position that was acquired at one time. */
export interface Lot {
  quantity: DecimalString;
  cost?: DecimalString;
  /** ISO instant, or ISO date when the statement has no time. */
  acquiredAt?: string;
  lotId?: string;
}

/** What a position's own row and its lots have in common. */
export function positionKey(row: Row): string {
  return [row.id("conid") ?? row.text("isin") ?? row.text("symbol"), row.text("currency")].join("|");
}

/** An OpenPosition of level LOT, or null when its quantity can't be read. */
export function readLot(row: Row): Lot | null {
  const unit = row.currency();
  const quantity = row.number("position");
  if (quantity === null) return null;
  const cost = row.money("costBasisMoney", unit);
  const opened = readMoment(row.text("openDateTime") ?? row.text("holdingPeriodDateTime") ?? "");
  const lotId = row.id("originatingTransactionID");
  return {
    quantity,
    ...(cost === null ? {} : { cost }),
    ...(opened ? { acquiredAt: opened.time === null ? opened.date : instantOf(opened) } : {}),
    ...(lotId === null ? {} : { lotId }),
  };
}

import { decimal } from "@/lib/money/decimal";
import type { AllocationSlice, DayPoint, Figure, GainRow, IncomeRow } from "@/lib/performance/schema";

/** A figure with an amount, or, given words, one without and the reason why. */
export function figure(amount: string | { reason: string }): Figure {
  const known = typeof amount === "string";
  return { amount: known ? decimal(amount) : null, reason: known ? null : amount.reason, notes: [], href: null };
}

/** The end of a day; nothing of it is known unless told. */
export function dayPoint(day: string, known: Partial<Record<Exclude<keyof DayPoint, "day">, string>> = {}): DayPoint {
  const of = (column: keyof typeof known) => (known[column] === undefined ? null : decimal(known[column]));
  return { day, value: of("value"), invested: of("invested"), twr: of("twr"), drawdown: of("drawdown"), benchmark: of("benchmark") };
}

export function slice(label: string, value: string, share = "0.5"): AllocationSlice {
  return { key: label, label, value: decimal(value), share: decimal(share), href: null };
}

/** Ten units of ACME bought at 10 EUR and sold at 12, unless told otherwise. */
export function gainRow(input: Partial<GainRow> = {}): GainRow {
  return {
    transactionId: "2",
    lotId: "1",
    accountId: "7",
    accountName: "Broker",
    instrumentId: "3",
    symbol: "ACME",
    name: "Acme Inc",
    isin: "US0000000001",
    quantity: decimal("10"),
    acquired: "2024-01-02T00:00:00.000Z",
    disposed: "2025-01-02T00:00:00.000Z",
    currency: "EUR",
    proceeds: decimal("120"),
    cost: decimal("100"),
    charges: decimal("1.5"),
    gain: decimal("20"),
    proceedsBase: figure("120"),
    costBase: figure("100"),
    gainBase: figure("20"),
    fxBase: figure("0"),
    daysHeld: 366,
    costKnown: true,
    brokerGain: null,
    ...input,
  };
}

/** A dividend of 10 EUR by ACME, 1.50 of it withheld, unless told otherwise. */
export function incomeRow(input: Partial<IncomeRow> = {}): IncomeRow {
  return {
    transactionId: "5",
    accountId: "7",
    at: "2025-03-14T00:00:00.000Z",
    dateOnly: true,
    instrumentId: "3",
    payer: "ACME",
    kind: "dividend",
    currency: "EUR",
    gross: decimal("10"),
    withheld: decimal("1.5"),
    net: decimal("8.5"),
    netBase: figure("8.5"),
    ...input,
  };
}

import { decimal, subtract } from "@/lib/money/decimal";
import { type DraftInput, draft } from "@/test/factories";
import type { Case, Cause, Evidence } from "../case";
import { worth } from "../rules";
import type { ComparisonLine, Subject } from "../schema";

/** Differences for specifications: an account whose ledger has some rows, and a broker's list of 2025-06-30 that says otherwise. */

export const ACME: Subject = {
  key: "1",
  kind: "instrument",
  assetType: "stock",
  symbol: "ACME",
  isin: null,
  name: null,
  currency: "EUR",
  codes: {},
};
export const CASH: Subject = {
  key: "cash:EUR",
  kind: "cash",
  assetType: "cash",
  symbol: "EUR",
  isin: null,
  name: null,
  currency: "EUR",
  codes: {},
};

export function line(subject: Subject, ledger: string, broker: string, price: string | null = "10"): ComparisonLine {
  const difference = subtract(decimal(broker), decimal(ledger));
  const shape = { subject, price: price === null || subject.kind === "cash" ? null : decimal(price), multiplier: null, priceUnit: null };
  return {
    ...shape,
    ledger: decimal(ledger),
    broker: decimal(broker),
    difference,
    value: worth(difference, shape),
    brokerAvgPrice: null,
    brokerCost: null,
    brokerValue: null,
    rows: 1,
  };
}

let drawn = 0;

/** A ledger row of ACME, one unit bought at 10 EUR unless told otherwise. */
export function row(input: DraftInput = {}, about: Partial<Evidence> = {}): Evidence {
  drawn += 1;
  return {
    id: String(drawn),
    accountId: "7",
    accountName: "Broker",
    subject: input.assetType === "cash" ? null : "1",
    draft: draft(input),
    ...about,
  };
}

export function caseOf(differing: ComparisonLine, rows: readonly Evidence[], more: Partial<Case> = {}): Case {
  return {
    accountId: "7",
    accountName: "Broker",
    line: differing,
    asOf: "2025-06-30T00:00:00.000Z",
    dateOnly: true,
    rows,
    later: [],
    deleted: [],
    deliveries: [],
    elsewhere: [],
    lines: [differing],
    firstDay: rows[0]?.draft.tradeTime.slice(0, 10) ?? null,
    isComplete: true,
    ...more,
  };
}

export const kinds = (causes: readonly Cause[]): string[] => causes.map(({ kind }) => kind);

import type { TransactionMeta } from "@/lib/transactions/schema";

export interface Fact {
  label: string;
  value: string;
}

/** The keys of `meta` that say nothing to a person, or have a place of their own on the page. */
const ELSEWHERE = new Set([
  "source",
  "netAmount",
  "fees",
  "taxes",
  "note",
  "reason",
  "reasons",
  "needsReview",
  "raw",
  "importKey",
  "contentHash",
  "edited",
  "dateOnly",
  "multiplier",
]);

/** `settleDate` → `Settle date`. */
const words = (key: string): string => {
  const spaced = key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

function factsOf(label: string, value: unknown): Fact[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const isPlain = value.every((each) => typeof each !== "object");
    return isPlain
      ? [{ label, value: value.join(", ") }]
      : value.flatMap((each, index) => factsOf(value.length > 1 ? `${label} ${index + 1}` : label, each));
  }
  if (typeof value === "object")
    return Object.entries(value).flatMap(([key, inner]) => factsOf(`${label}: ${words(key).toLowerCase()}`, inner));
  return [{ label, value: typeof value === "boolean" ? (value ? "Yes" : "No") : String(value) }];
}

/** Everything a row's broker told beside its columns, as words and values, whatever its shape: keys that we do not know included. */
export function metaFacts(meta: TransactionMeta): Fact[] {
  // Lots that are only named by their ids were chosen by a person: the card of the lots shows them, with more than that.
  const told = meta.lots?.filter(({ cost, acquiredAt, lotId }) => lotId === undefined || cost !== undefined || acquiredAt !== undefined);
  return Object.entries(meta).flatMap(([key, value]) => (ELSEWHERE.has(key) ? [] : factsOf(words(key), key === "lots" ? told : value)));
}

const COLUMN_NAMES: Readonly<Record<string, string>> = {
  trade_time: "Date",
  trade_type: "Type",
  asset_type: "Asset type",
  netAmount: "Amount",
};

/** The name of a column or key of `meta` in a row's history. */
export function fieldName(field: string): string {
  return COLUMN_NAMES[field] ?? words(field);
}

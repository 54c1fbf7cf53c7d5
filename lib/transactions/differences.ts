import type { RevisionView } from "./view";

/** What differs between two versions of a row, field by field; empty when one of them is missing. */
export function differences(before: unknown, after: unknown): RevisionView["changes"] {
  const [old, now] = [flatten(before), flatten(after)];
  if (old.size === 0 || now.size === 0) return [];
  const fields = [...new Set([...old.keys(), ...now.keys()])].filter(
    (field) => old.get(field) !== now.get(field) && !["contentHash", "edited"].includes(field),
  );
  return fields.map((field) => ({ field, before: old.get(field) ?? "", after: now.get(field) ?? "" }));
}

/** Columns and meta side by side, one level of meta deep, as text. */
function flatten(row: unknown): Map<string, string> {
  if (typeof row !== "object" || row === null) return new Map();
  const { meta, ...columns } = row as Record<string, unknown>;
  const entries = [...Object.entries(columns), ...Object.entries((meta ?? {}) as Record<string, unknown>)];
  return new Map(
    entries.map(([field, value]) => [field, lotsInWords(value) ?? (typeof value === "object" ? JSON.stringify(value) : String(value))]),
  );
}

/** Lots that a person chose, which only have an id and a quantity; null for anything else. */
function lotsInWords(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const isChosen = (each: unknown): each is { lotId: string; quantity: string } =>
    typeof each === "object" && each !== null && "lotId" in each && "quantity" in each && Object.keys(each).length === 2;
  return value.every(isChosen) ? value.map(({ lotId, quantity }) => `${quantity} of lot ${lotId}`).join(", ") : null;
}

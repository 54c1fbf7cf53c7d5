import type { TransactionFilter } from "./filter";

/** The filter as an address's query, without what is default: `?type=buy,sell&q=NET`, or an empty string. */
export function filterQuery(filter: TransactionFilter, extra: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams();
  if (filter.q) query.set("q", filter.q);
  for (const name of ["type", "asset", "account"] as const) if (filter[name].length > 0) query.set(name, filter[name].join(","));
  if (filter.from) query.set("from", filter.from);
  if (filter.to) query.set("to", filter.to);
  if (filter.review) query.set("review", filter.review);
  if (filter.sort !== "newest") query.set("sort", filter.sort);
  for (const [name, value] of Object.entries(extra)) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** How many restrictions a filter has, sorting aside. */
export function countRestrictions(filter: TransactionFilter): number {
  return (
    Number(filter.q !== "") +
    filter.type.length +
    filter.asset.length +
    filter.account.length +
    [filter.from, filter.to, filter.review].filter(Boolean).length
  );
}

/** The filter without any restriction, in the same order. */
export function clearedFilter({ sort }: TransactionFilter): TransactionFilter {
  return { q: "", type: [], asset: [], account: [], from: undefined, to: undefined, review: undefined, sort };
}

import type { TransactionFilter } from "@/lib/transactions/filter";
import type { FilterChoices } from "./filter-choices";

interface Restriction {
  label: string;
  /** The filter without it. */
  without: TransactionFilter;
}

const LISTS = [
  ["type", "Type", "tradeTypes"],
  ["asset", "Asset type", "assetTypes"],
  ["account", "Account", "accounts"],
] as const;

/** Every restriction of a filter in words, with the filter that lacks it. The search has a field of its own and is not among them. */
export function restrictionsOf(filter: TransactionFilter, choices: FilterChoices): Restriction[] {
  const lists = LISTS.flatMap(([name, label, offered]) =>
    filter[name].map((value) => ({
      label: `${label}: ${choices[offered].find((choice) => choice.value === value)?.label ?? value}`,
      without: { ...filter, [name]: filter[name].filter((other) => other !== value) },
    })),
  );
  return [
    ...lists,
    ...(filter.from ? [{ label: `From: ${filter.from}`, without: { ...filter, from: undefined } }] : []),
    ...(filter.to ? [{ label: `To: ${filter.to}`, without: { ...filter, to: undefined } }] : []),
    ...(filter.review ? [{ label: "Needs review", without: { ...filter, review: undefined } }] : []),
  ];
}

import { z } from "zod";

/** What the ledger shows: the address holds it, so a view can be bookmarked, and the export selects the same rows. */
const list = z.union([z.string(), z.array(z.string())]).transform((value) =>
  (Array.isArray(value) ? value : value.split(","))
    .map((each) => each.trim())
    .filter(Boolean)
    .slice(0, 50),
);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);

export const transactionFilterSchema = z.object({
  /** Part of a symbol, ISIN, name or note. */
  q: z.preprocess(first, z.string().trim().max(100)).catch("").default(""),
  type: list.catch([]).default([]),
  asset: list.catch([]).default([]),
  account: list
    .transform((ids) => ids.filter((id) => /^[1-9]\d{0,18}$/.test(id)))
    .catch([])
    .default([]),
  from: z.preprocess(first, date).optional().catch(undefined),
  to: z.preprocess(first, date).optional().catch(undefined),
  review: z.preprocess(first, z.literal("1")).optional().catch(undefined),
  sort: z
    .preprocess(first, z.enum(["newest", "oldest"]))
    .catch("newest")
    .default("newest"),
});
export type TransactionFilter = z.output<typeof transactionFilterSchema>;

/** The filter in an address: what can't be understood is left out, never an error page. */
export function parseFilter(search: Readonly<Record<string, string | string[] | undefined>>): TransactionFilter {
  return transactionFilterSchema.parse(search);
}

import type { FormatItem } from "@/lib/formats/types";

/** An answer, or a part of one, of a shape that nobody knew. */
export function unreadable(line: number, what: string): FormatItem {
  return {
    kind: "refused",
    line,
    problem: `The exchange's answer holds ${what} in a form that this version doesn't know.`,
    expected: "The form that the exchange documents.",
    mend: "It is kept, and read again with the next version of Truefolio.",
  };
}

/** A row as a file format made it, said to come from the API. */
export function from(source: string, item: FormatItem): FormatItem {
  return item.kind === "transaction" ? { ...item, draft: { ...item.draft, meta: { ...item.draft.meta, source } } } : item;
}

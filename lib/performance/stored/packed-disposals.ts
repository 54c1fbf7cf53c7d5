import type { Disposal, InstrumentBook } from "@/lib/engine/books";
import { unpackNow } from "./cache";

/** A book as it is kept: the lots that were closed, which are most of a long ledger's book, are a part of their own. */
export type SlimBook = Omit<InstrumentBook, "disposals">;

export function slim({ disposals: _, ...book }: InstrumentBook): SlimBook {
  return book;
}

/**
 * Books whose closed lots stay packed until somebody goes through them, and are forgotten again after that: a view adds them up book by
 * book, and those of only one are in memory at a time.
 * @param packed the list of each book's disposals
 */
export function withDisposals(books: readonly SlimBook[], packed: Uint8Array): InstrumentBook[] {
  return books.map((book, index) => ({
    ...book,
    get disposals() {
      return (unpackNow(packed) as readonly (readonly Disposal[])[])[index] ?? [];
    },
  }));
}

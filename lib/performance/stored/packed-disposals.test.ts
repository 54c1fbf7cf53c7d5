import { expect, it } from "vitest";
import { bookOf, disposalOf } from "@/lib/engine/valuation/book-builder";
import { packed } from "./cache";
import { slim, withDisposals } from "./packed-disposals";

it("gives each book its own closed lots back, as often as they are gone through", async () => {
  const books = [
    bookOf({ instrument: "a", disposals: [disposalOf("2025-01-02", "10", "8"), disposalOf("2025-01-03", "5", "6")] }),
    bookOf({ instrument: "b" }),
  ];
  const kept = await packed(JSON.stringify(books.map(({ disposals }) => disposals)));
  const slimmed = books.map(slim);
  expect(slimmed.some((book) => "disposals" in book)).toBe(false);
  const again = withDisposals(slimmed, kept);
  expect(again).toEqual(books);
  expect(again.map(({ disposals }) => disposals)).toEqual(books.map(({ disposals }) => disposals));
});

import fc from "fast-check";
import { writePages } from "@/lib/brokers/pages";
import { type Format, FormatError, type FormatItem } from "@/lib/formats/types";
import { isCurrency } from "@/lib/money/currency";
import { transactionMetaSchema } from "@/lib/transactions/schema";

/** For specifications of what connectors bring: answers by their stream, as they would come. */
export type Answers = Readonly<Record<string, unknown>>;

export function itemsOf(format: Format, broker: string, answers: Answers): FormatItem[] {
  const of = { broker, account: { id: "A1", name: "A1" }, fetchedAt: "2026-11-24T16:30:00.000Z", since: null };
  const pages = Object.entries(answers).map(([stream, answer]) => ({ stream, body: JSON.stringify(answer) }));
  const items = [...format.parse(writePages(of, pages))];
  const odd = items.find((item) => item.kind === "transaction" && !(isCurrency(item.draft.currency) && isMeta(item.draft.meta)));
  if (odd) throw new Error(`not fit for the database: ${JSON.stringify(odd)}`);
  return items;
}

const isMeta = (meta: unknown) => transactionMetaSchema.safeParse(meta).success;

/** The items of altered answers; null where the file is refused as a whole, which is an outcome too. Other errors come through. */
export function outcomeOf(format: Format, broker: string, answers: Answers): FormatItem[] | null {
  try {
    return itemsOf(format, broker, answers);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

const ODD = [null, "", "x", "1e999", "NaN", {}, [], -1, 1e21, true, "2026-99-99", "__proto__", "constructor"];

/** The answers with some of their values in another form, or left out. */
export function altered(answers: Answers): fc.Arbitrary<Answers> {
  const places = placesIn(answers);
  const change = fc.record({ at: fc.constantFrom(...places), odd: fc.constantFrom(...ODD), drop: fc.boolean() });
  return fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
    const copy = structuredClone(answers) as Record<string, unknown>;
    // Each its own: what is put in may be altered in its turn, into a circle even.
    for (const { at, odd, drop } of changes) alter(copy, at, structuredClone(odd), drop);
    return copy;
  });
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function alter(root: Record<string, unknown>, at: Place, odd: unknown, drop: boolean): void {
  let parent: unknown = root;
  for (const key of at.slice(0, -1)) parent = isNode(parent) ? parent[key] : null;
  const last = at.at(-1);
  if (!isNode(parent) || last === undefined) return;
  if (drop) delete parent[last];
  else parent[last] = odd;
}

const isNode = (value: unknown): value is Record<string | number, unknown> => typeof value === "object" && value !== null;

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Chain, type Link, type Source, unwind } from "./chain";

/** What an import says of one row: that it is so (a hash), or that it is taken back. */
interface Event {
  kind: "transaction" | "removal";
  hash: string;
  choice: Link["choice"];
}

interface Ledger {
  links: Link[];
  row: { content: string; edited: boolean } | null;
  /** It is away, and stays away when it comes again. */
  tombstone: boolean;
  /** The content of what each line kept of the row before it. */
  kept: Map<string, string>;
}

const empty = (): Ledger => ({ links: [], row: null, tombstone: false, kept: new Map() });

/** Imports that follow each other, by the rules of classify.ts and commit.ts, for one row without a person. */
function importOne(ledger: Ledger, id: string, { kind, hash, choice }: Event): void {
  const { row } = ledger;
  const link = (outcome: Link["outcome"], before: Link["before"] = null) =>
    ledger.links.push({ id, mine: false, kind, outcome, contentHash: kind === "transaction" ? hash : null, choice, before });
  const keep = (): Link["before"] => {
    ledger.kept.set(id, row?.content ?? "");
    return { hash: row?.content ?? null, edited: row?.edited ?? false };
  };
  if (kind === "removal") {
    if (!row) {
      // A cancellation of what was never there is not linked to the row.
      if (ledger.tombstone) link("skipped");
      return;
    }
    link("removed", keep());
    Object.assign(ledger, { row: null, tombstone: true });
  } else if (ledger.tombstone) {
    link(choice === "file" ? "new" : "kept", choice === "file" ? "tombstone" : null);
    if (choice === "file") Object.assign(ledger, { row: { content: hash, edited: false }, tombstone: false });
  } else if (!row) {
    link("new");
    ledger.row = { content: hash, edited: false };
  } else if (row.content === hash) link("known");
  else if (choice === "mine") link("kept");
  else {
    link("changed", keep());
    ledger.row = { content: hash, edited: false };
  }
}

function replay(events: readonly (readonly [string, Event])[]): Ledger {
  const ledger = empty();
  for (const [id, event] of events) importOne(ledger, id, event);
  return ledger;
}

/** Takes an import back, as unwind.ts does with what it is told. */
function undo(ledger: Ledger, id: string, contents: ReadonlyMap<string, string>): void {
  const chain: Chain = {
    links: ledger.links.map((link) => ({ ...link, mine: link.id === id })),
    row: !ledger.row ? "absent" : ledger.row.edited ? "edited" : "plain",
  };
  const contentOf = ({ from, id: line }: Source) => (from === "line" ? contents : ledger.kept).get(line) ?? "?";
  const { lines, row } = unwind(chain);
  const written = typeof row === "object" ? contentOf(row.write) : null;
  const kept = lines.map(({ previous }) => (typeof previous === "object" && previous ? contentOf(previous) : null));
  for (const [index, line] of lines.entries()) {
    const link = ledger.links.find((each) => each.id === line.id);
    if (!link) throw new Error("a line was amended that isn't there");
    link.outcome = line.outcome;
    link.before = line.previous === null || line.previous === "tombstone" ? line.previous : { hash: kept[index] ?? null, edited: false };
    ledger.kept.set(line.id, kept[index] ?? "");
  }
  ledger.links = ledger.links.filter((link) => link.id !== id);
  if (row === "delete") Object.assign(ledger, { row: null, tombstone: false });
  if (row === "bury") Object.assign(ledger, { row: null, tombstone: true });
  if (written !== null) Object.assign(ledger, { row: { content: written, edited: false }, tombstone: false });
}

const anyEvent = fc.record<Event>({
  kind: fc.constantFrom("transaction", "transaction", "transaction", "removal"),
  hash: fc.constantFrom("v1", "v2", "v3"),
  choice: fc.constantFrom(null, null, "file", "mine"),
});

/** Nobody chose: a choice is between what is there and what comes, and without the one import there is another choice or none. */
const unchosen = anyEvent.map((event): Event => ({ ...event, choice: null }));

describe("a row whose imports are taken back", () => {
  it("is what the others alone would have made of it, in whatever order they go", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(unchosen, fc.boolean(), fc.nat()), { minLength: 1, maxLength: 8 }), (all) => {
        const events = all.map(([event], index) => [String(index), event] as const);
        const contents = new Map(events.map(([id, { hash }]) => [id, hash]));
        const ledger = replay(events);
        const undone = all
          .map(([, gone, order], index) => ({ id: String(index), gone, order }))
          .filter(({ gone }) => gone)
          .sort((a, b) => a.order - b.order);
        for (const { id } of undone) undo(ledger, id, contents);
        const wanted = replay(events.filter(([id]) => !undone.some((each) => each.id === id)));
        expect(ledger.row?.content).toBe(wanted.row?.content);
        expect(ledger.tombstone).toBe(wanted.tombstone);
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves nothing when all of them are, whatever people chose and edited", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyEvent, fc.constantFrom("", "", "edit", "delete", "restore"), fc.nat()), { minLength: 1, maxLength: 8 }),
        (all) => {
          const events = all.map(([event], index) => [String(index), event] as const);
          const contents = new Map(events.map(([id, { hash }]) => [id, hash]));
          const ledger = empty();
          let deleted: Ledger["row"] = null;
          for (const [index, [id, event]] of events.entries()) {
            importOne(ledger, id, event);
            const act = all[index]?.[1];
            if (act === "edit" && ledger.row) ledger.row = { content: `edited ${index}`, edited: true };
            if (act === "delete" && ledger.row) {
              deleted = ledger.row;
              Object.assign(ledger, { row: null, tombstone: true });
            }
            if (act === "restore" && deleted && !ledger.row) Object.assign(ledger, { row: deleted, tombstone: false });
          }
          const order = all.map(([, , at], index) => ({ id: String(index), at })).sort((a, b) => a.at - b.at);
          for (const { id } of order) undo(ledger, id, contents);
          expect(ledger.row).toBeNull();
          expect(ledger.tombstone).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

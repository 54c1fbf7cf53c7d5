import { createHash } from "node:crypto";
import type { Cause, FormatItem, HoldingDraft, Refusal, StatementInfo, TransactionDraft } from "@/lib/formats/types";
import { type AliasResolver, contentHash, givenKey, Occurrences } from "./identity";

/** The cause of rows that no answer mends, and that a person should look at all the same. */
export const NEEDS_REVIEW = '{"code":"needs-review"}';

/** A row whose type nobody knows can be mended, with all others like it, by saying what the type means. */
function causeOf({ tradeType, meta }: TransactionDraft): string | null {
  if (tradeType === "other" && meta.rawType) return JSON.stringify({ code: "unknown-type", rawType: meta.rawType } satisfies Cause);
  return meta.needsReview ? NEEDS_REVIEW : null;
}

/** One line's fate, before it is compared with what the account already holds. */
export interface StagedRow {
  statement: number | null;
  line: number;
  kind: "transaction" | "snapshot" | "holding" | "rate" | "cancellation" | "line";
  outcome: "new" | "skipped" | "refused";
  reason: string;
  importKey: string | null;
  /** Keys that the row would have under its instrument's other names. */
  otherKeys: readonly string[];
  contentHash: string | null;
  /** What one answer would mend, as text: equal ones are one question. */
  cause: string | null;
  /** The ISO date of a ledger row. */
  day: string | null;
  payload: object;
}

const PLAIN = { importKey: null, otherKeys: [], contentHash: null, cause: null, day: null } as const;

/** A row that was already given out turns out not to count. */
export interface Amendment {
  line: number;
  importKey: string;
  reason: string;
}

export type Reading = { statement: StatementInfo; ordinal: number } | { row: StagedRow } | { amendment: Amendment };

interface Seen {
  line: number;
  importKey: string;
  hash: string;
}

/**
 * Turns a format's items into staged rows: gives each its identity, and settles what the file itself says twice or takes back. Pure.
 * A cancelled row and its cancellation are both listed as skipped, with the reason; the rebook of the same id counts.
 */
export class FileReading {
  private readonly occurrences: Occurrences;
  private readonly ordinals = new Map<string, number>();
  private readonly byKey = new Map<string, Seen>();
  /** Rows by the ids that they carry beside their key. */
  private readonly byOtherId = new Map<string, Seen[]>();
  private statement: number | null = null;
  private snapshot: {
    line: number;
    asOf: string;
    dateOnly: boolean;
    statement: number;
    rows: { line: number; draft: HoldingDraft }[];
  } | null = null;

  /** @param resolver knows the person's instruments by all their names */
  constructor(resolver?: AliasResolver) {
    this.occurrences = new Occurrences(resolver);
  }

  *read(items: Iterable<FormatItem>): Generator<Reading> {
    for (const item of items) {
      if (item.kind === "statement" || item.kind === "snapshot") yield* this.endSnapshot();
      yield* this.take(item);
    }
    yield* this.endSnapshot();
  }

  private *take(item: FormatItem): Generator<Reading> {
    switch (item.kind) {
      case "statement":
        return yield* this.begin(item.statement);
      case "transaction":
        return yield* this.transaction(item.line, item.draft);
      case "cancellation":
        return yield* this.cancellation(item.line, item.externalIds, item.reason);
      case "snapshot":
        yield* this.ensureStatement();
        this.snapshot = { line: item.line, asOf: item.asOf, dateOnly: item.dateOnly, statement: this.statement ?? 0, rows: [] };
        return;
      case "holding":
        this.snapshot?.rows.push({ line: item.line, draft: item.draft });
        return;
      case "rate":
        return yield this.row(item.line, "rate", "new", "", { date: item.date, from: item.from, to: item.to, rate: item.rate });
      case "skipped":
        return yield this.row(item.line, "line", "skipped", item.reason, item.raw ? { raw: item.raw } : {});
      case "refused":
        return yield this.refused(item);
    }
  }

  private *begin(statement: StatementInfo): Generator<Reading> {
    const known = this.ordinals.get(statement.accountId);
    this.statement = known ?? this.ordinals.size;
    if (known !== undefined) return;
    this.ordinals.set(statement.accountId, this.statement);
    yield { statement, ordinal: this.statement };
  }

  private refused({ line, problem, expected, mend, raw, cause }: Refusal): Reading {
    const words = `${problem} ${expected} ${mend}`.replace(/\s+/g, " ").trim();
    const { row } = this.row(line, "line", "refused", words, { problem, expected, mend, raw });
    return { row: { ...row, cause: cause ? JSON.stringify(cause) : null } };
  }

  /** A file that names no account has one nameless statement. */
  private *ensureStatement(): Generator<Reading> {
    if (this.statement === null) yield* this.begin({ accountId: "" });
  }

  private *transaction(line: number, draft: TransactionDraft): Generator<Reading> {
    if (this.statement === null) yield* this.ensureStatement();
    const hash = contentHash(draft);
    const given = givenKey(draft);
    // Numbered content keys are each of their own, so only given ones can meet again; a million rows without ids leave no trace here.
    const { importKey, otherKeys } = given === null ? this.occurrences.keysOf(this.statement, draft) : { importKey: given, otherKeys: [] };
    if (given !== null) {
      const earlier = this.byKey.get(this.scoped(given));
      if (earlier?.hash === hash) {
        yield this.row(line, "line", "skipped", `The same row, with the same id, stands on line ${earlier.line}.`, { draft });
        return;
      }
      if (earlier)
        yield { amendment: { line: earlier.line, importKey: given, reason: `Replaced by line ${line}, which has the same id.` } };
      this.remember({ line, importKey: given, hash }, draft.meta.externalIds ?? []);
    }
    const meta = { ...draft.meta, importKey, contentHash: hash };
    yield {
      row: {
        statement: this.statement,
        line,
        kind: "transaction",
        outcome: "new",
        reason: "",
        importKey,
        otherKeys,
        contentHash: hash,
        cause: causeOf(draft),
        day: draft.tradeTime.slice(0, 10),
        payload: { ...draft, meta },
      },
    };
  }

  private remember(seen: Seen, otherIds: readonly string[]): void {
    this.byKey.set(this.scoped(seen.importKey), seen);
    for (const id of otherIds) {
      if (id === seen.importKey) continue;
      const list = this.byOtherId.get(this.scoped(id));
      if (list) list.push(seen);
      else this.byOtherId.set(this.scoped(id), [seen]);
    }
  }

  private *cancellation(line: number, externalIds: readonly string[], reason: string): Generator<Reading> {
    yield* this.ensureStatement();
    const cancelled = new Set(externalIds.flatMap((id) => this.known(id)));
    for (const seen of cancelled) {
      this.byKey.delete(this.scoped(seen.importKey));
      yield { amendment: { line: seen.line, importKey: seen.importKey, reason: `Cancelled by the broker on line ${line}.` } };
    }
    // The same row may have come with an earlier file as well: the comparison with the ledger decides.
    const lines = [...new Set([...cancelled].map((seen) => seen.line))].join(", ");
    const found =
      cancelled.size > 0 ? `It takes back line ${lines}.` : "The row it takes back is not in this file, and not in the account.";
    yield this.row(line, "cancellation", "skipped", `${reason} ${found}`, { externalIds });
  }

  /** The rows that carry an id and still count. */
  private known(id: string): Seen[] {
    const scoped = this.scoped(id);
    const named = [this.byKey.get(scoped), ...(this.byOtherId.get(scoped) ?? [])];
    return named.filter((seen) => seen !== undefined && this.byKey.get(this.scoped(seen.importKey)) === seen) as Seen[];
  }

  /** Ids are the broker's per account: two statements of one file may use the same ones. */
  private scoped(id: string): string {
    return `${this.statement}\n${id}`;
  }

  /** The snapshot's id is a digest of its content: the same positions imported again are the same snapshot. */
  private *endSnapshot(): Generator<Reading> {
    if (!this.snapshot) return;
    const { line, asOf, dateOnly, statement, rows } = this.snapshot;
    this.snapshot = null;
    const content = rows.map(({ draft }) => [
      draft.assetType,
      draft.symbol,
      draft.isin,
      draft.quantity,
      draft.avgPrice,
      draft.currency,
      draft.costValue,
      draft.marketValue,
    ]);
    content.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const id = createHash("sha256")
      .update(JSON.stringify([asOf, content]))
      .digest("base64url")
      .slice(0, 32);
    const stage = (at: number, kind: "snapshot" | "holding", payload: object): Reading => ({
      row: { ...PLAIN, statement, line: at, kind, outcome: "new", reason: "", importKey: id, payload },
    });
    yield stage(line, "snapshot", { id, asOf, dateOnly, positions: rows.length });
    for (const { line: at, draft } of rows) yield stage(at, "holding", { ...draft, asOf, dateOnly });
  }

  private row(line: number, kind: StagedRow["kind"], outcome: StagedRow["outcome"], reason: string, payload: object): { row: StagedRow } {
    return { row: { ...PLAIN, statement: this.statement, line, kind, outcome, reason, payload } };
  }
}

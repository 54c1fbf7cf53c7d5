import { createHash } from "node:crypto";
import type { FormatItem, HoldingDraft, StatementInfo, TransactionDraft } from "@/lib/formats/types";
import { type AliasResolver, contentHash, Occurrences } from "./identity";

/** One line's fate, before it is compared with what the account already holds. */
export interface StagedRow {
  statement: number | null;
  line: number;
  kind: "transaction" | "snapshot" | "holding" | "rate" | "cancellation" | "line";
  outcome: "new" | "skipped" | "refused";
  reason: string;
  importKey: string | null;
  contentHash: string | null;
  /** Keys under its instrument's other names, see `otherKeys` of ./identity. */
  otherKeys: string[];
  payload: object;
}

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
  /** The keys under which it can be found again. */
  ids: readonly string[];
}

/**
 * Turns a format's items into staged rows: gives each its identity, and settles what the file itself says twice or takes back. Pure.
 * A cancelled row and its cancellation are both listed as skipped, with the reason; the rebook of the same id counts.
 */
export class FileReading {
  private readonly occurrences: Occurrences;
  private readonly ordinals = new Map<string, number>();
  private readonly byKey = new Map<string, Seen>();
  private readonly byExternalId = new Map<string, Seen[]>();
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
        return yield this.row(item.line, "line", "refused", `${item.problem} ${item.expected} ${item.mend}`.trim(), {
          ...item,
          kind: undefined,
          line: undefined,
        });
    }
  }

  private *begin(statement: StatementInfo): Generator<Reading> {
    const known = this.ordinals.get(statement.accountId);
    this.statement = known ?? this.ordinals.size;
    if (known !== undefined) return;
    this.ordinals.set(statement.accountId, this.statement);
    yield { statement, ordinal: this.statement };
  }

  /** A file that names no account has one nameless statement. */
  private *ensureStatement(): Generator<Reading> {
    if (this.statement === null) yield* this.begin({ accountId: "" });
  }

  private *transaction(line: number, draft: TransactionDraft): Generator<Reading> {
    yield* this.ensureStatement();
    const { importKey, otherKeys } = this.occurrences.keysOf(String(this.statement), draft);
    const hash = contentHash(draft);
    const scoped = this.scoped(importKey);
    const ids = [...new Set([importKey, ...(draft.meta.externalIds ?? [])])].map((id) => this.scoped(id));
    const seen: Seen = { line, importKey, hash, ids };
    const earlier = this.byKey.get(scoped);
    if (earlier?.hash === hash) {
      return yield this.row(line, "line", "skipped", `The same row, with the same id, stands on line ${earlier.line}.`, { draft });
    }
    if (earlier) yield { amendment: { line: earlier.line, importKey, reason: `Replaced by line ${line}, which has the same id.` } };
    this.byKey.set(scoped, seen);
    for (const id of ids) {
      const list = this.byExternalId.get(id);
      if (list) list.push(seen);
      else this.byExternalId.set(id, [seen]);
    }
    const payload = { ...draft, meta: { ...draft.meta, importKey, contentHash: hash } };
    yield {
      row: {
        statement: this.statement,
        line,
        kind: "transaction",
        outcome: "new",
        reason: "",
        importKey,
        contentHash: hash,
        otherKeys,
        payload,
      },
    };
  }

  private *cancellation(line: number, externalIds: readonly string[], reason: string): Generator<Reading> {
    yield* this.ensureStatement();
    const cancelled = new Set<Seen>();
    for (const id of externalIds) for (const seen of this.byExternalId.get(this.scoped(id)) ?? []) cancelled.add(seen);
    for (const seen of cancelled) {
      this.forget(seen);
      yield { amendment: { line: seen.line, importKey: seen.importKey, reason: `Cancelled by the broker on line ${line}.` } };
    }
    if (cancelled.size > 0) {
      const lines = [...new Set([...cancelled].map((seen) => seen.line))].join(", ");
      return yield this.row(line, "line", "skipped", `${reason} It takes back line ${lines}.`, {});
    }
    // What it cancels may have come with an earlier file: the comparison with the ledger decides.
    yield this.row(line, "cancellation", "skipped", `${reason} The row it takes back is not in this file, and not in the account.`, {
      externalIds,
    });
  }

  private forget(seen: Seen): void {
    this.byKey.delete(this.scoped(seen.importKey));
    for (const id of seen.ids)
      this.byExternalId.set(
        id,
        (this.byExternalId.get(id) ?? []).filter((each) => each !== seen),
      );
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
      row: { statement, line: at, kind, outcome: "new", reason: "", importKey: id, contentHash: null, otherKeys: [], payload },
    });
    yield stage(line, "snapshot", { id, asOf, dateOnly, positions: rows.length });
    for (const { line: at, draft } of rows) yield stage(at, "holding", { ...draft, asOf, dateOnly });
  }

  private row(line: number, kind: StagedRow["kind"], outcome: StagedRow["outcome"], reason: string, payload: object): Reading {
    return { row: { statement: this.statement, line, kind, outcome, reason, importKey: null, contentHash: null, otherKeys: [], payload } };
  }
}

import "server-only";
import { type BulkTransaction, copyLine, jsonText } from "@/lib/db/bulk";
import type { StatementInfo } from "@/lib/formats/types";
import type { Amendment, Reading, StagedRow } from "../reading";

const BATCH_ROWS = 5_000;
/** Lines are handed on in pieces of about this length. */
const PIECE = 1024 * 1024;
const COLUMNS = "statement_id, line, kind, outcome, reason, import_key, other_keys, content_hash, cause, payload";

interface StageIds {
  importId: bigint;
  accountId: bigint;
}

interface StatementState {
  id: bigint;
  from: string | null;
  to: string | null;
}

/**
 * Where the lines of a file are put while it is read. They go into a temporary table by COPY, and from there into import_rows, because COPY
 * doesn't go into a table with row-level security; a batch is on its way while the next one is being read.
 */
export class Stage {
  /** The line that was read last. */
  line = 0;
  private readonly statements = new Map<number, StatementState>();
  private readonly amendments: Amendment[] = [];
  private pieces: string[] = [];
  private piece = "";
  private rows = 0;
  private underWay: Promise<void> = Promise.resolve();

  private constructor(
    private readonly tx: BulkTransaction,
    private readonly ids: StageIds,
  ) {}

  static async open(tx: BulkTransaction, ids: StageIds): Promise<Stage> {
    await tx.$executeRaw`
      CREATE TEMPORARY TABLE staged (statement_id bigint, line int, kind text, outcome text, reason text, import_key text, other_keys text[],
        content_hash text, cause text, payload jsonb) ON COMMIT DROP`;
    return new Stage(tx, ids);
  }

  async take(step: Reading): Promise<void> {
    if ("row" in step) return this.add(step.row);
    if ("amendment" in step) this.amendments.push(step.amendment);
    else this.statements.set(step.ordinal, { id: await this.createStatement(step.ordinal, step.statement), from: null, to: null });
  }

  private async add(row: StagedRow): Promise<void> {
    const statement = row.statement === null ? undefined : this.statements.get(row.statement);
    if (statement && row.day) extend(statement, row.day);
    this.line = row.line;
    this.piece += copyLine([
      statement?.id ?? null,
      row.line,
      row.kind,
      row.outcome,
      row.reason,
      row.importKey,
      `{${row.otherKeys.map((key) => `"${key.replace(/["\\]/g, "\\$&")}"`).join(",")}}`,
      row.contentHash,
      row.cause,
      jsonText(row.payload),
    ]);
    this.rows += 1;
    if (this.piece.length >= PIECE) this.endPiece();
    if (this.rows >= BATCH_ROWS) await this.send();
  }

  private endPiece(): void {
    this.pieces.push(this.piece);
    this.piece = "";
  }

  /** Waits for the batch before, and lets this one go. */
  private async send(): Promise<void> {
    this.endPiece();
    const pieces = this.pieces;
    [this.pieces, this.rows] = [[], 0];
    await this.underWay;
    this.underWay = this.write(pieces);
    // A failure is told by whoever waits for it next; until then it is nobody's unhandled rejection.
    this.underWay.catch(() => {});
  }

  private async write(pieces: readonly string[]): Promise<void> {
    const { tx, ids } = this;
    await tx.copyIn(`COPY staged (${COLUMNS}) FROM STDIN`, pieces);
    await tx.$executeRaw`
      INSERT INTO import_rows (import_id, broker_account_id, statement_id, line, kind, outcome, reason, import_key, other_keys, content_hash, cause,
        payload, transaction_id)
      SELECT ${ids.importId}::bigint, ${ids.accountId}::bigint, s.statement_id, s.line, s.kind, s.outcome, s.reason, s.import_key, s.other_keys,
        s.content_hash, s.cause, s.payload, CASE WHEN s.kind = 'transaction' THEN nextval('transactions_id_seq') END
      FROM staged s`;
    await tx.$executeRaw`TRUNCATE staged`;
  }

  private async createStatement(ordinal: number, statement: StatementInfo): Promise<bigint> {
    await this.underWay;
    const [created] = await this.tx.$queryRaw<{ id: bigint }[]>`
      INSERT INTO import_statements (import_id, broker_account_id, ordinal, external_account_id, name, currency, covers_from, covers_to)
      VALUES (${this.ids.importId}, ${this.ids.accountId}, ${ordinal}, ${statement.accountId}, ${statement.name ?? ""},
        ${statement.currency ?? null}, ${statement.from ?? null}::date, ${statement.to ?? null}::date) RETURNING id`;
    if (!created) throw new Error("a statement was not created");
    return created.id;
  }

  /** Everything is in import_rows, with what the file itself took back. */
  async close(): Promise<void> {
    if (this.rows > 0) await this.send();
    await this.underWay;
    for (const { id, from, to } of this.statements.values())
      await this.tx.$executeRaw`UPDATE import_statements SET rows_from = ${from}::date, rows_to = ${to}::date WHERE id = ${id}`;
    await this.amend();
  }

  private async amend(): Promise<void> {
    if (this.amendments.length === 0) return;
    await this.tx.$executeRaw`
      UPDATE import_rows r SET outcome = 'skipped', kind = 'line', reason = a.reason, transaction_id = NULL
      FROM jsonb_to_recordset(${jsonText(this.amendments)}::jsonb) AS a (line int, "importKey" text, reason text)
      WHERE r.import_id = ${this.ids.importId} AND r.outcome = 'new' AND r.line = a.line AND r.import_key = a."importKey" AND r.kind = 'transaction'`;
  }
}

function extend(statement: StatementState, day: string): void {
  if (statement.from === null || day < statement.from) statement.from = day;
  if (statement.to === null || day > statement.to) statement.to = day;
}

import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { mappedFormat } from "@/lib/formats/mapped/apply";
import { mappingSchema } from "@/lib/formats/mapped/mapping";
import { recognise } from "@/lib/formats/registry";
import { type Format, FormatError, type StatementInfo } from "@/lib/formats/types";
import { mappingFor, type NamedMapping } from "@/lib/mappings/queries";
import { classify } from "./classify";
import { keepOriginal, readOriginal } from "./original";
import { type Amendment, FileReading, type StagedRow } from "./reading";

const BATCH_ROWS = 2_000;
const STAGE_TIMEOUT_MS = 10 * 60_000;

export interface StagedFile {
  accountId: bigint;
  fileName: string;
  bytes: Uint8Array;
}

/**
 * Reads an uploaded file and stages every line of it, compared with what the account already holds: the preview. Nothing of it is in the
 * ledger yet. One transaction: a file that can't be read leaves nothing behind.
 * @param onProgress lines read so far
 * @returns the import's id, or null when the account isn't the actor's
 * @throws FormatError with what is wrong and how to mend it
 */
export async function stageImport(actor: Actor, file: StagedFile, onProgress: (lines: number) => void): Promise<bigint | null> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id: file.accountId }, select: { id: true } });
      if (!account) return null;
      const { format, mapping } = await recogniseOrRefuse(tx, file);
      await dropStalePreviews(tx, file.accountId);
      const importId = await createImport(tx, file, format, mapping);
      if (!format) return importId;
      await stageRows(tx, { importId, accountId: file.accountId }, format, file.bytes, onProgress);
      await chooseTargets(tx, importId, file.accountId);
      await classify(tx, importId);
      return importId;
    },
    { timeoutMs: STAGE_TIMEOUT_MS },
  );
}

/** The format of a file; null for a table that a person has yet to map. */
async function recogniseOrRefuse(
  tx: Transaction,
  { bytes, fileName }: StagedFile,
): Promise<{ format: Format | null; mapping?: NamedMapping["mapping"] }> {
  if (bytes.length === 0)
    throw new FormatError("The file is empty.", "Download it again from your broker; an export with content has at least a few lines.");
  const format = recognise(bytes, fileName);
  if (format) return { format };
  const mapped = await mappingFor(tx, bytes, fileName);
  if (mapped === "ask") return { format: null };
  if (mapped) return { format: mappedFormat(mapped.mapping), mapping: mapped.mapping };
  throw new FormatError(
    "This is none of the formats that Truefolio reads, and no table.",
    "It reads the formats listed under “What can be imported”, and any table as CSV, TSV or XLSX. Choose one of these in your broker's export.",
  );
}

/** Reads the original of an import again, by the mapping that it has now. */
export async function stageAgain(tx: Transaction, importId: bigint): Promise<void> {
  const found = await tx.import.findUniqueOrThrow({ where: { id: importId }, select: { brokerAccountId: true, mapping: true } });
  const bytes = await readOriginal(tx, importId);
  if (!bytes) throw new FormatError("The file isn't kept any more.", "Import it again.");
  const ids = { importId, accountId: found.brokerAccountId };
  const format = mappedFormat(mappingSchema.parse(found.mapping));
  await stageRows(tx, ids, format, bytes, () => {});
  await chooseTargets(tx, importId, ids.accountId);
  await classify(tx, importId);
  await tx.import.update({ where: { id: importId }, data: { status: "preview", parserVersion: format.version }, select: { id: true } });
}

/** A preview that nobody confirmed within a day holds rows for nothing. */
async function dropStalePreviews(tx: Transaction, accountId: bigint): Promise<void> {
  const yesterday = new Date(Date.now() - 24 * 60 * 60_000);
  await tx.import.deleteMany({
    where: { brokerAccountId: accountId, status: { in: ["preview", "mapping"] }, createdAt: { lt: yesterday } },
  });
}

async function createImport(
  tx: Transaction,
  { accountId, fileName, bytes }: StagedFile,
  format: Format | null,
  mapping: NamedMapping["mapping"] | undefined,
): Promise<bigint> {
  const { id } = await tx.import.create({
    data: {
      brokerAccountId: accountId,
      fileName: cleanFileName(fileName),
      fileHash: createHash("sha256").update(bytes).digest("hex"),
      fileSize: bytes.length,
      format: format?.code ?? "mapped",
      parserVersion: format?.version ?? 0,
      status: format ? "preview" : "mapping",
      ...(mapping ? { mapping } : {}),
    },
    select: { id: true },
  });
  await keepOriginal(tx, { importId: id, accountId }, bytes);
  return id;
}

/** A name is shown, never opened: its folders are cut off, and what can't be shown is replaced. */
export function cleanFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? "";
  const shown = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return shown.length > 200 ? `${shown.slice(0, 199)}…` : shown || "file";
}

async function stageRows(
  tx: Transaction,
  ids: { importId: bigint; accountId: bigint },
  format: Format,
  bytes: Uint8Array,
  onProgress: (lines: number) => void,
): Promise<void> {
  const statements = new Map<number, bigint>();
  const amendments: Amendment[] = [];
  let batch: StagedRow[] = [];
  for (const step of new FileReading().read(format.parse(bytes))) {
    if ("statement" in step) statements.set(step.ordinal, await createStatement(tx, ids, step.ordinal, step.statement));
    else if ("amendment" in step) amendments.push(step.amendment);
    else batch.push(step.row);
    if (batch.length >= BATCH_ROWS) {
      onProgress(batch.at(-1)?.line ?? 0);
      await insertRows(tx, ids, statements, batch);
      batch = [];
    }
  }
  await insertRows(tx, ids, statements, batch);
  await amend(tx, ids.importId, amendments);
}

async function createStatement(
  tx: Transaction,
  ids: { importId: bigint; accountId: bigint },
  ordinal: number,
  statement: StatementInfo,
): Promise<bigint> {
  const { id } = await tx.importStatement.create({
    data: {
      importId: ids.importId,
      brokerAccountId: ids.accountId,
      ordinal,
      externalAccountId: statement.accountId,
      name: statement.name ?? "",
      currency: statement.currency ?? null,
      coversFrom: statement.from ? new Date(`${statement.from}T00:00:00Z`) : null,
      coversTo: statement.to ? new Date(`${statement.to}T00:00:00Z`) : null,
    },
    select: { id: true },
  });
  return id;
}

async function insertRows(
  tx: Transaction,
  ids: { importId: bigint; accountId: bigint },
  statements: ReadonlyMap<number, bigint>,
  rows: readonly StagedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const plain = rows.map((row) => ({
    ...row,
    statement: row.statement === null ? null : (statements.get(row.statement)?.toString() ?? null),
  }));
  await tx.$executeRaw`
    INSERT INTO import_rows (import_id, broker_account_id, statement_id, line, kind, outcome, reason, import_key, content_hash, payload)
    SELECT ${ids.importId}, ${ids.accountId}, r.statement, r.line, r.kind, r.outcome, r.reason, r."importKey", r."contentHash", r.payload
    FROM jsonb_to_recordset(${JSON.stringify(plain)}::jsonb)
      AS r (statement bigint, line int, kind text, outcome text, reason text, "importKey" text, "contentHash" text, payload jsonb)`;
}

async function amend(tx: Transaction, importId: bigint, amendments: readonly Amendment[]): Promise<void> {
  if (amendments.length === 0) return;
  await tx.$executeRaw`
    UPDATE import_rows r SET outcome = 'skipped', kind = 'line', reason = a.reason
    FROM jsonb_to_recordset(${JSON.stringify(amendments)}::jsonb) AS a (line int, "importKey" text, reason text)
    WHERE r.import_id = ${importId} AND r.line = a.line AND r.import_key = a."importKey" AND r.kind = 'transaction'`;
}

/**
 * Finds the account of each statement: the one that has the statement's id, or this one when the file names no other. What stays undecided
 * is the user's to say: rows never land in an account that the file doesn't speak of.
 */
async function chooseTargets(tx: Transaction, importId: bigint, accountId: bigint): Promise<void> {
  const accounts = await tx.brokerAccount.findMany({
    select: { id: true, externalAccountId: true, displayName: true },
    orderBy: { id: "asc" },
  });
  const here = accounts.find((account) => account.id === accountId);
  const statements = await tx.importStatement.findMany({ where: { importId }, select: { id: true, externalAccountId: true } });
  for (const { id, externalAccountId: named } of statements) {
    const byId = accounts.filter((account) => named !== "" && account.externalAccountId === named);
    const match = byId.find((account) => account.id === accountId) ?? byId[0];
    const onlyOne = statements.length === 1 && (named === "" || !here?.externalAccountId);
    const target = match?.id ?? (onlyOne || (named !== "" && here?.displayName === named) ? accountId : null);
    if (target !== null)
      await tx.importStatement.update({ where: { id }, data: { targetAccountId: target, decision: "import" }, select: { id: true } });
  }
}

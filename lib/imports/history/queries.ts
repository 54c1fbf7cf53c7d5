import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { formatName, formatVersion } from "@/lib/brokers/formats";
import { originalKey } from "@/lib/credentials/originals";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { ImportStatus, OutcomeCounts } from "../schema";
import type { ImportEntry, ImportRecord, OtherReading } from "./schema";

export const IMPORTS_A_PAGE = 50;

interface EntryRecord {
  id: bigint;
  broker_account_id: bigint;
  display_name: string;
  file_name: string;
  file_size: number;
  file_hash: string;
  format: string;
  parser_version: number;
  status: ImportStatus;
  created_at: Date;
  imported_at: Date | null;
  undone_at: Date | null;
  counts: OutcomeCounts;
  sealed: boolean;
  is_reread: boolean;
  has_original: boolean;
  covers_from: string | null;
  covers_to: string | null;
  estimated: boolean;
}

/**
 * The imports of an account, newest first: those that were started on it, and those of another one that brought rows into it.
 * @param before the id of the last one on the page before
 */
export function listImportEntries(
  actor: Actor,
  accountId: bigint,
  before: bigint | null = null,
): Promise<{ entries: ImportEntry[]; next: string | null }> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<EntryRecord[]>`
      WITH elsewhere AS MATERIALIZED (
        SELECT DISTINCT s.import_id FROM import_statements s
        WHERE s.target_account_id = ${accountId} AND s.broker_account_id <> ${accountId} AND s.decision = 'import'
      )
      SELECT i.id, i.broker_account_id, a.display_name, i.file_name, i.file_size, i.file_hash, i.format, i.parser_version, i.status, i.created_at,
        i.imported_at, i.undone_at, i.counts, i.sealed, i.reread_of IS NOT NULL AS is_reread,
        EXISTS (SELECT 1 FROM import_files f WHERE f.import_id = i.id) AS has_original, p.covers_from::text, p.covers_to::text,
        coalesce(p.estimated, false) AS estimated
      FROM imports i JOIN broker_accounts a ON a.id = i.broker_account_id LEFT JOIN LATERAL (
        SELECT min(coalesce(s.covers_from, s.rows_from)) AS covers_from, max(coalesce(s.covers_to, s.rows_to)) AS covers_to,
          bool_or(s.covers_from IS NULL OR s.covers_to IS NULL) AS estimated
        FROM import_statements s
        WHERE s.import_id = i.id AND s.decision <> 'skip' AND (s.target_account_id = ${accountId} OR s.target_account_id IS NULL)) p ON true
      WHERE (i.broker_account_id = ${accountId} OR (i.id IN (SELECT import_id FROM elsewhere) AND i.status IN ('imported', 'undoing', 'undone')))
        AND (${before}::bigint IS NULL OR (i.created_at, i.id) < (SELECT b.created_at, b.id FROM imports b WHERE b.id = ${before}))
      ORDER BY i.created_at DESC, i.id DESC LIMIT ${IMPORTS_A_PAGE + 1}`;
    const entries = rows.slice(0, IMPORTS_A_PAGE).map((row) => toEntry(row, accountId));
    return { entries, next: rows.length > IMPORTS_A_PAGE ? (entries.at(-1)?.id ?? null) : null };
  });
}

function toEntry(row: EntryRecord, accountId: bigint): ImportEntry {
  const home = { id: row.broker_account_id.toString(), displayName: row.display_name };
  const isThere = row.covers_from !== null && row.covers_to !== null;
  return {
    id: row.id.toString(),
    startedOn: row.broker_account_id === accountId ? null : home,
    accountId: home.id,
    fileName: row.file_name,
    fileSize: row.file_size,
    fileHash: wholeHash(row.file_hash),
    formatName: formatName(row.format),
    parserVersion: row.parser_version,
    isOutdated: row.status === "imported" && row.has_original && formatVersion(row.format) > row.parser_version,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    importedAt: row.imported_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    period: isThere ? { from: row.covers_from ?? "", to: row.covers_to ?? "", estimated: row.estimated } : null,
    counts: row.counts,
    hasOriginal: row.has_original,
    sealed: row.sealed,
    isReread: row.is_reread,
  };
}

/** While a file is on its way, something else stands in the place of its digest. */
const wholeHash = (hash: string) => (/^[0-9a-f]{64}$/.test(hash) ? hash : "");

/** What is kept of an import beside its lines; null when it isn't one of this account of the actor's. */
export function getImportRecord(actor: Actor, accountId: bigint, importId: bigint): Promise<ImportRecord | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.import.findFirst({
      where: { id: importId, brokerAccountId: accountId },
      select: { fileHash: true, format: true, parserVersion: true, rereadOf: true, sealed: true },
    });
    if (!found) return null;
    const readings = await otherReadings(tx, importId, found.rereadOf);
    return {
      fileHash: wholeHash(found.fileHash),
      formatName: formatName(found.format),
      parserVersion: found.parserVersion,
      currentVersion: formatVersion(found.format),
      ...(await originalState(tx, importId, found.sealed)),
      rereadOf: readings.find(({ id }) => id === found.rereadOf?.toString()) ?? null,
      rereads: readings.filter(({ id }) => id !== found.rereadOf?.toString()),
    };
  });
}

async function otherReadings(tx: Transaction, importId: bigint, rereadOf: bigint | null): Promise<OtherReading[]> {
  const family = rereadOf ?? importId;
  const rows = await tx.import.findMany({
    where: { OR: [{ id: family }, { rereadOf: family }], id: { not: importId }, status: { not: "cancelled" } },
    orderBy: { id: "asc" },
    take: 20,
    select: { id: true, fileName: true, status: true, createdAt: true, importedAt: true },
  });
  return rows.map((row) => ({
    id: row.id.toString(),
    fileName: row.fileName,
    status: row.status as ImportStatus,
    at: (row.importedAt ?? row.createdAt).toISOString(),
  }));
}

/** From the header of a sealed original: it may be long, and nothing is opened. */
async function originalState(tx: Transaction, importId: bigint, sealed: boolean): Promise<Pick<ImportRecord, "original" | "keyId">> {
  const [row] = await tx.$queryRaw<{ beginning: Uint8Array }[]>`
    SELECT substring(content FROM 1 FOR 1000) AS beginning FROM import_files WHERE import_id = ${importId}`;
  if (!row) return { original: "none", keyId: null };
  if (!sealed) return { original: "plain", keyId: null };
  const { keyId, isHere } = originalKey(row.beginning);
  return { original: isHere ? "sealed" : "unreadable", keyId };
}

/** The sealed originals and the keys they are under: what a change of keys has to seal anew. */
export function listSealedOriginals(actor: Actor): Promise<{ importId: bigint; accountId: bigint; keyId: string | null }[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<{ id: bigint; broker_account_id: bigint; beginning: Uint8Array }[]>`
      SELECT i.id, i.broker_account_id, substring(f.content FROM 1 FOR 1000) AS beginning
      FROM imports i JOIN import_files f ON f.import_id = i.id WHERE i.sealed ORDER BY i.id`;
    return rows.map((row) => ({ importId: row.id, accountId: row.broker_account_id, keyId: originalKey(row.beginning).keyId }));
  });
}

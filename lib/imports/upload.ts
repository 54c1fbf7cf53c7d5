import "server-only";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { env } from "@/lib/env";
import { cleanFileName } from "./file-name";
import type { UploadState } from "./schema";
import { giveToWorker } from "./steps/queue";

/** The largest file that is taken, in bytes; said on the page before anything is chosen. */
export const importLimitBytes = () => env().IMPORT_LIMIT_BYTES;

/** A file comes in pieces of at most this length: one that is cut off costs one piece. */
export const PIECE_BYTES = 4 * 1024 * 1024;

export interface AnnouncedFile {
  name: string;
  size: number;
  /** What tells this file from another of the same name and size; the browser says it of the file's beginning and date. */
  fingerprint: string;
  /** Whether the original is to be kept sealed. */
  seal: boolean;
}

export type UploadRefusal = { problem: string; mend: string };

const megabytes = (bytes: number) => `${Math.floor(bytes / (1024 * 1024))} MB`;

/**
 * Begins an upload, or goes on with the one of the same file that was cut off.
 * @returns null when the account isn't the actor's
 */
export function beginUpload(actor: Actor, accountId: bigint, file: AnnouncedFile): Promise<UploadState | UploadRefusal | null> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    if (!account) return null;
    if (file.size > importLimitBytes())
      return {
        problem: `The file is larger than ${megabytes(importLimitBytes())}.`,
        mend: "Export a shorter period, a year at a time: overlapping files are merged.",
      };
    if (file.size === 0)
      return {
        problem: "The file is empty.",
        mend: "Download it again from your broker; an export with content has at least a few lines.",
      };
    await dropStale(tx, accountId);
    const unfinished = await tx.import.findFirst({
      where: {
        brokerAccountId: accountId,
        status: "uploading",
        fileName: cleanFileName(file.name),
        fileSize: file.size,
        fileHash: partial(file.fingerprint),
      },
      select: { id: true },
    });
    // What was asked for last counts.
    if (unfinished) await tx.import.update({ where: { id: unfinished.id }, data: { sealed: file.seal }, select: { id: true } });
    if (unfinished) return { importId: unfinished.id.toString(), offset: await received(tx, unfinished.id) };
    const { id } = await tx.import.create({
      data: {
        brokerAccountId: accountId,
        fileName: cleanFileName(file.name),
        fileSize: file.size,
        fileHash: partial(file.fingerprint),
        sealed: file.seal,
      },
      select: { id: true },
    });
    return { importId: id.toString(), offset: 0 };
  });
}

/** The digest of the whole file is known when all of it is there. */
const partial = (fingerprint: string) => `partial:${fingerprint.slice(0, 100)}`;

/** Previews that nobody confirmed within a day hold rows for nothing, and so do the pieces of a file that never came whole. */
async function dropStale(tx: Transaction, accountId: bigint): Promise<void> {
  const yesterday = new Date(Date.now() - 24 * 60 * 60_000);
  await tx.import.deleteMany({
    where: {
      brokerAccountId: accountId,
      status: { in: ["uploading", "preview", "mapping", "failed", "cancelled"] },
      createdAt: { lt: yesterday },
    },
  });
}

async function received(tx: Transaction, importId: bigint): Promise<number> {
  const [row] = await tx.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum(length(content)), 0)::bigint AS bytes FROM import_chunks WHERE import_id = ${importId}`;
  return Number(row?.bytes ?? 0n);
}

/**
 * Takes a piece of a file, the one that begins where the pieces before it end; any other is answered with where that is. The last piece gives
 * the import to the worker.
 * @returns null when the upload isn't there or isn't the actor's
 */
export function takePiece(
  actor: Actor,
  ids: { accountId: bigint; importId: bigint },
  offset: number,
  piece: Uint8Array,
): Promise<UploadState | null> {
  return asActor(
    actor,
    async (tx) => {
      const [upload] = await tx.$queryRaw<{ file_size: number; status: string }[]>`
        SELECT file_size, status FROM imports WHERE id = ${ids.importId} AND broker_account_id = ${ids.accountId} FOR UPDATE`;
      if (!upload) return null;
      const state = (bytes: number) => ({ importId: ids.importId.toString(), offset: bytes });
      if (upload.status !== "uploading") return state(upload.file_size);
      const before = await received(tx, ids.importId);
      const after = before + piece.length;
      if (offset !== before || after > upload.file_size || piece.length === 0) return state(before);
      await tx.importChunk.create({
        data: { importId: ids.importId, brokerAccountId: ids.accountId, firstByte: BigInt(before), content: new Uint8Array(piece) },
        select: { importId: true },
      });
      if (after === upload.file_size) {
        await giveToWorker(tx, ids.importId, "reading");
        await record(tx, actor, "file_uploaded", `import:${ids.importId}`);
      }
      return state(after);
    },
    { timeoutMs: 60_000 },
  );
}

/** A body of at most {@link PIECE_BYTES}; null for a longer one, of which no more is read. */
export async function readPiece(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > PIECE_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { guard, quote } from "@/lib/formats/truefolio-csv/cells";
import { jsonList } from "@/lib/http/text-download";
import { cleanFileName } from "@/lib/imports/file-name";
import { readOriginal } from "@/lib/imports/steps/original";
import { inPages, readingOf } from "./queries";
import { readmeOf } from "./readme";
import { EXPORTED, LEFT_OUT } from "./tables";
import { type WrittenFile, ZipWriter } from "./zip-writer";

/** Raised when a file moves, or a column means something else. */
export const EXPORT_VERSION = 1;

const FILE_TIMEOUT_MS = 120_000;

interface Manifest {
  format: "truefolio-export";
  version: number;
  exportedAt: string;
  /** Every file but this one. */
  files: (WrittenFile & { rows?: number })[];
  /** Imported files that could not be opened. */
  problems: { importId: string; problem: string }[];
  /** Tables that are not here, and why. */
  leftOut: typeof LEFT_OUT;
}

/**
 * Writes all that is the actor's into a zip.
 * @param tx sees one moment of the database for as long as it takes
 * @param sink takes a piece of the archive
 */
export async function writeArchive(tx: Transaction, actor: Actor, sink: (piece: Uint8Array) => Promise<void>): Promise<void> {
  const zip = new ZipWriter(sink);
  const [now] = await tx.$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
  const manifest: Manifest = {
    format: "truefolio-export",
    version: EXPORT_VERSION,
    exportedAt: (now?.at ?? new Date()).toISOString(),
    files: [await zip.add("README.md", whole(readmeOf(EXPORTED, LEFT_OUT)))],
    problems: [],
    leftOut: LEFT_OUT,
  };
  for (const table of EXPORTED) {
    const reading = await readingOf(tx, table);
    const counted = { json: { rows: 0 }, csv: { rows: 0 } };
    const parts = {
      json: jsonList(counting(inPages(tx, reading.objects), counted.json)),
      csv: csvParts(reading.columns, counting(inPages(tx, reading.cells), counted.csv)),
    };
    for (const kind of ["json", "csv"] as const) {
      const file = await zip.add(`${kind}/${table.table}.${kind}`, parts[kind]);
      manifest.files.push({ ...file, ...counted[kind] });
    }
  }
  for await (const original of originals(tx, actor)) {
    if ("problem" in original) manifest.problems.push(original);
    else manifest.files.push(await zip.add(`originals/${original.importId}-${original.name}`, whole(original.bytes)));
  }
  await zip.add("manifest.json", whole(`${JSON.stringify(manifest, null, 2)}\n`));
  await zip.end();
}

async function* whole(content: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield content;
}

async function* counting(pages: AsyncIterable<string[]>, counted: { rows: number }): AsyncGenerator<string[]> {
  for await (const page of pages) {
    counted.rows += page.length;
    yield page;
  }
}

async function* csvParts(columns: readonly string[], pages: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield line(columns);
  for await (const page of pages) yield page.map((packed) => line(JSON.parse(packed) as (string | null)[])).join("");
}

const line = (cells: readonly (string | null)[]) => `${cells.map((cell) => quote(guard(cell ?? ""))).join(",")}\r\n`;

type OriginalFile = { importId: string; name: string; bytes: Uint8Array } | { importId: string; problem: string };

/** The imported files, one at a time. Each is opened in a transaction of its own, so that its opening stays noted whatever becomes of the export. */
async function* originals(tx: Transaction, actor: Actor): AsyncGenerator<OriginalFile> {
  const kept = await tx.import.findMany({
    where: { file: { isNot: null } },
    select: { id: true, fileName: true },
    orderBy: { id: "asc" },
  });
  for (const { id, fileName } of kept) {
    const original = await asActor(actor, (own) => readOriginal(own, actor, id, "everything was exported"), { timeoutMs: FILE_TIMEOUT_MS });
    const importId = id.toString();
    if (original?.ok) yield { importId, name: cleanFileName(fileName), bytes: original.bytes };
    else yield { importId, problem: original?.problem ?? "It was deleted while the export was made." };
  }
}

import "server-only";
import { setImmediate } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { type Analysis, analysing, type Reading } from "@/lib/formats/mapped/analyse";
import { looksLikeTable, signaturesOf } from "@/lib/formats/mapped/look";
import { type Mapping, mappingSchema } from "@/lib/formats/mapped/mapping";
import { probe } from "@/lib/formats/probe";
import { FormatError } from "@/lib/formats/types";
import { readOriginal } from "@/lib/imports/steps/original";
import { previewOf } from "./preview";
import { laidOver } from "./rules";
import {
  MAPPING_FILE_FORMAT,
  type MappingFile,
  type MappingPreview,
  type MappingScreenView,
  mappingTextSchema,
  type SavedMapping,
} from "./schema";

export interface NamedMapping {
  name: string;
  mapping: Mapping;
}

/** The person's mapping of the header with this signature; of several, the one that was saved last. */
export async function findMapping(tx: Transaction, signature: string | readonly string[]): Promise<NamedMapping | null> {
  const rows = await tx.importMapping.findMany({
    where: { signature: { in: typeof signature === "string" ? [signature] : [...signature] }, NOT: { signature: "" } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    select: { name: true, mapping: true },
  });
  return rows.map(parsed).find((each) => each !== null) ?? null;
}

/** A stored mapping; null for one that this version can't read any more. */
function parsed({ name, mapping }: { name: string; mapping: unknown }): NamedMapping | null {
  const { data } = mappingSchema.safeParse(mapping);
  return data ? { name, mapping: data } : null;
}

/**
 * How a file that no format recognises is to be read: by the person's mapping of its header, by one that they have yet to make (`ask`), or
 * not at all (null).
 */
export async function mappingFor(tx: Transaction, bytes: Uint8Array, fileName: string): Promise<NamedMapping | "ask" | null> {
  const file = probe(bytes, fileName);
  if (!looksLikeTable(file)) return null;
  const signatures = signaturesOf(file);
  const found = await findMapping(tx, [...signatures.keys()]);
  // The header is the same; what stands between the cells may have changed since.
  return found ? { ...found, mapping: { ...found.mapping, delimiter: signatures.get(found.mapping.signature) ?? null } } : "ask";
}

export function listMappings(actor: Actor): Promise<SavedMapping[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.importMapping.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] });
    return rows.map((row) => {
      const mapping = parsed(row)?.mapping;
      return {
        id: row.id.toString(),
        name: row.name,
        kind: mapping?.kind ?? "transactions",
        columns: mapping?.columns.map(({ name }) => name) ?? [],
        updatedAt: row.updatedAt.toISOString(),
      };
    });
  });
}

/** A saved mapping as a file to be shared; null when it isn't the actor's. */
export function getMappingFile(actor: Actor, id: bigint): Promise<MappingFile | null> {
  return asActor(actor, async (tx) => {
    const row = await tx.importMapping.findUnique({ where: { id }, select: { name: true, mapping: true } });
    const found = row && parsed(row);
    return found && { format: MAPPING_FILE_FORMAT, version: 1, ...found };
  });
}

interface MappedFile {
  bytes: Uint8Array;
  mapping: Mapping | null;
  saved: NamedMapping[];
}

/** The original of an import that can be mapped, with the mapping that it has. */
function fileOf(actor: Actor, accountId: bigint, importId: bigint): Promise<MappedFile | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.import.findFirst({
      where: { id: importId, brokerAccountId: accountId, OR: [{ status: "mapping" }, { status: "preview", format: "mapped" }] },
      select: { mapping: true },
    });
    const bytes = found && (await readOriginal(tx, importId));
    if (!bytes) return null;
    const saved = await tx.importMapping.findMany({ orderBy: { updatedAt: "desc" }, take: 100, select: { name: true, mapping: true } });
    return { bytes, mapping: mappingSchema.safeParse(found.mapping).data ?? null, saved: saved.flatMap((row) => parsed(row) ?? []) };
  });
}

/**
 * What the mapping screen shows; `problem` where the file can't be looked at as a table in the way that was asked for. Null when there is
 * nothing to map, or it isn't the actor's.
 */
export async function getMappingScreen(
  actor: Actor,
  accountId: bigint,
  importId: bigint,
  reading: Reading,
): Promise<MappingScreenView | { problem: string; mend: string } | null> {
  const file = await fileOf(actor, accountId, importId);
  if (!file) return null;
  try {
    const analysis = await inTurns(analysing(file.bytes, reading));
    const isAsFound = Object.keys(reading).length === 0;
    return {
      accountId: accountId.toString(),
      importId: importId.toString(),
      analysis,
      mapping: (isAsFound && file.mapping && laidOver(file.mapping, analysis)) || analysis.mapping,
      fitting: file.saved.flatMap(({ name, mapping }) => {
        const laid = laidOver(mapping, analysis);
        return laid ? [{ name, mapping: laid }] : [];
      }),
    };
  } catch (error) {
    if (error instanceof FormatError) return { problem: error.message, mend: error.mend };
    throw error;
  }
}

/** Looking through a million rows takes seconds; others are served in between. */
async function inTurns(steps: Generator<void, Analysis>): Promise<Analysis> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** The first rows of an import as a mapping reads them; null when there is nothing to map, or it isn't the actor's. */
export async function previewMapping(actor: Actor, accountId: bigint, importId: bigint, mapping: Mapping): Promise<MappingPreview | null> {
  const file = await fileOf(actor, accountId, importId);
  return file && previewOf(file.bytes, mapping);
}

/** Answers a request for a preview. The import is looked up before a byte of the body is read. */
export async function answerPreview(actor: Actor, accountId: bigint, importId: bigint, request: Request): Promise<Response | null> {
  const file = await fileOf(actor, accountId, importId);
  if (!file) return null;
  // A change on the screen takes back the question before: then the body breaks off, and nobody waits for an answer.
  const body = await request.text().catch(() => "");
  const { data, error } = mappingTextSchema.safeParse(body);
  if (data) return Response.json(previewOf(file.bytes, data), { headers: { "cache-control": "no-store" } });
  return Response.json({ message: error.issues[0]?.message ?? "" }, { status: 400 });
}

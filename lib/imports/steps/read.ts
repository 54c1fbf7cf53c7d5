import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { BROKER_FORMATS } from "@/lib/brokers/registry";
import { asActor } from "@/lib/db/as-actor";
import { asActorInBulk } from "@/lib/db/bulk";
import { mappedFormat } from "@/lib/formats/mapped/apply";
import { type Mapping, mappingSchema } from "@/lib/formats/mapped/mapping";
import { recognise } from "@/lib/formats/registry";
import { type Assumptions, type Format, FormatError } from "@/lib/formats/types";
import { aliasResolver } from "@/lib/instruments/queries";
import { mappingFor } from "@/lib/mappings/queries";
import { answersSchema } from "../schema";
import { assembleOriginal, readOriginal } from "./original";
import { giveUp, Interrupted, type Report, unwatched } from "./progress";
import { type Reading, stageFile } from "./stage";

export type Read = "preview" | "mapping" | "failed" | "gone";

interface Opened {
  reading: Reading;
  bytes: Uint8Array;
  /** Then the person has seen what it came to, and what they answered is all that they want to be assumed. */
  readBefore: boolean;
}

const ASSEMBLE_TIMEOUT_MS = 5 * 60_000;

/**
 * The worker's first step: reads the original of an import whose status is `reading` and stages every line of it, compared with what the
 * account holds now. Nothing of it is in the ledger yet. The preview is made in one transaction: it is there as a whole, or not at all.
 * @returns `mapping` for a table that a person has to explain; `failed` with the reason kept in the import; `gone` when it isn't there, isn't
 *   the actor's, or isn't to be read any more
 * @param brokers the formats of what connectors bring
 */
export async function readImport(
  actor: Actor,
  importId: bigint,
  report: Report = unwatched,
  brokers: readonly Format[] = BROKER_FORMATS,
): Promise<Read> {
  const opened = await open(actor, importId);
  if (!opened) return "gone";
  if ("problem" in opened) {
    await giveUp(actor, importId, "reading", { ...opened, line: null });
    return "failed";
  }
  try {
    const found = await chooseFormat(actor, opened, brokers);
    if (found === "ask") return (await askForMapping(actor, importId)) ? "mapping" : "gone";
    const answers = opened.readBefore ? opened.reading.answers : await rememberedAnswers(actor, opened.reading, found.format);
    const reading = { ...opened.reading, answers, mapping: found.mapping };
    return (await asActorInBulk(actor, (tx) => stageFile(tx, reading, found.format, opened.bytes, report))) ? "preview" : "gone";
  } catch (error) {
    if (error instanceof Interrupted) return "gone";
    if (!(error instanceof FormatError)) throw error;
    await giveUp(actor, importId, "reading", { problem: error.message, mend: error.mend, line: error.line ?? null });
    return "failed";
  }
}

async function open(actor: Actor, importId: bigint): Promise<Opened | { problem: string; mend: string } | null> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findFirst({
        where: { id: importId, status: "reading" },
        select: {
          brokerAccountId: true,
          fileName: true,
          fileSize: true,
          answers: true,
          rereadOf: true,
          mapping: true,
          sealed: true,
          format: true,
        },
      });
      if (!found) return null;
      const ids = { importId, accountId: found.brokerAccountId };
      const original = await readOriginal(tx, actor, importId, "it was read");
      if (original && !original.ok) return { problem: original.problem, mend: original.mend };
      const bytes = original?.bytes ?? (await assembleOriginal(tx, ids, found.fileSize, found.sealed));
      if (bytes === null) throw new Error("an import to be read has no file");
      const reading = {
        ...ids,
        fileName: found.fileName,
        answers: answersSchema.parse(found.answers),
        rereadOf: found.rereadOf,
        mapping: mappingSchema.nullable().parse(found.mapping),
        resolve: await aliasResolver(tx),
      };
      return { reading, bytes, readBefore: found.format !== "" };
    },
    { timeoutMs: ASSEMBLE_TIMEOUT_MS },
  );
}

/** By the mapping that the import has; else by what the file is; else by the person's mapping of such a header, or one that they are asked for. */
async function chooseFormat(
  actor: Actor,
  { bytes, reading }: Opened,
  brokers: readonly Format[],
): Promise<{ format: Format; mapping: Mapping | null } | "ask"> {
  if (bytes.length === 0)
    throw new FormatError("The file is empty.", "Download it again from your broker; an export with content has at least a few lines.");
  if (reading.mapping) return { format: mappedFormat(reading.mapping), mapping: reading.mapping };
  const format = recognise(bytes, reading.fileName, brokers);
  if (format) return { format, mapping: null };
  const mapped = await asActor(actor, (tx) => mappingFor(tx, bytes, reading.fileName));
  if (mapped === "ask") return mapped;
  if (mapped) return { format: mappedFormat(mapped.mapping), mapping: mapped.mapping };
  throw new FormatError(
    "This is none of the formats that Truefolio reads, and no table.",
    "It reads the formats listed under “What can be imported”, and any table as CSV, TSV or XLSX. Choose one of these in your broker's export.",
  );
}

/** What the person answered about the last file of this kind in this account: asked once, it need not be asked again. */
function rememberedAnswers(actor: Actor, { accountId }: Reading, { code }: Format): Promise<Assumptions> {
  return asActor(actor, async (tx) => {
    const last = await tx.import.findFirst({
      where: { brokerAccountId: accountId, format: code, status: "imported" },
      orderBy: [{ importedAt: "desc" }, { id: "desc" }],
      select: { answers: true },
    });
    return answersSchema.parse(last?.answers ?? {});
  });
}

async function askForMapping(actor: Actor, importId: bigint): Promise<boolean> {
  const { count } = await asActor(actor, (tx) =>
    tx.import.updateMany({ where: { id: importId, status: "reading" }, data: { status: "mapping", format: "mapped", progress: {} } }),
  );
  return count > 0;
}

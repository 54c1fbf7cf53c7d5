import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { asActorInBulk } from "@/lib/db/bulk";
import { recognise } from "@/lib/formats/registry";
import { type Format, FormatError } from "@/lib/formats/types";
import { answersSchema } from "../schema";
import { assembleOriginal, readOriginal } from "./original";
import { giveUp, Interrupted, type Report, unwatched } from "./progress";
import { type Reading, stageFile } from "./stage";

export type Read = "preview" | "failed" | "gone";

const ASSEMBLE_TIMEOUT_MS = 5 * 60_000;

/**
 * The worker's first step: reads the original of an import whose status is `reading` and stages every line of it, compared with what the
 * account holds now. Nothing of it is in the ledger yet. The preview is made in one transaction: it is there as a whole, or not at all.
 * @returns `failed` with the reason kept in the import; `gone` when it isn't there, isn't the actor's, or isn't to be read any more
 */
export async function readImport(actor: Actor, importId: bigint, report: Report = unwatched): Promise<Read> {
  const found = await open(actor, importId);
  if (!found) return "gone";
  if ("problem" in found) {
    await giveUp(actor, importId, "reading", { ...found, line: null });
    return "failed";
  }
  try {
    const format = chooseFormat(found.bytes, found.reading);
    return (await asActorInBulk(actor, (tx) => stageFile(tx, found.reading, format, found.bytes, report))) ? "preview" : "gone";
  } catch (error) {
    if (error instanceof Interrupted) return "gone";
    if (!(error instanceof FormatError)) throw error;
    await giveUp(actor, importId, "reading", { problem: error.message, mend: error.mend, line: error.line ?? null });
    return "failed";
  }
}

type Opened = { reading: Reading; bytes: Uint8Array } | { problem: string; mend: string };

async function open(actor: Actor, importId: bigint): Promise<Opened | null> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findFirst({
        where: { id: importId, status: "reading" },
        select: { brokerAccountId: true, fileName: true, fileSize: true, answers: true, rereadOf: true, sealed: true },
      });
      if (!found) return null;
      const ids = { importId, accountId: found.brokerAccountId };
      const original = await readOriginal(tx, actor, importId, "it was read");
      if (original && !original.ok) return { problem: original.problem, mend: original.mend };
      const bytes = original?.bytes ?? (await assembleOriginal(tx, ids, found.fileSize, found.sealed));
      if (bytes === null) throw new Error("an import to be read has no file");
      const reading = { ...ids, fileName: found.fileName, answers: answersSchema.parse(found.answers), rereadOf: found.rereadOf };
      return { reading, bytes };
    },
    { timeoutMs: ASSEMBLE_TIMEOUT_MS },
  );
}

function chooseFormat(bytes: Uint8Array, { fileName }: Reading): Format {
  if (bytes.length === 0)
    throw new FormatError("The file is empty.", "Download it again from your broker; an export with content has at least a few lines.");
  const format = recognise(bytes, fileName);
  if (format) return format;
  throw new FormatError(
    "This is none of the formats that Truefolio reads.",
    "Look under “What can be imported” for the exports of your broker, or save the file as CSV or XLSX.",
  );
}

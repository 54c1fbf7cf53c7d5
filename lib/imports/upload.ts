import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { env } from "@/lib/env";
import { FormatError } from "@/lib/formats/types";
import type { UploadEvent } from "./schema";
import { stageImport } from "./stage";

/** The largest file that is taken, in bytes; said on the page before anything is chosen. */
export const importLimitBytes = () => env().IMPORT_LIMIT_BYTES;

const megabytes = (bytes: number) => `${Math.floor(bytes / (1024 * 1024))} MB`;

/**
 * Takes an upload's body and answers with a stream of events, one JSON object a line: progress, then the preview's id or the refusal.
 * Null when the account isn't the actor's: nothing of the body is read then.
 */
export async function receiveUpload(
  actor: Actor,
  accountId: bigint,
  fileName: string,
  body: ReadableStream<Uint8Array> | null,
  announced: number,
): Promise<Response | null> {
  const account = await asActor(actor, (tx) => tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } }));
  if (!account) return null;
  const events = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (event: UploadEvent) => controller.enqueue(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
      send(await outcomeOf(actor, accountId, fileName, body, announced, (lines) => send({ phase: "reading", lines })));
      controller.close();
    },
  });
  return new Response(events, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}

async function outcomeOf(
  actor: Actor,
  accountId: bigint,
  fileName: string,
  body: ReadableStream<Uint8Array> | null,
  announced: number,
  onProgress: (lines: number) => void,
): Promise<UploadEvent> {
  try {
    const bytes = await readLimited(body, announced);
    const importId = await stageImport(actor, { accountId, fileName, bytes }, onProgress);
    if (importId === null) return refusal("The account isn't there any more.", "Reload the page.");
    return { phase: "ready", importId: importId.toString() };
  } catch (error) {
    if (error instanceof FormatError) return { phase: "refused", problem: error.message, mend: error.mend, line: error.line ?? null };
    return refusal(
      "Something went wrong on our side, and nothing was imported.",
      `Try again; if it stays, quote reference ${reportUnexpected(error)}.`,
    );
  }
}

const refusal = (problem: string, mend: string): UploadEvent => ({ phase: "refused", problem, mend, line: null });

/** Reads at most the limit, and stops in the middle of a larger body: the announced length is a claim, not a fact. */
async function readLimited(body: ReadableStream<Uint8Array> | null, announced: number): Promise<Uint8Array> {
  const limit = importLimitBytes();
  const tooLarge = () =>
    new FormatError(
      `The file is larger than ${megabytes(limit)}.`,
      "Export a shorter period, a year at a time: overlapping files are merged.",
    );
  if (announced > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  if (announced > 0 && size !== announced)
    throw new FormatError("The upload was cut off on the way.", "Check the connection and drop the file again.");
  return Buffer.concat(chunks, size);
}

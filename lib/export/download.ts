import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { countAttempt } from "@/lib/auth/throttle";
import { asActor } from "@/lib/db/as-actor";
import { writeArchive } from "./archive";

/** Each holds a connection to the database for as long as it takes. */
const AT_ONCE = 3;
const AT_MOST_MS = 60 * 60_000;
/** A browser that takes nothing for so long has gone to sleep: it would keep the connection for nothing. */
const PATIENCE_MS = 60_000;

let running = 0;

class NobodyReads extends Error {
  override readonly name = "NobodyReads";
}

/** Everything that is the actor's as one zip, which leaves as fast as it is read and no faster. */
export async function downloadEverything(actor: Actor): Promise<Response> {
  const seconds = await countAttempt("export", actor.userId);
  if (seconds > 0) return later(429, seconds, "You have exported everything several times within the hour.");
  if (running >= AT_ONCE) return later(503, 60, "Others are exporting right now.");
  // Before anything is waited for: of many who ask at once no more may come in.
  running += 1;
  try {
    await asActor(actor, (tx) => record(tx, actor, "everything_exported", `user:${actor.userId}`));
  } catch (error) {
    running -= 1;
    throw error;
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void send(actor, writable.getWriter());
  return new Response(readable, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="truefolio-${new Date().toISOString().slice(0, 10)}.zip"`,
      "cache-control": "no-store",
    },
  });
}

async function send(actor: Actor, writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  let isGone = false;
  writer.closed.catch(() => {
    isGone = true;
  });
  try {
    await asActor(actor, (tx) => writeArchive(tx, actor, (piece) => patiently(writer, piece)), {
      consistent: true,
      timeoutMs: AT_MOST_MS,
    });
    await writer.close();
  } catch (error) {
    if (!isGone && !(error instanceof NobodyReads)) reportUnexpected(error);
    // The browser sees that the file is not whole.
    await writer.abort(error).catch(() => {});
  } finally {
    running -= 1;
  }
}

async function patiently(writer: WritableStreamDefaultWriter<Uint8Array>, piece: Uint8Array): Promise<void> {
  const waiting = new AbortController();
  const tired = sleep(PATIENCE_MS, "tired", { signal: waiting.signal }).catch(() => "read");
  try {
    const written = writer.write(piece);
    if ((await Promise.race([written, tired])) !== "tired") return;
    written.catch(() => {});
    throw new NobodyReads();
  } finally {
    waiting.abort();
  }
}

function later(status: 429 | 503, seconds: number, why: string): Response {
  const message = `${why} Try again in ${Math.ceil(seconds / 60)} min.`;
  return Response.json({ message }, { status, headers: { "retry-after": String(seconds) } });
}

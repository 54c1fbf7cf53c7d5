import type { ImportProblem, ImportProgress, UploadState } from "@/lib/imports/schema";

/** What the page tells of a file on its way. The last event is `settled` or `refused`, always. */
export type UploadEvent =
  | { phase: "uploading"; done: number; total: number }
  | { phase: "reading"; importId: string; done: number; total: number }
  /** Its preview is there, or the question how to read it. */
  | { phase: "settled"; importId: string }
  | { phase: "refused"; importId: string | null; problem: string; mend: string };

/** As the server takes them. */
const PIECE_BYTES = 4 * 1024 * 1024;
const FINGERPRINTED_BYTES = 64 * 1024;
const LONGEST_NAME = 200;
const TRIES = 5;
const ASK_EVERY_MS = 300;

const refusal = (problem: string, mend: string): UploadEvent => ({ phase: "refused", importId: null, problem, mend });
const CUT_OFF = refusal(
  "The connection was lost before the whole file was there.",
  "Nothing was imported. Choose the same file again: it goes on where it stopped.",
);

/**
 * Sends a file to an account's import, piece by piece, and tells how far it is and what the server makes of it.
 * @param seal whether the original is to be kept sealed
 */
export async function* uploadFile(accountId: string, file: File, signal: AbortSignal, seal = false): AsyncGenerator<UploadEvent> {
  const begun = await begin(accountId, file, signal, seal);
  if (begun === null) return yield CUT_OFF;
  if (!("importId" in begun)) return yield refusal(begun.problem, begun.mend);
  const { importId } = begun;
  for (let { offset } = begun; offset < file.size; ) {
    yield { phase: "uploading", done: offset, total: file.size };
    const next = await sendPiece(`/accounts/${accountId}/import/${importId}/upload?at=${offset}`, file, offset, signal);
    if (next === null) return yield CUT_OFF;
    offset = next;
  }
  yield* follow(`/accounts/${accountId}/import/${importId}/progress`, importId, signal);
}

async function begin(
  accountId: string,
  file: File,
  signal: AbortSignal,
  seal: boolean,
): Promise<UploadState | Omit<ImportProblem, "line"> | null> {
  const announced = { name: file.name.slice(-LONGEST_NAME).toWellFormed(), size: file.size, fingerprint: await fingerprint(file), seal };
  const response = await send(`/accounts/${accountId}/import/upload`, JSON.stringify(announced), signal);
  return response && (response.ok ? ((await response.json()) as UploadState) : refusalOf(response));
}

/** The date of a file and a digest of its beginning: enough to know the same file again, and cheap for a large one. */
async function fingerprint(file: File): Promise<string> {
  const date = String(file.lastModified);
  // Only where the page came by https, or from this machine.
  if (!globalThis.crypto?.subtle) return date;
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.slice(0, FINGERPRINTED_BYTES).arrayBuffer());
    return `${date}:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  } catch {
    // The file can't be read (any more): sending it says so.
    return date;
  }
}

/** The byte to go on from; null when the network stays away, or the file can't be read any more. */
async function sendPiece(address: string, file: File, offset: number, signal: AbortSignal): Promise<number | null> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const response = await send(address, file.slice(offset, offset + PIECE_BYTES), signal);
    if (response?.ok) return ((await response.json()) as UploadState).offset;
    if (signal.aborted || (response && response.status < 500)) return null;
    await pause(2 ** tried * 100);
  }
  return null;
}

async function send(address: string, body: BodyInit, signal: AbortSignal): Promise<Response | null> {
  try {
    return await fetch(address, { method: "POST", headers: { "content-type": "application/octet-stream" }, body, signal });
  } catch (error) {
    // The only exceptions of fetch here: the network is gone, the file was changed or removed while it was read, or the page was left.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

function refusalOf({ status }: Response): Omit<ImportProblem, "line"> {
  if (status === 401)
    return { problem: "You have been signed out.", mend: "Sign in again in another tab, then choose the file once more." };
  if (status === 404) return { problem: "The account isn't there any more.", mend: "Reload the page to see what is." };
  return { problem: `The server did not take the file (status ${status}).`, mend: "Nothing was imported. Try again in a moment." };
}

/** Tells how the worker gets on with the file, until it is read or given up. */
async function* follow(address: string, importId: string, signal: AbortSignal): AsyncGenerator<UploadEvent> {
  for (let missed = 0; missed < TRIES && !signal.aborted; ) {
    const progress = await ask(address, signal);
    missed = progress ? 0 : missed + 1;
    if (progress?.status === "failed") {
      const { problem, mend } = progress.problem ?? { problem: "The file could not be read.", mend: "Try again." };
      return yield { phase: "refused", importId, problem, mend };
    }
    if (progress && !["uploading", "reading"].includes(progress.status)) return yield { phase: "settled", importId };
    if (progress) yield { phase: "reading", importId, done: progress.done, total: progress.total };
    await pause(missed > 0 ? 2 ** missed * 200 : ASK_EVERY_MS);
  }
  yield CUT_OFF;
}

async function ask(address: string, signal: AbortSignal): Promise<ImportProgress | null> {
  try {
    const response = await fetch(address, { signal });
    return response.ok ? ((await response.json()) as ImportProgress) : null;
  } catch {
    return null;
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

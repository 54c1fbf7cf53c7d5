import type { UploadEvent } from "@/lib/imports/schema";

type Refusal = Extract<UploadEvent, { phase: "refused" }>;

const refusal = (problem: string, mend: string): Refusal => ({ phase: "refused", problem, mend, line: null });
const CUT_OFF = refusal(
  "The connection was lost before the file had been read.",
  "Nothing was imported. Check the connection and choose the file again.",
);

const LONGEST_NAME = 200;

/**
 * Sends a file to an account's import and yields what the server says of it as it reads. The last event is `ready` or `refused`, always: a
 * lost connection and an answer that is no stream are told as refusals too.
 */
export async function* uploadFile(accountId: string, file: File, signal: AbortSignal): AsyncGenerator<UploadEvent> {
  const response = await send(accountId, file, signal);
  if (!response) yield CUT_OFF;
  else if (!response.ok || !response.body) yield await refusalOf(response);
  else yield* readEvents(response.body);
}

async function send(accountId: string, file: File, signal: AbortSignal): Promise<Response | null> {
  try {
    // A header has its limits, and percent-encoding makes nine bytes of a letter: the end of a name says most.
    const headers = {
      "x-file-name": encodeURIComponent(file.name.slice(-LONGEST_NAME).toWellFormed()),
      "content-type": "application/octet-stream",
    };
    return await fetch(`/accounts/${accountId}/import/upload`, { method: "POST", headers, body: file, signal });
  } catch (error) {
    // The only exceptions of fetch here: the network is gone, the file was changed or removed while it was read, or the page was left.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  if (response.status === 401) return refusal("You have been signed out.", "Sign in again in another tab, then choose the file once more.");
  if (response.status === 404) return refusal("The account isn't there any more.", "Reload the page to see what is.");
  return refusal(`The server did not take the file (status ${response.status}).`, "Nothing was imported. Try again in a moment.");
}

/** Splits a stream of JSON lines into events, wherever the network cut it; ends with the first one that settles the upload. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<UploadEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (let part = await next(reader); part !== null; part = await next(reader)) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = JSON.parse(line) as UploadEvent;
      yield event;
      if (event.phase !== "reading") return;
    }
  }
  yield CUT_OFF;
}

/** The next piece of text; null at the end, and when the connection breaks. */
async function next(reader: ReadableStreamDefaultReader<string>): Promise<string | null> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch {
    return null;
  }
}

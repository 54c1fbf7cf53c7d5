import { describe, expect, it } from "vitest";
import type { UploadEvent } from "@/lib/imports/schema";
import { readEvents } from "./upload-file";

function streamOf(chunks: readonly string[], breaks = false): ReadableStream<Uint8Array> {
  const pending = chunks.map((chunk) => new TextEncoder().encode(chunk));
  return new ReadableStream({
    pull(controller) {
      const chunk = pending.shift();
      if (chunk) controller.enqueue(chunk);
      else if (breaks) controller.error(new Error("connection reset"));
      else controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>): Promise<UploadEvent[]> {
  return Array.fromAsync(readEvents(stream));
}

describe("the answer to an upload", () => {
  it("is told event by event, however the network cuts it", async () => {
    const text = '{"phase":"reading","lines":2000}\n{"phase":"ready","importId":"7"}\n';
    for (let size = 1; size <= text.length; size += 1) {
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      expect(await all(streamOf(chunks))).toEqual([
        { phase: "reading", lines: 2000 },
        { phase: "ready", importId: "7" },
      ]);
    }
  });

  it("ends with the refusal, in the server's words", async () => {
    const refused = { phase: "refused", problem: "Line 4: the file ends in the middle.", mend: "Download it again.", line: 4 };
    expect(await all(streamOf([`${JSON.stringify(refused)}\n`]))).toEqual([refused]);
  });

  it.each([
    ["closed", false],
    ["reset", true],
  ])("is a refusal when the connection is %s before the file was read", async (_how, breaks) => {
    const events = await all(streamOf(['{"phase":"reading","lines":2000}\n{"pha'], breaks));
    expect(events.map((event) => event.phase)).toEqual(["reading", "refused"]);
  });
});

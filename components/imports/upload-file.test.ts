import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type UploadEvent, uploadFile } from "./upload-file";

/** A server of ours that speaks the upload's protocol as far as the test wants it to. */
let server: Server;
let answer: (path: string, body: Buffer) => { status?: number; json?: object; cut?: boolean };
const requests: { path: string; bytes: number }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    requests.push({ path: request.url ?? "", bytes: body.length });
    const { status = 200, json = {}, cut } = answer(request.url ?? "", body);
    if (cut) return request.socket.destroy();
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (path: string, options?: RequestInit) => fetch(`${origin}${path}`, options));
});
afterEach(() => {
  requests.length = 0;
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

const file = (bytes: number) => new File([new Uint8Array(bytes)], "ledger.csv");
const upload = (sent: File): Promise<UploadEvent[]> => Array.fromAsync(uploadFile("7", sent, new AbortController().signal));
const progress = (status: string, problem: object | null = null) => ({ json: { status, running: false, done: 0, total: 0, problem } });
const MB = 1024 * 1024;

describe("an upload", () => {
  it("sends the file in pieces and follows it until it is read", async () => {
    let received = 0;
    answer = (path, body) => {
      if (path.endsWith("/import/upload")) return { json: { importId: "9", offset: 0 } };
      if (path.includes("/progress")) return progress("preview");
      received += body.length;
      return { json: { importId: "9", offset: received } };
    };
    const events = await upload(file(9 * MB));
    expect(requests.filter(({ path }) => path.includes("?at=")).map(({ path }) => path.split("?")[1])).toEqual([
      "at=0",
      `at=${4 * MB}`,
      `at=${8 * MB}`,
    ]);
    expect(events.at(-1)).toEqual({ phase: "settled", importId: "9" });
  });

  it("goes on where it stopped", async () => {
    answer = (path) => {
      if (path.endsWith("/import/upload")) return { json: { importId: "9", offset: 8 * MB } };
      return path.includes("/progress") ? progress("preview") : { json: { importId: "9", offset: 9 * MB } };
    };
    await upload(file(9 * MB));
    expect(requests.filter(({ path }) => path.includes("?at="))).toEqual([{ path: `/accounts/7/import/9/upload?at=${8 * MB}`, bytes: MB }]);
  });

  it("sends a piece again that a cut connection swallowed", async () => {
    let cuts = 2;
    answer = (path) => {
      if (path.endsWith("/import/upload")) return { json: { importId: "9", offset: 0 } };
      if (path.includes("/progress")) return progress("mapping");
      cuts -= 1;
      return cuts >= 0 ? { cut: true } : { json: { importId: "9", offset: 3 } };
    };
    expect((await upload(file(3))).at(-1)).toEqual({ phase: "settled", importId: "9" });
  });

  it("ends with the refusal, in the server's words", async () => {
    answer = (path) => {
      if (path.endsWith("/import/upload")) return { json: { importId: "9", offset: 3 } };
      return progress("failed", { problem: "Line 4: the file ends in the middle.", mend: "Download it again.", line: 4 });
    };
    expect((await upload(file(3))).at(-1)).toEqual({
      phase: "refused",
      importId: "9",
      problem: "Line 4: the file ends in the middle.",
      mend: "Download it again.",
    });
  });

  it.each([
    [401, /signed out/],
    [404, /isn't there/],
    [503, /did not take/],
  ])("is refused when it may not begin (%i)", async (status, words) => {
    answer = () => ({ status });
    expect(await upload(file(3))).toEqual([expect.objectContaining({ phase: "refused", problem: expect.stringMatching(words) })]);
  });
});

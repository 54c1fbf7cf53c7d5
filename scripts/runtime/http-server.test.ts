import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { noteRefusal } from "@/lib/http/request-context";
import { expectConsole } from "@/test/console";
import { listen } from "@/test/listen";
import { createWebServer, type Handler, type WebServer } from "./http-server";

const NO_HURRY = new AbortController().signal;
let server: WebServer;
afterEach(() => server.drain(0, NO_HURRY));

/** @returns A function that asks the server for a path. */
async function open({
  trustProxy = false,
  ...options
}: Partial<Parameters<typeof createWebServer>[0]> = {}): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  server = createWebServer({ trustProxy, webSockets: false, ...options });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const address = server.http.address();
  const port = typeof address === "object" ? address?.port : null;
  return (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
}

/** Sends `text`, and then what `more` makes until the connection ends; all that was answered. */
async function talk(port: number, text: string, more: () => string, everyMs = 1): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answered = "";
  socket.on("data", (data: Buffer) => {
    answered += data.toString();
  });
  // The other end hangs up in the middle of what is sent.
  socket.on("error", () => {});
  socket.write(text);
  const sending = setInterval(() => socket.write(more()), everyMs);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(sending);
  return answered;
}

const echo: Handler = ({ headers }, response) => void response.end(JSON.stringify(headers));

describe("the web server", () => {
  it("is alive from the start, and ready only when the app and its database are", async () => {
    const get = await open();
    expect([(await get("/livez")).status, (await get("/readyz")).status, (await get("/")).status]).toEqual([200, 503, 503]);
    let answers = true;
    server.serve({ handler: echo, isReady: async () => answers });
    expect([(await get("/readyz")).status, (await get("/")).status]).toEqual([200, 200]);
    answers = false;
    expect([(await get("/livez")).status, (await get("/readyz")).status]).toEqual([200, 503]);
  });

  it("asks people to wait with a page, and programs with JSON, until it has started", async () => {
    const get = await open();
    const [page, program] = [await get("/portfolios", { accept: "text/html" }), await get("/portfolios")];
    expect([page.status, page.headers.get("retry-after"), await page.text()]).toEqual([
      503,
      "5",
      expect.stringContaining("<h1>Truefolio is busy"),
    ]);
    expect([program.status, await program.json()]).toEqual([503, { message: expect.stringContaining("Try again") }]);
  });

  it("replaces what a stranger claims about where the request came from", async () => {
    const get = await open();
    server.serve({ handler: echo, isReady: async () => true });
    const claims = {
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-host": "evil.example",
      "x-real-ip": "6.6.6.6",
      "x-forwarded-proto": "https",
      forwarded: "for=6.6.6.6",
    };
    const seen = await (await get("/", claims)).json();
    expect(seen).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-real-ip": "127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-host": seen.host,
    });
    expect(seen).not.toHaveProperty("forwarded");
  });

  it("believes them behind a trusted proxy", async () => {
    const get = await open({ trustProxy: true });
    server.serve({ handler: echo, isReady: async () => true });
    expect(await (await get("/", { "x-forwarded-for": "203.0.113.7" })).json()).toMatchObject({ "x-forwarded-for": "203.0.113.7" });
  });

  it("lets a request finish while it drains, and takes no new one", async () => {
    const get = await open();
    const underWay = new Promise<ServerResponse>((resolve) =>
      server.serve({ handler: (_, response) => resolve(response), isReady: async () => true }),
    );
    const slow = get("/slow");
    const response = await underWay;
    const drained = server.drain(10_000, NO_HURRY);
    expect([(await get("/")).status, (await get("/readyz")).status, (await get("/livez")).status]).toEqual([503, 503, 200]);
    response.end("done");
    expect(await (await slow).text()).toBe("done");
    await drained;
    await expect(get("/livez")).rejects.toThrow();
  });

  it("cuts off a request that outlasts the time to drain", async () => {
    const get = await open();
    server.serve({ handler: () => {}, isReady: async () => true });
    const stuck = get("/stuck");
    stuck.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.drain(50, NO_HURRY);
    await expect(stuck).rejects.toThrow();
  });

  it("answers a fault of the app with 500 and goes on", async () => {
    expectConsole("error", /"event":"unexpected"/);
    const get = await open();
    const heard: string[] = [];
    const stop = listen((line) => heard.push(line));
    server.serve({
      handler: async ({ url }, response) => {
        if (url === "/fault") throw new Error("hunter2 of ada@example.org");
        response.end();
      },
      isReady: async () => true,
    });
    const faulty = await get("/fault");
    stop();
    const reference = /Reference ([0-9a-f]{8})\./.exec(await faulty.text())?.[1];
    expect(faulty.status).toBe(500);
    const line = heard.find((each) => each.includes("unexpected")) ?? "";
    expect(JSON.parse(line)).toMatchObject({ level: "error", reference, requestId: faulty.headers.get("x-request-id"), name: "Error" });
    expect(line).not.toMatch(/hunter2|example\.org/);
    expect((await get("/")).status).toBe(200);
  });

  it("gives each request an id of our own, whatever it brings", async () => {
    const get = await open();
    server.serve({ handler: echo, isReady: async () => true });
    const answers = await Promise.all([1, 2].map(() => get("/", { "x-request-id": "made-up" })));
    const ids = answers.map(({ headers }) => headers.get("x-request-id") ?? "");
    expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id)) && ids[0] !== ids[1]).toBe(true);
    expect(await answers[0]?.json()).toMatchObject({ "x-request-id": ids[0] });
  });

  it("has its safety headers on every answer, and asks for https only where the address has it", async () => {
    const get = await open();
    const safe = { "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin" };
    expect(Object.fromEntries((await get("/livez")).headers)).toMatchObject(safe);
    server.serve({ handler: (_, response) => void response.writeHead(404).end(), isReady: async () => true });
    const missing = Object.fromEntries((await get("/nothing")).headers);
    expect(missing).toMatchObject({ ...safe, "cross-origin-resource-policy": "same-origin" });
    expect(missing["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(missing).not.toHaveProperty("strict-transport-security");
    await server.drain(0, NO_HURRY);
    const secure = await open({ publicUrl: "https://folio.example.org" });
    expect((await secure("/livez")).headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  it("puts a friendly page with Retry-After in the place of an error page, where the page only has to wait", async () => {
    const get = await open();
    server.serve({
      handler: async ({ url }, response) => {
        await sleep(1);
        noteRefusal(url === "/busy" ? { status: 503, retryAfterSeconds: 5 } : { status: 429, retryAfterSeconds: 90 });
        response.setHeader("content-encoding", "br");
        if (url === "/busy") response.statusCode = 500;
        else response.writeHead(500, { "content-length": "3" });
        response.write("ow");
        response.end("n");
      },
      isReady: async () => true,
    });
    const busy = await get("/busy", { accept: "text/html" });
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await busy.text()).toContain("Truefolio is busy");
    const often = await get("/often");
    expect([often.status, often.headers.get("retry-after"), await often.text()]).toEqual([429, "90", expect.stringContaining("2 minutes")]);
  });

  it("leaves nobody waiting for ever who has sent everything", async () => {
    const get = await open({ limits: { answerMs: 50 } });
    server.serve({ handler: () => {}, isReady: async () => true });
    const late = await get("/slow");
    expect([late.status, late.headers.get("retry-after")]).toEqual([503, "10"]);
  });

  it("refuses a body that is too long before reading it, and cuts off one that doesn't say how long it is", async () => {
    const get = await open();
    let received = 0;
    server.serve({
      handler: async (request, response) => {
        for await (const chunk of request) received += (chunk as Buffer).length;
        response.end("read");
      },
      isReady: async () => true,
    });
    const { url } = await get("/");
    const long = Buffer.alloc(3 * 1024 * 1024);
    const tooLong = await fetch(`${url}settings`, { method: "POST", body: long, headers: { accept: "text/html" } });
    expect([tooLong.status, await tooLong.text()]).toEqual([413, expect.stringContaining("Nothing was changed. Send less")]);
    expect(received).toBe(0);
    // A piece of a file may be longer.
    expect((await fetch(`${url}accounts/1/import/2/upload`, { method: "POST", body: long })).status).toBe(200);
    received = 0;
    const { port } = new URL(url);
    const answers = await talk(Number(port), "POST /settings HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", () => {
      const piece = "x".repeat(64 * 1024);
      return `10000\r\n${piece}\r\n`;
    });
    expect(answers).toMatch(/^HTTP\/1.1 413 [\s\S]*Send less/);
    expect(received).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect((await get("/")).status).toBe(200);
  });

  it("hangs up on whoever sends a header, or a body, a letter at a time", async () => {
    const get = await open({ limits: { headersMs: 100, requestMs: 200 } });
    server.serve({ handler: (request, response) => void request.resume().on("end", () => response.end()), isReady: async () => true });
    const { port } = new URL((await get("/")).url);
    const slowly = (text: string) => talk(Number(port), text, () => "a", 20);
    expect(await slowly("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")).toMatch(/^HTTP\/1.1 408 [\s\S]*too slow to be waited for/);
    expect(await slowly("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n")).toMatch(/^HTTP\/1.1 408 [\s\S]*Nothing was changed/);
    expect(await slowly("no HTTP\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
  });
});

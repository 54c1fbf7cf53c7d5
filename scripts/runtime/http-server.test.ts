import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { expectConsole } from "@/test/console";
import { createWebServer, type Handler, type WebServer } from "./http-server";

const NO_HURRY = new AbortController().signal;
let server: WebServer;
afterEach(() => server.drain(0, NO_HURRY));

/** @returns A function that asks the server for a path. */
async function open({ trustProxy = false } = {}): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  server = createWebServer({ trustProxy, webSockets: false });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const address = server.http.address();
  const port = typeof address === "object" ? address?.port : null;
  return (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
}

const echo: Handler = ({ headers }, response) => void response.end(JSON.stringify(headers));

describe("the web server", () => {
  it("is alive from the start, and ready only when the app and its database are", async () => {
    const get = await open();
    expect([(await get("/livez")).status, (await get("/readyz")).status, (await get("/")).status]).toEqual([200, 503, 503]);
    let answers = true;
    server.serve(echo, async () => answers);
    expect([(await get("/readyz")).status, (await get("/")).status]).toEqual([200, 200]);
    answers = false;
    expect([(await get("/livez")).status, (await get("/readyz")).status]).toEqual([200, 503]);
  });

  it("replaces what a stranger claims about where the request came from", async () => {
    const get = await open();
    server.serve(echo, async () => true);
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
    server.serve(echo, async () => true);
    expect(await (await get("/", { "x-forwarded-for": "203.0.113.7" })).json()).toMatchObject({ "x-forwarded-for": "203.0.113.7" });
  });

  it("lets a request finish while it drains, and takes no new one", async () => {
    const get = await open();
    const underWay = new Promise<ServerResponse>((resolve) =>
      server.serve(
        (_, response) => resolve(response),
        async () => true,
      ),
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
    server.serve(
      () => {},
      async () => true,
    );
    const stuck = get("/stuck");
    stuck.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.drain(50, NO_HURRY);
    await expect(stuck).rejects.toThrow();
  });

  it("answers a fault of the app with 500 and goes on", async () => {
    expectConsole("error", /for the log only/);
    const get = await open();
    server.serve(
      async ({ url }, response) => {
        if (url === "/fault") throw new Error("for the log only");
        response.end();
      },
      async () => true,
    );
    const faulty = await get("/fault");
    expect([faulty.status, await faulty.text()]).toEqual([500, "Something went wrong.\n"]);
    expect((await get("/")).status).toBe(200);
  });
});

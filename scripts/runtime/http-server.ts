import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { overwriteForwarded } from "./forwarded";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** The HTTP server in front of the web app: it answers the supervisor's probes, and lets requests finish before it closes. */
export interface WebServer {
  http: Server;
  /** From now on requests are the app's; `isReady` is asked whenever somebody asks for /readyz. */
  serve(handler: Handler, isReady: () => Promise<boolean>): void;
  /** Refuses new requests, waits for those under way, at most `limitMs` milliseconds and until `hurry` is aborted, and closes. */
  drain(limitMs: number, hurry: AbortSignal): Promise<void>;
}

/**
 * Until `serve`, and from `drain` on, everything but /livez is answered with 503.
 *
 * @param options `trustProxy`: a proxy of the operator's writes the X-Forwarded-* headers. `webSockets`: the development server wants
 *   them; otherwise Next.js would leave who asks for one waiting for ever.
 */
export function createWebServer({ trustProxy, webSockets }: { trustProxy: boolean; webSockets: boolean }): WebServer {
  let app: { handler: Handler; isReady: () => Promise<boolean> } | null = null;
  let draining = false;
  let underWay = 0;

  const http = createServer((request, response) => {
    const path = request.url?.split("?")[0];
    if (path === "/livez") return answer(response, 200, "alive\n");
    if (!app || draining) return answer(response, 503, draining ? "stopping\n" : "starting\n");
    if (path === "/readyz") return void probe(app.isReady, response);
    if (!trustProxy) overwriteForwarded(request);
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
    });
    void forward(app.handler, request, response);
  });
  // A slow upload of a large file may take minutes; sending a header may not.
  Object.assign(http, { requestTimeout: 600_000, headersTimeout: 30_000, keepAliveTimeout: 65_000 });

  // Node loses sight of sockets that became WebSockets, as the development server's do, and would wait for them for ever.
  const sockets = new Set<Socket>();
  http.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  if (!webSockets) http.on("upgrade", (_request, socket: Duplex) => socket.destroy());

  return {
    http,
    serve(handler, isReady) {
      app = { handler, isReady };
    },
    async drain(limitMs, hurry) {
      draining = true;
      for (const deadline = Date.now() + limitMs; underWay > 0 && Date.now() < deadline && !hurry.aborted; ) await sleep(20);
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

async function forward(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await handler(request, response);
  } catch (error) {
    console.error(error);
    if (response.headersSent) response.destroy();
    else answer(response, 500, "Something went wrong.\n");
  }
}

async function probe(isReady: () => Promise<boolean>, response: ServerResponse): Promise<void> {
  const ready = await isReady().catch(() => false);
  answer(response, ready ? 200 : 503, ready ? "ready\n" : "the database doesn't answer\n");
}

function answer(response: ServerResponse, status: number, text: string): void {
  const retry = status === 503 ? { "retry-after": "5", connection: "close" } : {};
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...retry }).end(text);
}

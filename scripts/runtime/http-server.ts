import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { type RequestContext, withinRequest } from "@/lib/http/request-context";
import { overwriteForwarded } from "./forwarded";
import { answerRefusals } from "./refusal";
import { bodyLimit, cutOffBeyond, isTooLong } from "./request-body";
import { securityHeaders } from "./security-headers";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** A request that has been answered, or given up by whoever made it. */
export interface Answered {
  path: string;
  method: string;
  status: number;
  /** Milliseconds. */
  ms: number;
  requestId: string;
}

/** What the server needs of the app. */
export interface Served {
  handler: Handler;
  /** Asked whenever somebody asks for /readyz. */
  isReady: () => Promise<boolean>;
  /** Told of each of the app's requests. */
  answered?: (request: Answered) => void;
  /** The figures for a monitor, where it may have them; null answers as for any address that there isn't. */
  metrics?: (authorization: string | undefined) => Promise<{ contentType: string; text: string }> | null;
}

/** The HTTP server in front of the web app: it answers the supervisor's probes, and lets requests finish before it closes. */
export interface WebServer {
  http: Server;
  /** From now on requests are the app's. */
  serve(app: Served): void;
  /** Refuses new requests, waits for those under way, at most `limitMs` milliseconds and until `hurry` is aborted, and closes. */
  drain(limitMs: number, hurry: AbortSignal): Promise<void>;
}

interface ServerOptions {
  /** A proxy of the operator's writes the X-Forwarded-* headers. */
  trustProxy: boolean;
  /** The development server wants them; otherwise Next.js would leave who asks for one waiting for ever. */
  webSockets: boolean;
  /** The address that people use. */
  publicUrl?: string | undefined;
  limits?: Partial<Limits>;
}

/** In milliseconds. */
interface Limits {
  headersMs: number;
  /** A slow upload of a large piece may take minutes; sending a header may not. */
  requestMs: number;
  /** Whoever has sent everything is not left without an answer for longer. */
  answerMs: number;
}
const LIMITS: Limits = { headersMs: 30_000, requestMs: 600_000, answerMs: 60_000 };

/** Until `serve`, and from `drain` on, everything but /livez is answered with 503. */
export function createWebServer({ trustProxy, webSockets, publicUrl, limits = {} }: ServerOptions): WebServer {
  const { headersMs, requestMs, answerMs } = { ...LIMITS, ...limits };
  const onAll = securityHeaders(publicUrl);
  let app: Served | null = null;
  let draining = false;
  let underWay = 0;

  // Node looks for those who are late this often.
  const http = createServer({ connectionsCheckingInterval: Math.min(5_000, headersMs / 2) }, (request, response) => {
    const id = randomBytes(8).toString("hex");
    for (const [name, value] of onAll) response.setHeader(name, value);
    response.setHeader("x-request-id", id);
    const path = request.url?.split("?")[0] ?? "/";
    if (path === "/livez") return answer(response, 200, "alive\n");
    if (!app || draining) return answer(response, 503, draining ? "stopping\n" : "starting\n");
    if (path === "/readyz") return void probe(app.isReady, response);
    if (path === "/metrics") {
      const metrics = app.metrics?.(request.headers.authorization);
      if (metrics) return void metrics.then(({ contentType, text }) => answer(response, 200, text, contentType));
    }
    const limit = bodyLimit(path);
    if (isTooLong(request, limit)) return answer(response, 413, "That is more than Truefolio takes at once.\n");
    cutOffBeyond(request, limit);
    if (!trustProxy) overwriteForwarded(request);
    request.headers["x-request-id"] = id;
    underWay += 1;
    const began = performance.now();
    const { answered } = app;
    response.once("close", () => {
      underWay -= 1;
      answered?.({ path, method: request.method ?? "", status: response.statusCode, ms: performance.now() - began, requestId: id });
    });
    const context: RequestContext = { id };
    const refuse = answerRefusals(response, context);
    const late = setTimeout(() => {
      if (request.complete) refuse({ status: 503, retryAfterSeconds: 10 });
    }, answerMs);
    response.once("close", () => clearTimeout(late));
    void withinRequest(context, () => forward(app?.handler, request, response));
  });
  Object.assign(http, { requestTimeout: requestMs, headersTimeout: headersMs, keepAliveTimeout: 65_000 });

  // Node loses sight of sockets that became WebSockets, as the development server's do, and would wait for them for ever.
  const sockets = new Set<Socket>();
  http.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  if (!webSockets) http.on("upgrade", (_request, socket: Duplex) => socket.destroy());

  return {
    http,
    serve(served) {
      app = served;
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

async function forward(handler: Handler | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await handler?.(request, response);
  } catch (error) {
    const reference = reportUnexpected(error);
    if (response.headersSent) response.destroy();
    else answer(response, 500, `Something went wrong on our side. Reference ${reference}.\n`);
  }
}

async function probe(isReady: () => Promise<boolean>, response: ServerResponse): Promise<void> {
  const ready = await isReady().catch(() => false);
  answer(response, ready ? 200 : 503, ready ? "ready\n" : "the database doesn't answer\n");
}

function answer(response: ServerResponse, status: number, text: string, contentType = "text/plain; charset=utf-8"): void {
  const retry = status === 503 ? { "retry-after": "5" } : {};
  const last = status === 503 || status === 413 ? { connection: "close" } : {};
  response.writeHead(status, { "content-type": contentType, "cache-control": "no-store", ...retry, ...last }).end(text);
}

import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { reportUnexpected } from "@/lib/action/report";
import { type RequestContext, withinRequest } from "@/lib/http/request-context";
import type { Span } from "@/lib/http/tracer";
import { overwriteForwarded } from "./forwarded";
import { answerLate } from "./late";
import type { MetricsAnswer } from "./metrics";
import { answerRefusals } from "./refusal";
import { bodyLimit, limitBody } from "./request-body";
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
  /** What /metrics answers, to whoever brings that header. */
  metrics?: (authorization: string | undefined) => Promise<MetricsAnswer>;
  /** Begins the span of a request, where there are traces. */
  trace?: (request: Pick<Answered, "path" | "method">) => Span | undefined;
  /** Told of each of the app's requests. */
  answered?: (request: Answered) => void;
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
/** What balancers call an answer that nobody waited for. */
const HUNG_UP = 499;
/** When a browser or a balancer may ask again, in seconds. */
const RETRY_S = 5;
const LIMITS: Limits = { headersMs: 30_000, requestMs: 600_000, answerMs: 60_000 };

/** Until `serve`, and from `drain` on, everything but /livez is answered with 503. */
export function createWebServer({ trustProxy, webSockets, publicUrl, limits = {} }: ServerOptions): WebServer {
  const { headersMs, requestMs, answerMs } = { ...LIMITS, ...limits };
  const onAll = securityHeaders(publicUrl);
  let app: Served | null = null;
  let draining = false;
  let underWay = 0;
  const answering = new WeakMap<Duplex, ServerResponse>();

  // Node looks for those who are late this often.
  const http = createServer({ connectionsCheckingInterval: Math.min(5_000, headersMs / 2) }, (request, response) => {
    const id = randomBytes(8).toString("hex");
    answering.set(request.socket, response);
    response.once("close", () => answering.delete(request.socket));
    for (const [name, value] of onAll) response.setHeader(name, value);
    response.setHeader("x-request-id", id);
    const path = request.url?.split("?")[0] ?? "/";
    if (path === "/livez") return answer(response, 200, "alive\n");
    const context: RequestContext = { id };
    const refuse = answerRefusals(request, response, context);
    if (path === "/readyz" && (!app || draining)) return answer(response, 503, draining ? "stopping\n" : "starting\n");
    if (!app || draining) return refuse({ status: 503, retryAfterSeconds: RETRY_S });
    if (path === "/readyz") return void probe(app.isReady, response);
    if (path === "/metrics" && app.metrics) return void answerMetrics(app.metrics, request, response);
    const { answered, handler, trace } = app;
    const span = trace?.({ path, method: request.method ?? "" });
    if (span) context.span = span;
    const began = performance.now();
    response.once("close", () => {
      const status = response.headersSent ? response.statusCode : HUNG_UP;
      span?.end({ status });
      answered?.({ path, method: request.method ?? "", status, ms: performance.now() - began, requestId: id });
    });
    if (!limitBody(request, bodyLimit(path), () => refuse({ status: 413 }))) return;
    if (!trustProxy) overwriteForwarded(request);
    request.headers["x-request-id"] = id;
    underWay += 1;
    const late = setTimeout(() => {
      if (request.complete) refuse({ status: 503, retryAfterSeconds: 2 * RETRY_S });
    }, answerMs);
    response.once("close", () => {
      underWay -= 1;
      clearTimeout(late);
    });
    void withinRequest(context, () => forward(handler, request, response));
  });
  http.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    // In the middle of an answer another one would be taken for a part of it.
    if (answering.get(socket)?.headersSent) socket.destroy();
    else answerLate(error, socket);
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

async function forward(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await handler(request, response);
  } catch (error) {
    // Whoever asked has hung up, or has been refused: what that did to the app is no fault.
    if (request.destroyed && response.writableEnded) return;
    const reference = reportUnexpected(error);
    if (response.headersSent) response.destroy();
    else answer(response, 500, `Something went wrong on our side. Reference ${reference}.\n`);
  }
}

async function probe(isReady: () => Promise<boolean>, response: ServerResponse): Promise<void> {
  const ready = await isReady().catch(() => false);
  answer(response, ready ? 200 : 503, ready ? "ready\n" : "the database doesn't answer\n");
}

async function answerMetrics(ask: NonNullable<Served["metrics"]>, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { status, contentType, text } = await ask(headers.authorization);
    const challenge = status === 401 ? { "www-authenticate": "Bearer" } : {};
    response.writeHead(status, { "content-type": contentType, "cache-control": "no-store", ...challenge }).end(text);
  } catch (error) {
    answer(response, 500, `Something went wrong on our side. Reference ${reportUnexpected(error)}.\n`);
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  const retry = status === 503 ? { "retry-after": String(RETRY_S), connection: "close" } : {};
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...retry }).end(text);
}

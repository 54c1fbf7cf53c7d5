import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { RemoteAccount } from "@/lib/brokers/connector";

/**
 * How a simulated broker can be asked to behave, from then on. What each has to come to for a person is the same for every broker:
 * test/simulators/conformance.ts.
 */
export const BEHAVIOURS = [
  /** As documented, with paging. */
  "well",
  /** The key, or the session, is past its time. */
  "expired",
  /** The key was taken back, or never was one. */
  "revoked",
  /** The key may not read one of the things that a sync needs. */
  "lacking-permission",
  /** The next request is answered with "not so fast, in a second"; what follows is well. */
  "busy-once",
  /** All are. */
  "busy-for-ever",
  /** The statement is not ready at the first look. */
  "preparing",
  /** A web page with status 200. */
  "web-page",
  /** The answer ends in the middle. */
  "cut-off",
  /** The connection is closed in the middle. */
  "broken-connection",
  /** Status 500 or above. */
  "out-of-order",
  /** No answer for as long as one waits. */
  "slow",
  /** Pages come twice, or begin with what the one before ended with. */
  "duplicated-pages",
  /** Rows come in another order. */
  "reordered-pages",
  /** A page in the middle has no rows, or fewer than asked for, though more follow. */
  "half-empty-page",
  /** Nothing is held, and nothing ever happened. */
  "empty",
  /** Of what was held, next to nothing is left, without a row that says why. */
  "shrunken",
  /** Signatures are refused, because the clocks differ. */
  "wrong-clock",
  /** A kind of row that nobody knew. */
  "unknown-type",
  /** The answer leads to another host. */
  "elsewhere",
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** A broker on loopback that speaks the broker's protocol as documented, and checks what it is sent as strictly. */
export interface RunningBroker {
  /** By the names of the manifest's endpoints. */
  endpoints: Readonly<Record<string, string>>;
  /** Credentials that open it, all of them. */
  secrets: Readonly<Record<string, string>>;
  /** The account that tests sync; `accounts()` of the connector lists as many as `accountCount`. */
  account: RemoteAccount;
  accountCount: number;
  /** What behaving well brings of that account: units by symbol, of positions that aren't cash, and how many ledger rows. */
  expected: { positions: Readonly<Record<string, string>>; rows: number };
  /** Whether the rows alone add up to the positions: a broker that keeps all of its history. */
  addsUp: boolean;
  /** `GET /v2/positions`, in order, without what is secret. */
  requests: string[];
  behave(behaviour: Behaviour): void;
  /** From then on every answer repeats what it was sent, headers and all, under this status; null for as before. */
  echo(status: number | null): void;
  /** From then on every answer takes so long. */
  answerAfter(milliseconds: number): void;
  /** Told of the time that tests count and don't wait: for a broker that keeps to its limits by a clock of its own. */
  passed?(milliseconds: number): void;
  close(): Promise<void>;
}

export interface SimulatedBroker {
  /** broker_types.code */
  code: string;
  /** Behaviours that its protocol has no place for, each with the reason. */
  without: Readonly<Partial<Record<Behaviour, string>>>;
  start(): Promise<RunningBroker>;
}

export interface SimulatedRequest {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface SimulatedAnswer {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  body: unknown;
  /** Sent whole and at once, however the broker behaves: for what must not be lost without more ado than a test of it. */
  isSpared?: boolean;
}

export const RETRY_AFTER_SECONDS = 1;

/** A server on loopback. What all brokers misbehave in alike is done here; the rest is `answer`'s. */
export async function serveBroker(
  answer: (request: SimulatedRequest, behaviour: Behaviour) => SimulatedAnswer | Promise<SimulatedAnswer>,
  // As brokers word it, where a client library looks into it.
  tooMany: SimulatedAnswer = { status: 429, body: { message: "Too many requests" } },
): Promise<Pick<RunningBroker, "requests" | "behave" | "echo" | "answerAfter" | "close"> & { address: string }> {
  const requests: string[] = [];
  let behaviour: Behaviour = "well";
  let isFirst = true;
  let echoes: number | null = null;
  let pauseMs = 0;

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    requests.push(`${incoming.method} ${url.pathname}`);
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    if (pauseMs > 0) await sleep(pauseMs);
    const first = isFirst;
    isFirst = false;
    const isBusy = behaviour === "busy-for-ever" || (behaviour === "busy-once" && first);
    const request = { method: incoming.method ?? "GET", url, headers: incoming.headers, body: Buffer.concat(parts).toString("utf8") };
    if (echoes !== null) return send(response, { status: echoes, body: echoOf(request) }, "well");
    const given = isBusy
      ? { ...tooMany, headers: { ...tooMany.headers, "retry-after": String(behaviour === "busy-once" ? RETRY_AFTER_SECONDS : 600) } }
      : await answer(request, behaviour);
    send(response, given, isBusy || given.isSpared ? "well" : behaviour);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      // A simulator that fails is a test that fails: said where it is read.
      response.writeHead(599, { "content-type": "text/plain" }).end(String(error instanceof Error ? error.stack : error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave(next) {
      behaviour = next;
      isFirst = true;
    },
    echo(status) {
      echoes = status;
    },
    answerAfter(milliseconds) {
      pauseMs = milliseconds;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As gateways and thoughtless brokers word it: what they were sent, wherever anybody looks for a message. */
function echoOf({ method, url, headers, body }: SimulatedRequest): unknown {
  const words = `Not understood: ${method} ${url.pathname}${url.search} ${JSON.stringify(headers)} ${body}`;
  const codes = { code: -1, errorCode: 0, error_code: words, error_type: words };
  const messages = { message: words, msg: words, detail: words, error_message: words, display_message: words, error_details: words };
  return { ...codes, ...messages, error: [words], errors: [{ id: words, message: words }] };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: SimulatedAnswer, behaviour: Behaviour): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
  switch (behaviour) {
    case "web-page":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html><title>Maintenance</title><p>Back soon.");
      return;
    case "cut-off":
      response.writeHead(status, { "content-type": type, ...headers }).end(text.slice(0, Math.floor(text.length / 2)));
      return;
    case "broken-connection":
      response.writeHead(status, { "content-type": type, "content-length": String(Buffer.byteLength(text)), ...headers });
      response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
      return;
    case "out-of-order":
      response.writeHead(503, { "content-type": "text/plain" }).end("upstream connect error");
      return;
    case "slow":
      // Never: whoever asks has to give up.
      return;
    case "elsewhere":
      response.writeHead(302, { location: "https://elsewhere.example.com/data" }).end();
      return;
    default:
      response.writeHead(status, { "content-type": type, ...headers }).end(text);
  }
}

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Delivery {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A person's own receiver of webhooks, on loopback. */
export interface WebhookReceiver {
  /** `127.0.0.1:port`, as an operator would allow it. */
  host: string;
  url: string;
  received: Delivery[];
  /** What it answers with. */
  answer: { status: number; headers?: Record<string, string>; body?: string };
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const state: Pick<WebhookReceiver, "received" | "answer"> = { received: [], answer: { status: 204 } };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    state.received.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
    response.writeHead(state.answer.status, state.answer.headers).end(state.answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    host,
    url: `http://${host}/hooks/a-path-that-is-a-secret`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

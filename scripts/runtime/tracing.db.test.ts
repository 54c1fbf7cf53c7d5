import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { actorOfSession, openSession } from "@/lib/auth/session";
import { tracer } from "@/lib/http/tracer";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { createWebServer } from "./http-server";
import { openTracing } from "./tracing";

const spanSchema = z.object({
  name: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: z.array(z.object({ key: z.string(), value: z.looseObject({}) })),
});
const sentSchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) })),
});

/** What a collector was sent. */
let received = "";
const collector = createServer(async (request, response) => {
  for await (const chunk of request) received += String(chunk);
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
});
const portOf = (server: { address(): AddressInfo | string | null }) => (server.address() as AddressInfo).port;

let db: TestDatabase;
let ada: Person;
beforeAll(async () => {
  db = await testDatabase();
  ada = await db.signUp("Ada");
  await once(collector.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  collector.close();
  await db.close();
});

it("a request is a span by its pattern, its statements are spans in it without their values", async () => {
  const tracing = await openTracing(`http://127.0.0.1:${portOf(collector)}`);
  const server = createWebServer({ trustProxy: false, webSockets: false });
  await once(server.http.listen(0, "127.0.0.1"), "listening");
  server.serve({
    handler: async (_, response) => {
      await actorOfSession("a planted secret");
      await openSession(ada.userId, "a planted browser");
      response.end();
    },
    isReady: async () => true,
    trace: ({ method }) => tracer()?.start(`${method} /accounts/[id]`, { "http.route": "/accounts/[id]" }),
  });
  await (await fetch(`http://127.0.0.1:${portOf(server.http)}/accounts/8675309?q=planted`)).text();
  await server.drain(1_000, new AbortController().signal);
  await tracing.close();

  const spans = sentSchema
    .parse(JSON.parse(received))
    .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const [request, ...others] = spans.filter(({ parentSpanId }) => !parentSpanId);
  expect([request?.name, others]).toEqual(["GET /accounts/[id]", []]);
  expect(request?.attributes).toContainEqual({ key: "http.response.status_code", value: { intValue: 200 } });
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  const texts = JSON.stringify(statements);
  expect(texts).toContain("auth_session($1)");
  expect(texts).toMatch(/"name":"INSERT"/);
  expect(received).not.toMatch(/planted|8675309/);
});

it("without a collector there are no traces", async () => {
  await (await openTracing("")).close();
  expect(tracer()).toBeUndefined();
});

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/lib/db/as-actor";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { createWebServer, type WebServer } from "./http-server";
import { openMetrics } from "./metrics";
import { freePort } from "./postgres-server";
import { watchDatabase } from "./readiness";

const TOKEN = randomBytes(12).toString("hex");
let db: TestDatabase;
let ada: Person;
let server: WebServer;
let watch: ReturnType<typeof watchDatabase>;

beforeAll(async () => {
  db = await testDatabase();
  ada = await db.signUp("Ada");
  watch = watchDatabase(db.appUrl);
  server = createWebServer({ trustProxy: false, webSockets: false });
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await server.drain(0, new AbortController().signal);
  await watch.close();
  await db.close();
});

/** Serves with metrics, and returns a function that asks for them. */
async function serve(
  sources: Partial<Parameters<typeof openMetrics>[0]> = {},
): Promise<(path: string, bearer?: string) => Promise<Response>> {
  const metrics = openMetrics({ token: TOKEN, patternOf: () => "/accounts/[id]", figures: watch.figures, ...sources });
  const { answered, answer } = metrics;
  server.serve({ handler: (_, response) => void response.end(), isReady: async () => true, answered, metrics: answer });
  const address = server.http.address();
  const port = typeof address === "object" ? address?.port : 0;
  return (path, bearer) => fetch(`http://127.0.0.1:${port}${path}`, bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {});
}

describe("the metrics", () => {
  it("aren't there without a token of the operator's, and a token that could be guessed is refused at the start", async () => {
    const get = await serve({ token: "" });
    expect((await get("/metrics", "")).status).toBe(404);
    expect(() => openMetrics({ token: "short", patternOf: String, figures: watch.figures })).toThrow("METRICS_TOKEN");
  });

  it("are for whoever brings the token alone", async () => {
    const get = await serve();
    const answers = await Promise.all([
      get("/metrics"),
      get("/metrics", `${TOKEN}x`),
      get("/metrics", TOKEN.slice(1)),
      get("/metrics", TOKEN),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200]);
    expect(answers[0]?.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("count requests by pattern, connections, jobs and what the process uses, and name nobody", async () => {
    const get = await serve();
    const accountId = await db.account(ada.actor, { broker: "file", displayName: "Secret place" });
    await asActor(ada.actor, (tx) =>
      tx.import.create({
        data: {
          brokerAccountId: accountId,
          fileName: "secret.csv",
          fileSize: 1,
          status: "reading",
          requestedAt: new Date(Date.now() - 60_000),
        },
      }),
    );
    await get(`/accounts/${accountId}?q=secret`);
    await expect.poll(async () => (await get("/metrics", TOKEN)).text()).toContain("request_duration_seconds_count");
    const text = await (await get("/metrics", TOKEN)).text();
    expect(text).toContain('truefolio_http_request_duration_seconds_count{method="GET",route="/accounts/[id]",status="200"} 1');
    expect(text).toContain('truefolio_queue_jobs{queue="imports",state="waiting"} 1');
    expect(Number(/queue_oldest_seconds\{queue="imports"\} ([\d.]+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(60);
    expect(text).toMatch(/^truefolio_queue_finished_last_day\{queue="syncs",outcome="failed"\} 0$/m);
    expect(text).toMatch(/^truefolio_database_pool_connections\{pool="pages",state="busy"\} 0$/m);
    expect(text).toMatch(/^truefolio_database_up 1$/m);
    expect(text).toMatch(/^truefolio_errors_total \d+$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).not.toMatch(new RegExp(`secret|${ada.actor.email}|${accountId}\\?`, "i"));
  });

  it("say that the database is away, and nothing of it then", async () => {
    const away = watchDatabase(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`);
    const get = await serve({ figures: away.figures });
    const answer = await get("/metrics", TOKEN);
    const text = await answer.text();
    await away.close();
    expect(answer.status).toBe(200);
    expect(text).toMatch(/^truefolio_database_up 0$/m);
    expect(text).not.toMatch(/^truefolio_(queue_jobs|workers|database_bytes)\W/m);
  });
});

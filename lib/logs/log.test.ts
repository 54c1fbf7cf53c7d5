import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withinRequest } from "@/lib/http/request-context";
import { expectConsole } from "@/test/console";
import { listen } from "@/test/listen";
import { reportFailedRequest } from "./failed-request";
import { announce, log } from "./log";
import { tameConsole } from "./tame-console";

const holder = globalThis as { truefolioLog?: unknown; truefolioPrint?: unknown };
const SECRET = "sk-planted-5f2b and a password";

let heard: string[];
let stop: () => void;
beforeEach(() => {
  delete holder.truefolioLog;
  heard = [];
  stop = listen((line) => heard.push(line));
});
afterEach(() => {
  stop();
  vi.unstubAllEnvs();
  delete holder.truefolioLog;
  delete holder.truefolioPrint;
});

const lines = () => heard.map((line) => JSON.parse(line) as Record<string, unknown>);

describe("a line of the log", () => {
  it("is one JSON object, with its request's id, its time and its process", () => {
    withinRequest({ id: "abc123" }, () => log("info", "request", { method: "GET", route: "/portfolios/[id]", status: 200, ms: 12.345 }));
    expect(lines()).toEqual([
      {
        level: "info",
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        process: "web",
        requestId: "abc123",
        method: "GET",
        route: "/portfolios/[id]",
        status: 200,
        ms: 12.3,
        event: "request",
      },
    ]);
  });

  it("is words at a terminal, with the frames below", () => {
    vi.stubEnv("LOG_FORMAT", "text");
    log("info", "request", { method: "GET", route: "/", status: 200 });
    expect(heard).toEqual([]);
    expectConsole("error", /error request failed/);
    const error = new Error(SECRET);
    reportFailedRequest(error, { method: "GET", route: "/settings" });
    expect(heard[0]).toMatch(/^\d\d:\d\d:\d\d error request failed method=GET route=\/settings name=Error\n {4}at /);
    expect(heard.join()).not.toContain(SECRET);
  });

  it.each([
    ["error", ["unexpected"]],
    ["debug", ["library_said", "request", "unexpected"]],
    ["silent", []],
    ["nonsense", ["request", "unexpected"]],
  ])("is written from the level %s on that LOG_LEVEL says", (level, expected) => {
    vi.stubEnv("LOG_LEVEL", level);
    if (expected.includes("unexpected")) expectConsole("error", /unexpected/);
    log("debug", "library_said");
    log("info", "request");
    log("error", "unexpected");
    // What goes to standard error is heard twice, on the console and on its stream.
    expect([...new Set(lines().map(({ event }) => event))]).toEqual(expected);
  });

  it("says to whoever started us what they wait for, as it is or as JSON", () => {
    announce("Truefolio is ready");
    vi.stubEnv("LOG_FORMAT", "json");
    announce("Truefolio is ready");
    expect(heard[0]).toBe("Truefolio is ready\n");
    expect(JSON.parse(heard[1] ?? "")).toMatchObject({ event: "announced", line: "Truefolio is ready" });
  });
});

it("whatever a library writes on the console becomes a line without its words", () => {
  const before = { ...console };
  expectConsole("error", /library_said/);
  try {
    tameConsole();
    const library: Console = globalThis.console;
    console.error(`prisma:error ${SECRET}`);
    library.warn("axios", { headers: { authorization: SECRET, cookie: SECRET } });
    library.info(SECRET);
    console.error("failed", Object.assign(new Error(SECRET), { config: { headers: { "x-api-key": SECRET } } }));
    // Next tells these to instrumentation.ts as well.
    console.error(Object.assign(new Error(SECRET), { digest: "123" }));
  } finally {
    Object.assign(console, before);
  }
  const told = [...new Set(heard)];
  expect(told.map((line) => JSON.parse(line).event)).toEqual(Array(4).fill("library_said"));
  expect(told.join("\n")).not.toContain("planted");
});

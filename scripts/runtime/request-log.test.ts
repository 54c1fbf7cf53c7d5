import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectConsole } from "@/test/console";
import { listen } from "@/test/listen";
import { requestLog } from "./request-log";
import { routePatterns } from "./route-pattern";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "truefolio-routes-"));
  await mkdir(join(root, ".next"));
  const staticRoutes = ["/", "/reset-password", "/settings/export"].map((page) => ({ page, regex: `^${page}$` }));
  const dynamicRoutes = [
    { page: "/accounts/[id]", regex: "^/accounts/([^/]+?)(?:/)?$" },
    { page: "/api/auth/[...nextauth]", regex: "^/api/auth/(.+?)(?:/)?$" },
  ];
  await writeFile(join(root, ".next", "routes-manifest.json"), JSON.stringify({ staticRoutes, dynamicRoutes }));
});
afterAll(() => rm(root, { recursive: true }));

it.each([
  ["/", "/"],
  ["/accounts/12", "/accounts/[id]"],
  ["/reset-password/", "/reset-password"],
  ["/api/auth/callback/credentials", "/api/auth/[...nextauth]"],
  ["/_next/static/chunks/a.js", "/_next"],
  ["/favicon.svg", "file"],
  ["/wp-login.php/ada@example.org", "other"],
])("the address %s is told as %s", (path, pattern) => {
  expect(routePatterns(root)(path)).toBe(pattern);
});

it("a build that isn't there leaves every address without a name", () => {
  expect(routePatterns(join(root, "nowhere"))("/accounts/12")).toBe("other");
});

it("a request is one line without the address, and a served file is none", () => {
  expectConsole("error", /"status":503/);
  const heard: string[] = [];
  const stop = listen((line) => heard.push(line));
  const write = requestLog(routePatterns(root));
  write({ path: "/accounts/12", method: "GET", status: 200, ms: 8, requestId: "a1" });
  write({ path: "/_next/static/a.js", method: "GET", status: 200, ms: 1, requestId: "a2" });
  write({ path: "/reset-password/planted-token", method: "GET", status: 503, ms: 1, requestId: "a3" });
  stop();
  const lines = [...new Set(heard)].map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ level, route, status }) => [level, route, status])).toEqual([
    ["info", "/accounts/[id]", 200],
    ["warn", "other", 503],
  ]);
  expect(heard.join()).not.toMatch(/planted|\/12/);
});

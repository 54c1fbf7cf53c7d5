import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { CHART_BUDGET, firstLoads, PAGE_BUDGET } from "@/scripts/checks/first-load";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** Text that compresses to about so many bytes. */
const noise = (bytes: number) =>
  `// ${randomBytes(bytes)
    .toString("latin1")
    .replaceAll(/[\n\r]/g, " ")}\n`;
const chunk = (name: string) => `static/chunks/${name}.js`;

/** A build as Next leaves it: chunks, and for each page those that its layouts and itself ask for. */
function build(chunks: Readonly<Record<string, string>>, pages: Readonly<Record<string, readonly string[]>>): string {
  const root = mkdtempSync(join(tmpdir(), "truefolio-build-"));
  roots.push(root);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("build-manifest.json", JSON.stringify({ rootMainFiles: [chunk("react")] }));
  for (const [name, text] of Object.entries(chunks)) write(chunk(name), text);
  for (const [page, names] of Object.entries(pages)) {
    const entryJSFiles = { "[project]/app/layout": [chunk("layout")], [`[project]/app${page}`]: ["layout", ...names].map(chunk) };
    write(
      `server/app${page}_client-reference-manifest.js`,
      `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\nglobalThis.__RSC_MANIFEST["${page}"] = ${JSON.stringify({ entryJSFiles })};`,
    );
  }
  return root;
}

it("adds up what every page and its layouts load, each file once, by the address of the page", () => {
  const chunks = { react: noise(5000), layout: noise(3000), table: noise(2000) };
  const loads = firstLoads(build(chunks, { "/(app)/accounts/[id]/holdings/page": ["table"], "/(auth)/sign-in/page": [], "/page": [] }));
  expect(loads.map(({ route }) => route)).toEqual(["/", "/accounts/[id]/holdings", "/sign-in"]);
  const [home, holdings, signIn] = loads;
  expect(home?.bytes).toBe(signIn?.bytes);
  expect(holdings?.chunks.map(({ file, isOfAll }) => [file, isOfAll])).toEqual([
    [chunk("react"), true],
    [chunk("layout"), false],
    [chunk("table"), false],
  ]);
  expect((holdings?.bytes ?? 0) - (signIn?.bytes ?? 0)).toBe(holdings?.chunks[2]?.bytes);
  expect(new Set(loads.map(({ budget }) => budget))).toEqual(new Set([PAGE_BUDGET]));
});

it("counts the library of charts where a page can fetch it, against a budget of its own", () => {
  const chunks = {
    react: noise(500),
    layout: noise(500),
    library: `/* lightweight-charts */${noise(4000)}`,
    chart: `load(["${chunk("library")}"])`,
  };
  const [overview, plain] = firstLoads(build(chunks, { "/overview/page": ["chart"], "/plain/page": [] }));
  expect(overview).toMatchObject({ route: "/overview", budget: CHART_BUDGET });
  expect(overview?.chunks.map(({ file }) => file)).toContain(chunk("library"));
  expect(plain).toMatchObject({ route: "/plain", budget: PAGE_BUDGET });
});

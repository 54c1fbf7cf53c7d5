import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "../runtime/prepare.mjs";
import { ensureChromium } from "./chromium.mjs";
import { countCheck, countPlaywright, countVitest } from "./counts.mjs";
import { freePort } from "./free-port.mjs";
import { runTool } from "./tool.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {{ root: string, node: string, log: (line: string) => void }} Context
 * @typedef {{ name: string, group: "checks" | "unit" | "db" | "e2e", run: (context: Context) => Promise<{ counts: Counts, output: string }> }} Suite
 */

/** Vitest sets the zone from this (vitest.config.ts); two zones that are never on the same day at the same time as the server's. */
const OTHER_SIDE = { TEST_TZ: "America/Los_Angeles" };

/**
 * All that `npm test` does, in order: the quick things first.
 *
 * @type {readonly Suite[]}
 */
export const SUITES = [
  check("Format and lint", [["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--max-diagnostics=30"]]),
  check("Types", [
    ["next/dist/bin/next", "typegen"],
    ["typescript/bin/tsc", "--noEmit"],
  ]),
  check("Structure", [script("scripts/check-structure.ts")]),
  check("Migrations against schema.prisma", [script("scripts/check-migrations.ts")]),
  check("No secrets", [script("scripts/check-files.ts", "--secrets")]),
  check("No traces of a machine", [script("scripts/check-files.ts", "--traces")]),
  vitest("Unit tests, east of the date line", "unit", "unit"),
  vitest("Unit tests, west of it", "unit", "unit", OTHER_SIDE),
  vitest("Database tests", "db", "database", {}, "broker-files.txt"),
  {
    name: "Build",
    group: "e2e",
    run: ({ root, log }) => settled(() => prepare(root, { build: true, log })),
  },
  check("JavaScript of every page within its budget", [script("scripts/check-first-load.ts")], "e2e"),
  {
    name: "Browser tests",
    group: "e2e",
    run: async ({ root, node, log }) => {
      const browser = await settled(() => ensureChromium(root, node, log));
      if (browser.counts.failed > 0) return browser;
      const report = join(root, "test-results", "browser.json");
      rmSync(join(root, "test-results"), { recursive: true, force: true });
      const env = { E2E_PORT: String(await freePort()) };
      const { ok, output } = await runTool(root, node, ["@playwright/test/cli.js", "test"], { env, live: true });
      return { counts: countPlaywright({ ok, report }), output };
    },
  },
];

/** A script of ours, in TypeScript. */
function script(path, ...args) {
  return ["--conditions=react-server", "--import", "tsx", path, ...args];
}

/** Commands that are right or wrong together; the first wrong one ends them. */
function check(name, commands, group = "checks") {
  return {
    name,
    group,
    run: async ({ root, node }) => {
      let output = "";
      for (const command of commands) {
        const result = await runTool(root, node, command);
        output += result.output;
        if (!result.ok) return { counts: countCheck({ ok: false }), output };
      }
      return { counts: countCheck({ ok: true }), output };
    },
  };
}

/** `shown` is a file in .cache/test that the tests write for people to see. */
function vitest(name, group, project, env = {}, shown = null) {
  return {
    name,
    group,
    run: async ({ root, node, log }) => {
      const told = shown && join(root, ".cache", "test", shown);
      if (told) rmSync(told, { force: true });
      const report = join(root, ".cache", "test", `${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}.json`);
      rmSync(report, { force: true });
      const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
      const { ok, output } = await runTool(root, node, ["vitest/vitest.mjs", "run", "--project", project, ...reporters], { env });
      if (told && existsSync(told)) log(readFileSync(told, "utf8"));
      return { counts: countVitest({ ok, report }), output };
    },
  };
}

/** Work of ours that throws when it fails, as a check. */
async function settled(work) {
  try {
    await work();
    return { counts: countCheck({ ok: true }), output: "" };
  } catch (error) {
    return { counts: countCheck({ ok: false }), output: error instanceof Error ? error.message : String(error) };
  }
}

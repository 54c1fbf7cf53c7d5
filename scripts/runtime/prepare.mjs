import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, ensureClient, isBuilt, isClientGenerated } from "./build.mjs";
import { ensureInstalled, isInstalled } from "./install.mjs";
import { waitForLock } from "./lock.mjs";
import { findNode } from "./node-version.mjs";

/**
 * Makes a fresh clone, or one with changed source, ready to run. One process at a time: others wait for it.
 *
 * @param {string} root
 * @param {{ build: boolean, log: (line: string) => void }} options `build`: the web app too.
 * @returns {Promise<string>} The Node to run on.
 * @throws {import("./startup-error.mjs").StartupError} when a step fails.
 */
export async function prepare(root, { build, log }) {
  // Nothing to do is nothing to wait for, and nothing to write: the folder may be an image's, and read-only.
  if (isInstalled(root) && isClientGenerated(root) && (!build || isBuilt(root))) return findNode(root);
  let told = false;
  const waiting = ({ pid }) => {
    if (!told) log(`Waiting for process ${pid}, which is installing or building here …`);
    told = true;
    return true;
  };
  const { lock } = await waitForLock(join(root, ".cache", "prepare.lock"), { waiting });
  try {
    await ensureInstalled(root, log);
    const node = findNode(root);
    await ensureClient(root, node, log);
    if (build) await ensureBuilt(root, node, log);
    return node;
  } finally {
    await lock?.release();
  }
}

/**
 * Takes in the settings of a .env file; what the environment already says wins.
 *
 * @param {string} root
 */
export function loadEnvFile(root) {
  const path = join(root, ".env");
  if (existsSync(path)) process.loadEnvFile(path);
}

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../runtime/command.mjs";

const DEBIAN = "/usr/bin/chromium";

/**
 * Finds the Chromium that the browser tests run in: the one of CHROMIUM_PATH, Debian's, or Playwright's own.
 *
 * @returns {{ executablePath: string | undefined } | null} `undefined` lets Playwright take its own; null when there is none.
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executablePath: given };
  if (existsSync(DEBIAN)) return { executablePath: DEBIAN };
  // Not before it is needed: `npm test` imports this file before anything is installed.
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  return existsSync(chromium.executablePath()) ? { executablePath: undefined } : null;
}

/**
 * Makes sure that there is a Chromium: from Playwright's own server, or else, for root on Debian, from the distribution.
 *
 * @param {string} root the project's folder
 * @param {string} node the Node to run on
 * @param {(line: string) => void} log
 * @returns {Promise<void>}
 * @throws {import("../runtime/startup-error.mjs").StartupError} when neither can be had.
 */
export async function ensureChromium(root, node, log) {
  if (findChromium()) return;
  log("Installing Chromium for the browser tests …");
  const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
  const options = { cwd: root, what: "Installing Chromium (set CHROMIUM_PATH to one of your own)" };
  try {
    await run(node, [playwright, "install", "chromium"], options);
  } catch (error) {
    if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) throw error;
    await run("apt-get", ["update"], options);
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
  }
}

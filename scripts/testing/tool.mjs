import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** What a developer has set for their own server must not reach the tests; an empty variable also outweighs .env. */
const NOT_FOR_TESTS = {
  DATABASE_URL: "",
  APP_DATABASE_URL: "",
  QUEUE_DATABASE_URL: "",
  NEXTAUTH_URL: "",
  NEXTAUTH_SECRET: "",
  CREDENTIAL_KEYS: "",
  DATA_DIR: "",
};

/**
 * Runs a tool on our Node to its end and keeps what it says.
 *
 * @param {string} root the project's folder
 * @param {string} node the Node to run on
 * @param {readonly string[]} command a script of a package (`vitest/vitest.mjs`) or, after flags of Node's own, one of ours; then its arguments
 * @param {{ env?: Record<string, string>, live?: boolean }} [options] `live`: also shows what it says while it runs
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runTool(root, node, [first = "", ...rest], { env = {}, live = false } = {}) {
  const args = first.startsWith("-") ? [first, ...rest] : [join(root, "node_modules", first), ...rest];
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const path = [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  const child = spawn(node, args, {
    cwd: root,
    env: { ...process.env, ...NOT_FOR_TESTS, ...colour, ...env, PATH: path, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    });
  }
  const pass = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  return new Promise((resolve) => {
    const finish = (ok, words = "") => {
      for (const signal of SIGNALS) process.off(signal, pass);
      resolve({ ok, output: live ? words : output + words });
    };
    child.on("error", (error) => finish(false, error.message));
    child.on("close", (code) => finish(code === 0));
  });
}

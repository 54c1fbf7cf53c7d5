// Runs one of the commands in scripts/*.ts on a fresh clone as well as on a prepared one: `node scripts/run.mjs migrate --help`.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadEnvFile, prepare } from "./runtime/prepare.mjs";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";
import { supervise } from "./runtime/supervise.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Commands that start the web app. */
const NEED_BUILD = ["bench", "cluster-drill"];

async function runCommand([name = "", ...args]) {
  const script = `scripts/${name}.ts`;
  if (!/^[a-z-]+$/.test(name) || !existsSync(join(root, script))) throw new StartupError(`There is no command "${name}".`);
  loadEnvFile(root);
  const node = await prepare(root, {
    build: NEED_BUILD.includes(name) && !args.includes("--engine") && !args.includes("--sync"),
    log: (line) => console.error(line),
  });
  process.exitCode = await supervise(root, node, [script, ...args], process.env);
}

await runCommand(process.argv.slice(2)).catch(reportFailure);

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";

/** How often we look whether npm, which started us, is still there. */
const PARENT_CHECK_MS = 250;

/**
 * Runs one of our TypeScript commands in this process's place: same terminal, same signals, same exit code.
 *
 * The condition `react-server` makes `server-only` resolve to the empty module that it is on a server. The channel tells the child
 * when we are gone, even by kill -9, so that it stops properly too.
 *
 * @param {string} root
 * @param {string} node the Node to run on
 * @param {readonly string[]} args the script and its arguments
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} The exit code; 128 + n when signal n ended it.
 */
export function supervise(root, node, args, env) {
  const path = [join(root, "node_modules", ".bin"), env.PATH].join(delimiter);
  const child = spawn(node, ["--conditions=react-server", "--import", "tsx", ...args], {
    cwd: root,
    env: { ...env, PATH: path },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  stopWithNpm(() => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/** `npm start` is our supervisor: killed hard, it can't tell us to stop, and a server that nobody started would stay behind. */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}

import { spawn } from "node:child_process";
import { StartupError } from "./startup-error.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Enough of a failed command's output to see why, not a screenful of progress. */
const KEPT_OUTPUT = 20_000;

/**
 * Runs a command to its end, quietly. A signal to us ends it too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, what: string }} options `what` names the step in the error.
 * @returns {Promise<void>}
 * @throws {StartupError} with the command's output, when it fails or is stopped.
 */
export function run(command, args, { cwd, env = process.env, what }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    let stoppedBy = null;
    const stop = (signal) => {
      stoppedBy = signal;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    const finish = (problem) => {
      for (const signal of SIGNALS) process.off(signal, stop);
      if (problem === null) resolve();
      else reject(new StartupError(problem));
    };
    child.on("error", (error) => finish(`${what} could not run: ${error.message}`));
    child.on("close", (code) => {
      if (stoppedBy) finish(`Stopped while ${what} was under way.`);
      else finish(code === 0 ? null : `${output.trimEnd()}\n\n${what} failed; its output is above.`);
    });
  });
}

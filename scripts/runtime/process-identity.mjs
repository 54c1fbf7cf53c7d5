import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process started, as a text that only ever equals itself: a process id alone is used again after a while, and after a
 * restart of the machine or container at once.
 *
 * @param {number} pid
 * @returns {string} Empty when there is no such process, or it is a zombie.
 */
export function processStart(pid) {
  return process.platform === "linux" ? startFromProc(pid) : startFromPs(pid);
}

/**
 * @param {{ pid: number, started: string }} identity as written down earlier
 * @returns {boolean} Whether that very process still runs.
 */
export function isRunning({ pid, started }) {
  return started !== "" && processStart(pid) === started;
}

/** /proc/<pid>/stat, proc(5): the name in brackets may hold anything, so fields are counted from the last bracket on. */
function startFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return "";
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[18]}`;
  } catch {
    return "";
  }
}

function startFromPs(pid) {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

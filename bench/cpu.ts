import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in ticks of this length. */
const TICK_MS = 10;

function statOf(pid: number): { parent: number; own: number; ofEnded: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const at = (field: number) => fields[field - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), ofEnded: at(16) + at(17) };
  } catch {
    return null;
  }
}

/** The CPU time that processes have used, with what their children used: those that live, and those that have ended. In milliseconds. */
export function cpuMs(pids: readonly number[]): number {
  const all = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = statOf(Number(name));
        return stat ? [[Number(name), stat] as const] : [];
      }),
  );
  let ticks = 0;
  for (const [pid, { own, ofEnded }] of all) if (isWithin(pid, pids, all)) ticks += own + ofEnded;
  return ticks * TICK_MS;
}

function isWithin(pid: number, pids: readonly number[], all: ReadonlyMap<number, { parent: number }>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = all.get(at)?.parent) if (pids.includes(at)) return true;
  return false;
}

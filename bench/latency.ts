import { setTimeout as sleep } from "node:timers/promises";

/** The 95th percentile of some durations. */
export function p95(durations: readonly number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** How long each of `count` calls takes, one after the other, in milliseconds. */
export async function durations(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let done = 0; done < count; done += 1) {
    const start = performance.now();
    await call();
    taken.push(performance.now() - start);
  }
  return taken;
}

/** Calls at a steady pace until `over` settles; how long each call took. */
export async function durationsDuring(over: Promise<unknown>, everyMs: number, call: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  let running = true;
  void over.finally(() => {
    running = false;
  });
  while (running) {
    taken.push(...(await durations(1, call)));
    await sleep(everyMs);
  }
  return taken;
}

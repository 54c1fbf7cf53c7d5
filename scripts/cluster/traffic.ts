import { setTimeout as sleep } from "node:timers/promises";

/** A request that was made, and how it went. */
export interface Asked {
  kind: "write" | "read";
  /** When it was begun and answered, in milliseconds of `performance.now()`. */
  from: number;
  to: number;
  ok: boolean;
  /** What a write was acknowledged with: the id of the row. */
  id: string | null;
  problem: string;
}

const WRITERS = 4;
const READERS = 4;
const PAUSE_MS = 50;
/** Longer than anything may take that a person still waits for. */
const PATIENCE_MS = 20_000;

export interface Traffic {
  asked: readonly Asked[];
  /** Ends it, and waits for what is under way. */
  stop(): Promise<void>;
}

/** People who write and read, without a pause that would hide anything: each write is announced to the ledger's import as a new file. */
export function startTraffic(address: string, { cookie, accountId }: { cookie: string; accountId: string }): Traffic {
  const asked: Asked[] = [];
  let running = true;
  const headers = { cookie, origin: address };
  async function once(kind: Asked["kind"], name: string): Promise<void> {
    const from = performance.now();
    const outcome = await ask(kind, name).catch((error: Error) => ({ id: null, problem: error.message || error.name }));
    asked.push({ kind, from, to: performance.now(), ok: outcome.problem === "", ...outcome });
  }
  async function ask(kind: Asked["kind"], name: string): Promise<Pick<Asked, "id" | "problem">> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    if (kind === "read") {
      const response = await fetch(`${address}/accounts/${accountId}/transactions`, { headers, signal });
      await response.text();
      return { id: null, problem: response.ok ? "" : `status ${response.status}` };
    }
    const body = JSON.stringify({ name: `${name}.csv`, size: 100, fingerprint: name });
    const response = await fetch(`${address}/accounts/${accountId}/import/upload`, { method: "POST", headers, body, signal });
    const text = await response.text();
    if (!response.ok) return { id: null, problem: `status ${response.status}` };
    return { id: (JSON.parse(text) as { importId: string }).importId, problem: "" };
  }
  async function person(kind: Asked["kind"], number: number): Promise<void> {
    for (let count = 0; running; count += 1) {
      await once(kind, `${kind}-${number}-${count}`);
      await sleep(PAUSE_MS);
    }
  }
  const people = [
    ...Array.from({ length: WRITERS }, (_, number) => person("write", number)),
    ...Array.from({ length: READERS }, (_, number) => person("read", number)),
  ];
  return {
    asked,
    async stop() {
      running = false;
      await Promise.all(people);
    },
  };
}

/** From the first answer that was an error to the last one, in seconds; 0 without any. */
export function secondsOfErrors(asked: readonly Asked[]): number {
  const bad = asked.filter(({ ok }) => !ok).map(({ to }) => to);
  return bad.length === 0 ? 0 : (Math.max(...bad) - Math.min(...bad)) / 1000;
}

/** The longest time in which no write was acknowledged, in seconds. */
export function longestSilence(asked: readonly Asked[]): number {
  const times = asked
    .filter(({ kind, ok }) => kind === "write" && ok)
    .map(({ to }) => to)
    .sort((a, b) => a - b);
  return Math.max(0, ...times.slice(1).map((to, index) => to - (times[index] ?? to))) / 1000;
}

import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, runTaskList } from "graphile-worker";
import pg from "pg";
import { z } from "zod";
import { reportUnexpected } from "@/lib/action/report";
import { rowIdSchema } from "@/lib/db/row-id";
import { sessionUrl } from "@/lib/db/session-url";
import { env } from "@/lib/env";
import { errorFields } from "@/lib/logs/fields";
import { log } from "@/lib/logs/log";
import type { BrokerDirectory } from "@/lib/sync/run/brokers";
import { performSync } from "@/lib/sync/run/perform";
import { Claims, WORKER_LOCK } from "./claims";

/** Syncs at a time: most of one is waiting for its broker. */
const AT_ONCE = 8;
const AGAIN_AFTER_MS = 2_000;

const payloadSchema = z.object({ runId: rowIdSchema });

/** What goes wrong is told by the runs; what goes wrong with the queue itself, it says, and quotes the job: that it did is what is logged. */
const logger = new Logger(() => (level, _message, meta) => {
  if (level === "error") log("error", "job", { job: "queue", state: "failed", ...errorFields(meta?.error) });
});

/** Works the queue of syncs until `signal` is aborted; what is in hand then is given back. Begins again when the database was away. */
export async function workSyncQueue(signal: AbortSignal, brokers?: BrokerDirectory): Promise<void> {
  while (!signal.aborted) {
    await workOnce(signal, brokers).catch(reportUnexpected);
    if (!signal.aborted) await sleep(AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
  }
}

/** Until it is to stop, or until others can't see any more that it lives. */
async function workOnce(signal: AbortSignal, brokers: BrokerDirectory | undefined): Promise<void> {
  const lost = new AbortController();
  const stop = AbortSignal.any([signal, lost.signal]);
  const claims = await Claims.open(() => lost.abort());
  const pool = new pg.Pool({ connectionString: queueUrl(), max: 4 });
  for (const event of ["error", "connect"] as const) pool.on(event, (about: Error | pg.PoolClient) => survive(event, about));
  // Before the workers: the first of them asks while the others are still being made.
  let isLiving: Promise<boolean> | null = null;
  function live(id: string): Promise<boolean> {
    isLiving ??= claims.live(id);
    return isLiving;
  }
  const workers = runTaskList(
    {
      logger,
      noHandleSignals: true,
      concurrency: AT_ONCE,
      preset: {
        plugins: [
          {
            name: "LivenessPlugin",
            version: "1.0.0",
            worker: {
              hooks: {
                // Before it takes its first job: whoever finds a job in the hands of one who doesn't live takes it away.
                startWorker: async (_context, { worker }) => {
                  await live(worker.workerPool.id);
                },
              },
            },
          },
        ],
      },
    },
    {
      sync: async (payload: unknown) => {
        const { runId } = payloadSchema.parse(payload);
        await performSync(BigInt(runId), { signal: stop, claim: (key, work) => claims.claim(key, work), ...(brokers && { brokers }) });
      },
    },
    pool,
  );
  try {
    while (!stop.aborted) {
      await freeJobsOfTheDead(pool, workers.id).catch(reportUnexpected);
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {});
    }
    await workers.gracefulShutdown();
  } finally {
    await claims.close().catch(() => {});
    await pool.end();
  }
}

const LOOK_EVERY_MS = 2_000;

function queueUrl(): string {
  return env().QUEUE_DATABASE_URL || sessionUrl();
}

/** A connection that breaks fails what it was at; without a listener it would take the process with it. */
function survive(event: "error" | "connect", about: Error | pg.PoolClient): void {
  if (event === "connect" && !(about instanceof Error)) about.on("error", () => {});
}

/** The library keeps the jobs of a worker that died for four hours; here, a worker that no longer holds its lock is dead. */
export async function freeJobsOfTheDead(pool: pg.Pool, self: string): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(id)) FROM (
       SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL AND locked_by <> $1
     ) AS workers WHERE pg_try_advisory_xact_lock(${WORKER_LOCK}, hashtext(id)) HAVING count(*) > 0`,
    [self],
  );
}

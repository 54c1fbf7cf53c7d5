import "server-only";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, runTaskList, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { z } from "zod";
import { reportUnexpected } from "@/lib/action/report";
import { openPool } from "@/lib/db/pool";
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
/** What the queue's library may take to end that can't end in order any more. */
const GIVEN_UP_MS = 3_000;

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
  const lostAll = () => lost.abort();
  const stop = AbortSignal.any([signal, lost.signal]);
  const claims = await Claims.open(lostAll);
  const pool = openPool({ connectionString: queueUrl(), max: 4 });
  // Before the workers: the first of them asks while the others are still being made.
  let isLiving: Promise<boolean> | null = null;
  function live(id: string): Promise<boolean> {
    isLiving ??= claims.live(id);
    return isLiving;
  }
  const inHand = new Set<Promise<void>>();
  const events: WorkerEvents = new EventEmitter();
  // The library gives up when it can't tell the database what became of a job. It is begun anew, and what is in hand is given back for that.
  events.on("pool:fatalError", lostAll);
  const workers = runTaskList(
    {
      logger,
      events,
      noHandleSignals: true,
      concurrency: AT_ONCE,
      preset: {
        // Without a delay, be it of none, nobody awaits what says that a job is over: with the database away, that ends the whole process.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
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
        const work = performSync(BigInt(runId), {
          signal: stop,
          claim: (key, work) => claims.claim(key, work),
          ...(brokers && { brokers }),
        });
        inHand.add(work);
        // The library logs what it is thrown, and keeps it in its table: what the error says itself is in neither.
        await work.catch((error) => Promise.reject(new Error(`Reference ${reportUnexpected(error)}`))).finally(() => inHand.delete(work));
      },
    },
    pool,
  );
  workers.promise.then(lostAll, lostAll);
  try {
    while (!stop.aborted) {
      await freeJobsOfTheDead(pool, workers.id).catch(reportUnexpected);
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {});
    }
    // Where it has given up, or has lost its connections, its own end may never come (it counts one failure twice): ours is that of the jobs.
    if (lost.signal.aborted)
      await Promise.race([Promise.allSettled([workers.gracefulShutdown()]), sleep(GIVEN_UP_MS, undefined, { ref: false })]);
    else await workers.gracefulShutdown();
    await Promise.allSettled(inHand);
  } finally {
    await claims.close().catch(() => {});
    await Promise.race([pool.end(), sleep(GIVEN_UP_MS, undefined, { ref: false })]);
  }
}

const LOOK_EVERY_MS = 2_000;

function queueUrl(): string {
  return env().QUEUE_DATABASE_URL || sessionUrl();
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

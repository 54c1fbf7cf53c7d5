import "server-only";
import pg from "pg";
import { env } from "@/lib/env";
import { traceQueries } from "./traced-queries";

/** What a pool's connections are at. */
export interface PoolState {
  connections: number;
  idle: number;
  /** Who waits for one. */
  waiting: number;
}

const holder = globalThis as { truefolioPools?: Map<"pages" | "bulk", pg.Pool> };

/** One map per process, however often this module is evaluated (Next has its own copy of it). */
function pools(): Map<"pages" | "bulk", pg.Pool> {
  holder.truefolioPools ??= new Map();
  return holder.truefolioPools;
}

/**
 * A pool whose connections may break at any moment: that fails what they are at, and the next query connects anew. Without a listener on each
 * of them, one that breaks just as it is lent takes the whole process with it.
 * @param options of pg's
 */
export function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on("connect", (client) => client.on("error", () => {}));
  // Of idle ones; they are out of the pool already.
  pool.on("error", () => {});
  return pool;
}

/** Connections as the application's role, at most DATABASE_POOL: for pages, or for moving rows in bulk. */
export function makePool(use: "pages" | "bulk", settings: pg.PoolConfig): pg.Pool {
  const pool = openPool({
    connectionString: env().APP_DATABASE_URL,
    max: env().DATABASE_POOL,
    connectionTimeoutMillis: 10_000,
    ...settings,
  });
  traceQueries(pool);
  pools().set(use, pool);
  return pool;
}

/** The pools that this process has made so far. */
export function poolStates(): { use: "pages" | "bulk"; state: PoolState }[] {
  return [...pools()].map(([use, { totalCount, idleCount, waitingCount }]) => ({
    use,
    state: { connections: totalCount, idle: idleCount, waiting: waitingCount },
  }));
}

import "server-only";
import pg from "pg";

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

import pg from "pg";

const ANSWER_MS = 2_000;

/**
 * Asks the database, as the application's role, whether it answers.
 *
 * @returns `check` is false, not an error, when it doesn't within two seconds; `close` ends the connection.
 */
export function watchDatabase(appUrl: string): { check(): Promise<boolean>; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: appUrl, max: 1, connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS });
  // An idle connection that breaks is replaced at the next check; unheard, its error would end the process.
  pool.on("error", () => {});
  return {
    check: () =>
      pool.query("SELECT 1").then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
}

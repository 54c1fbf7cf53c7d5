import pg from "pg";
import { type SiteFigures, siteFiguresSchema } from "@/lib/operator/schema";

const ANSWER_MS = 2_000;

/** Asks the database, as the application's role, how it is. */
export interface Watch {
  /** Whether it answers within two seconds. */
  check(): Promise<boolean>;
  /** What it says of the site; null when it doesn't answer. */
  figures(): Promise<SiteFigures | null>;
  close(): Promise<void>;
}

/** Watches on connections of its own, so that it learns of the database and not of a pool that is busy. */
export function watchDatabase(appUrl: string): Watch {
  const pool = new pg.Pool({ connectionString: appUrl, max: 2, connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS });
  // An idle connection that breaks is replaced at the next check; unheard, its error would end the process.
  pool.on("error", () => {});
  return {
    check: () =>
      pool.query("SELECT 1").then(
        () => true,
        () => false,
      ),
    async figures() {
      const answer = await pool.query<{ figures: unknown }>("SELECT site_figures() AS figures").catch(() => null);
      return answer && siteFiguresSchema.parse(answer.rows[0]?.figures);
    },
    close: () => pool.end(),
  };
}

import pg from "pg";
import { attachPostgres, startPostgres } from "./postgres";
import { StartupError } from "./startup-error.mjs";

/** A database to migrate and to serve from. */
export interface Database {
  /** postgres://… of the role that owns it. */
  ownerUrl: string;
  /** Stops what was started for it. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  log: (line: string) => void;
  /** DATABASE_URL: a PostgreSQL of the operator's own; without it, the embedded one. */
  databaseUrl: string | undefined;
}

/**
 * Opens the database for the server, which needs it for itself.
 *
 * @throws {StartupError} when it can't be reached, or isn't one that Truefolio can use.
 */
export async function openDatabase({ dataDir, log, databaseUrl }: Options): Promise<Database> {
  if (databaseUrl) return external(databaseUrl);
  log("Starting the database …");
  const postgres = await startPostgres({ dataDir, log });
  return { ownerUrl: postgres.ownerUrl(), stop: () => postgres.stop() };
}

/** Opens the database for a command that may run beside the server: uses the server's, or starts it for as long as needed. */
export async function attachDatabase({ dataDir, log, databaseUrl }: Options): Promise<Database> {
  if (databaseUrl) return external(databaseUrl);
  const postgres = await attachPostgres({ dataDir, log });
  return { ownerUrl: postgres.ownerUrl(), stop: () => postgres.stop() };
}

async function external(url: string): Promise<Database> {
  const client = new pg.Client({ connectionString: checkUrl(url), connectionTimeoutMillis: 15_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new StartupError(`The database of DATABASE_URL can't be reached: ${(error as Error).message || "no answer"}.`);
  }
  try {
    const { rows } = await client.query<{ version: number; encoding: string; name: string }>(
      "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding, current_setting('server_version') AS name",
    );
    const [{ version, encoding, name } = { version: 0, encoding: "", name: "" }] = rows;
    if (version < 150_000) throw new StartupError(`DATABASE_URL leads to PostgreSQL ${name}; Truefolio needs 15 or later.`);
    if (encoding !== "UTF8") throw new StartupError(`The database of DATABASE_URL is in ${encoding}; Truefolio needs UTF8.`);
  } finally {
    await client.end();
  }
  return { ownerUrl: url, stop: async () => {} };
}

function checkUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new StartupError("DATABASE_URL must have the form postgres://user:password@host:5432/database.");
}

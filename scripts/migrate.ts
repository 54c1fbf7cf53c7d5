// `npm run migrate`: brings the database to the newest migration, also beside a running server.
import { join } from "node:path";
import { openDataDir } from "./runtime/data-dir.mjs";
import { attachDatabase } from "./runtime/database";
import { migrate } from "./runtime/migrate";
import { reportFailure } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run migrate            bring the database to the newest migration
       npm run migrate -- --help  this text

Uses DATABASE_URL, as the role that owns the database; without it, the embedded database in DATA_DIR (.data). npm start does it too.`;

async function run(): Promise<void> {
  const dataDir = openDataDir(join(import.meta.dirname, ".."), process.env);
  const log = (line: string) => console.log(line);
  const database = await attachDatabase({ dataDir, log, databaseUrl: process.env.DATABASE_URL });
  try {
    const { applied } = await migrate(database.ownerUrl, log);
    for (const name of applied) log(`Applied ${name}.`);
    log("The database is up to date.");
  } finally {
    await database.stop();
  }
}

if (process.argv.includes("--help")) console.log(HELP);
else await run().catch(reportFailure);

// The migrations and prisma/schema.prisma are two descriptions of one database. This holds them against each other.
import { describeDrift } from "./runtime/migrate";
import { reportFailure } from "./runtime/startup-error.mjs";
import { openTemporaryDatabase } from "./temporary-database";

const HELP = `Usage: node --conditions=react-server --import tsx scripts/check-migrations.ts

Applies all migrations to an empty database and compares it with prisma/schema.prisma. Prints the SQL that is missing in the migrations,
and ends with 1 when there is any.`;

async function check(): Promise<void> {
  const database = await openTemporaryDatabase();
  try {
    const drift = await describeDrift(database.ownerUrl);
    if (drift === "") return console.log("The migrations make the database of schema.prisma.");
    console.error(`The migrations don't make the database of schema.prisma. This is missing in a new migration:\n\n${drift}`);
    process.exitCode = 1;
  } finally {
    await database.stop();
  }
}

if (process.argv.includes("--help")) console.log(HELP);
else await check().catch(reportFailure);

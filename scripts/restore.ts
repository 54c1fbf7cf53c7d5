// `npm run restore`: a backup into an empty database, and from there to the newest migration.
import { join } from "node:path";
import { describeTables } from "./backup/check";
import { openBackupKey } from "./backup/key";
import { loadBackup } from "./backup/load";
import { openDataDir } from "./runtime/data-dir.mjs";
import { attachDatabase } from "./runtime/database";
import { migrate } from "./runtime/migrate";
import { openSecrets } from "./runtime/secrets";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run restore -- FILE     restore a backup of npm run backup into an empty database
       npm run restore -- --help   this text

Into DATABASE_URL, as the role that owns the database, or without it into the embedded database in DATA_DIR (.data), which is made where there is none.
Only into an empty one: what is there is never written over. For a trial, set DATA_DIR to a new folder.

Needs the key that the backup was made with: BACKUP_KEY, or backup.key in DATA_DIR. The backup may be of this version of Truefolio or of any earlier one.
Everything is read and checked before anything is written, and again after; what fails leaves the database as empty as it was.

Before npm start, put back CREDENTIAL_KEYS too (in secrets.json of the old DATA_DIR, unless you set it): the brokers' credentials and the original files that were kept sealed open with it only.
Everybody signs in again.`;

const log = (line: string) => console.log(line);

async function run(args: readonly string[]): Promise<void> {
  const [file] = args;
  if (!file || args.length > 1 || file.startsWith("--")) throw new StartupError(HELP);
  const dataDir = openDataDir(join(import.meta.dirname, ".."), process.env);
  const secrets = await openSecrets(dataDir, process.env);
  const key = await openBackupKey(dataDir, process.env, secrets.credentialKeys);
  const database = await attachDatabase({ dataDir, log, databaseUrl: process.env.DATABASE_URL });
  try {
    const { beginning, ending } = await loadBackup(database.ownerUrl, file, key);
    for (const line of describeTables(ending)) log(line);
    log(`All of it is as it was at ${beginning.madeAt}.`);
    const { applied } = await migrate(database.ownerUrl, log);
    if (applied.length > 0) log(`Migrated from there: ${applied.join(", ")}.`);
    const sealed = ending.tables.find(({ name }) => name === "broker_account_credentials")?.rows ?? 0;
    if (sealed > 0 && !secrets.credentialKeys)
      log(
        `${sealed} accounts have sealed credentials, and the keys that open them are not here. Put CREDENTIAL_KEYS from the old secrets.json into ${dataDir}/secrets.json, or set it, before npm start.`,
      );
    log("Restored. Everybody signs in again.");
  } finally {
    await database.stop();
  }
}

if (process.argv.includes("--help")) console.log(HELP);
else await run(process.argv.slice(2)).catch(reportFailure);

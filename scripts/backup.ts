// `npm run backup`: everything that the database holds at one moment, encrypted, in one file.

import { join, resolve } from "node:path";
import { fileName } from "@/lib/backups/files";
import { checkBackup, describeTables } from "./backup/check";
import { writeBackup } from "./backup/file";
import { parseKeep, prune } from "./backup/keeping";
import { ensureBackupKey, openBackupKey } from "./backup/key";
import { openDataDir } from "./runtime/data-dir.mjs";
import { attachDatabase } from "./runtime/database";
import { openSecrets } from "./runtime/secrets";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run backup                   write a backup into BACKUP_DIR (DATA_DIR/backups), beside whatever runs
       npm run backup -- FILE           write it there instead
       npm run backup -- --prune        afterwards remove those in BACKUP_DIR that BACKUP_KEEP does not keep
       npm run backup -- --check FILE   read a backup from beginning to end, and hold it against its checksums
       npm run backup -- --help         this text

Uses DATABASE_URL, as the role that owns the database; without it, the embedded database in DATA_DIR (.data), which may be in use. What is written
is of one moment, whatever imports, syncs and edits are under way. npm start makes backups by itself where BACKUP_DIR or BACKUP_EVERY is set.

  BACKUP_DIR     where backups go; DATA_DIR/backups
  BACKUP_EVERY   how often: 12h, 1d, 1w, or off; 1d where BACKUP_DIR is set, else off
  BACKUP_KEEP    7d,4w keeps the newest of each of 7 days and of 4 weeks
  BACKUP_KEY     32 bytes in base64; without it, DATA_DIR/backup.key, which is made when needed

Keep two things away from this machine, and apart from the backups:
- The key for backups. Without it no backup opens.
- CREDENTIAL_KEYS, in DATA_DIR/secrets.json unless you set it. They are in no backup: without them the brokers' credentials in it
  stay sealed, and each account would ask for its own again; so do the original files that were kept sealed. Everything else is restored.`;

const log = (line: string) => console.log(line);

async function run(args: readonly string[]): Promise<void> {
  const [file, ...more] = args.filter((arg) => !arg.startsWith("--"));
  const unknown = args.find((arg) => arg.startsWith("--") && !["--prune", "--check"].includes(arg));
  if (more.length > 0 || unknown) throw new StartupError(`${unknown ?? more[0]}? ${HELP}`);
  const dataDir = openDataDir(join(import.meta.dirname, ".."), process.env);
  const secrets = await openSecrets(dataDir, process.env);
  if (args.includes("--check")) {
    if (!file) throw new StartupError("Say which file to check: npm run backup -- --check FILE");
    const { beginning, ending } = await checkBackup(file, await openBackupKey(dataDir, process.env, secrets.credentialKeys));
    for (const line of describeTables(ending)) log(line);
    log(`Whole, of ${beginning.madeAt}.`);
    return;
  }
  const keep = parseKeep(process.env.BACKUP_KEEP);
  const folder = resolve(process.env.BACKUP_DIR || join(dataDir, "backups"));
  const database = await attachDatabase({ dataDir, log, databaseUrl: process.env.DATABASE_URL });
  try {
    const key = await ensureBackupKey(dataDir, process.env, secrets.credentialKeys, log);
    const path = file ? resolve(file) : join(folder, fileName(new Date()));
    const { ending } = await writeBackup(database.ownerUrl, path, key);
    const rows = ending.tables.reduce((sum, table) => sum + table.rows, 0);
    log(`Backed up ${ending.tables.length} tables, ${rows} rows: ${path}`);
    if (args.includes("--prune")) for (const name of await prune(folder, keep)) log(`Removed ${name}.`);
  } finally {
    await database.stop();
  }
}

if (process.argv.includes("--help")) console.log(HELP);
else await run(process.argv.slice(2)).catch(reportFailure);

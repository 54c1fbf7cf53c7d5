// `npm run rotate-keys`: seals every credential anew under a new key, while the server runs.
import { join } from "node:path";
import pg from "pg";
import { openDataDir } from "./runtime/data-dir.mjs";
import { attachDatabase } from "./runtime/database";
import { keysFileOf } from "./runtime/sealing-keys";
import { addCredentialKey, keepCredentialKeys, openSecrets } from "./runtime/secrets";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run rotate-keys                 seal everything anew under a new key
       npm run rotate-keys -- --status     which keys are in use, and by how much; changes nothing
       npm run rotate-keys -- --drop-old   also forget the keys that nothing is sealed under any more
       npm run rotate-keys -- --help       this text

What is sealed: the credentials of broker accounts, the originals of imports that are kept sealed, and the secrets of authenticator apps. It may run beside npm start and any number of
workers, at any time; every row can be opened at every moment. Cut off, it goes on where it was when it is run again.

Where npm start has made the keys (DATA_DIR/secrets.json), this makes the new one, and whatever runs takes it up by itself. Where you give
CREDENTIAL_KEYS: put the new key first (k2:…,k1:…), restart Truefolio, run this with the same CREDENTIAL_KEYS, then take the old key away and
restart again.`;

const [status, dropOld] = [process.argv.includes("--status"), process.argv.includes("--drop-old")];
const log = (line: string) => console.log(line);

async function run(): Promise<void> {
  const dataDir = openDataDir(join(import.meta.dirname, ".."), process.env);
  const secrets = await openSecrets(dataDir, process.env);
  if (!secrets.credentialKeys) throw new StartupError("There is no key yet: nothing has been sealed. npm start makes the first one.");
  const database = await attachDatabase({ dataDir, log, databaseUrl: process.env.DATABASE_URL });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await work(owner, dataDir, secrets.credentialKeys);
  } finally {
    await owner.end();
    await database.stop();
  }
}

async function work(owner: pg.Client, dataDir: string, text: string): Promise<void> {
  const { parseCredentialKeys } = await import("@/lib/crypto/keys");
  const { countByKey, rotate } = await import("@/lib/credentials/rotation/mutations");
  const connection = {
    query: async <Row>(sql: string, values?: readonly unknown[]) => ({
      rows: (await owner.query(sql, values && [...values])).rows as Row[],
    }),
  };
  const isOurs = keysFileOf(dataDir, process.env) !== "";
  const before = await countByKey(connection);
  if (status)
    return printCounts(
      before,
      parseCredentialKeys(text).map(({ id }) => id),
    );

  let keys = parseCredentialKeys(text);
  const isUnfinished = [...before.keys()].some((id) => id !== keys[0].id && keys.some((key) => key.id === id));
  if (isOurs && !isUnfinished) keys = parseCredentialKeys(await addCredentialKey(dataDir));
  else if (isOurs) log("The last rotation was cut off: going on with it.");
  const total = [...before.values()].reduce((sum, count) => sum + count, 0);
  log(`Sealing ${total} under the key “${keys[0].id}” …`);

  let told = Date.now();
  const report = (looked: number) => {
    if (Date.now() - told < 1_000) return;
    told = Date.now();
    log(`${looked} of ${total}`);
  };
  // Somebody may have sealed under the old key in the moment before they took up the new one: until a round finds nothing more.
  let unreadable = 0;
  for (let sealed = 0; ; ) {
    const round = await rotate(connection, keys, report);
    sealed += round.resealed;
    unreadable = round.unreadable;
    if (round.resealed > 0) continue;
    log(`${sealed} sealed anew.`);
    break;
  }
  if (unreadable > 0) log(`${unreadable} could not be opened and stay as they are; their accounts ask for the credentials again.`);
  await forget(
    await countByKey(connection),
    dataDir,
    keys.map(({ id }) => id),
    isOurs,
  );
}

async function forget(counts: ReadonlyMap<string, number>, dataDir: string, ids: readonly string[], isOurs: boolean): Promise<void> {
  printCounts(counts, ids);
  const idle = ids.slice(1).filter((id) => !counts.has(id));
  if (idle.length === 0) return;
  if (!isOurs) return log(`Nothing needs ${idle.join(", ")} any more: take it out of CREDENTIAL_KEYS and restart.`);
  if (!dropOld)
    return log(`Nothing needs ${idle.join(", ")} any more. A backup from before does; forget it with --drop-old when you keep none.`);
  await keepCredentialKeys(
    dataDir,
    ids.filter((id) => !idle.includes(id)),
  );
  log(`Forgotten: ${idle.join(", ")}.`);
}

function printCounts(counts: ReadonlyMap<string, number>, ids: readonly string[]): void {
  for (const id of ids) log(`${id}: ${counts.get(id) ?? 0} sealed`);
  for (const [id, count] of counts) if (!ids.includes(id)) log(`${id || "unknown"}: ${count} sealed, and this key is not here`);
}

if (process.argv.includes("--help")) console.log(HELP);
else await run().catch(reportFailure);

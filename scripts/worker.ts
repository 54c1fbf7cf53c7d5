// The worker: syncs accounts, reads, writes and undoes imports, and fetches rates and prices. `npm start` runs one beside the web; `npm run worker` runs another.
import { join } from "node:path";
import { openDataDir } from "./runtime/data-dir.mjs";
import { attachDatabase } from "./runtime/database";
import { ensureRoles } from "./runtime/roles";
import { ensureCredentialKeys, keysFileOf } from "./runtime/sealing-keys";
import { openSecrets } from "./runtime/secrets";
import { onStopRequest } from "./runtime/shutdown";
import { reportFailure } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run worker            do what waits (accounts to sync; imports to read, to write, to undo; rates and prices to fetch), beside the one that npm start runs
       npm run worker -- --help  this text

Uses DATABASE_URL, as the role that owns the database; without it, the embedded database in DATA_DIR (.data), which npm start must be running.
Any number of workers may run. SIGTERM gives the step in hand back; another worker takes it over.`;

/** What the app reads from its environment. The server's own worker is given it; one started by hand finds it as the server does. */
async function environment(): Promise<{ variables: Record<string, string>; stop: () => Promise<void> }> {
  if (process.argv.includes("--with-environment")) return { variables: {}, stop: async () => {} };
  const dataDir = openDataDir(join(import.meta.dirname, ".."), process.env);
  const secrets = await openSecrets(dataDir, process.env);
  const database = await attachDatabase({ dataDir, log: console.log, databaseUrl: process.env.DATABASE_URL });
  const { appUrl, queueUrl } = await ensureRoles(database.ownerUrl, {
    app: { password: secrets.appPassword, url: process.env.APP_DATABASE_URL },
    queue: { password: secrets.queuePassword, url: process.env.QUEUE_DATABASE_URL },
  });
  const variables = {
    APP_DATABASE_URL: appUrl,
    QUEUE_DATABASE_URL: queueUrl,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || "http://localhost:3000",
    CREDENTIAL_KEYS: await ensureCredentialKeys(dataDir, secrets, database.ownerUrl),
    CREDENTIAL_KEYS_FILE: keysFileOf(dataDir, process.env),
  };
  return { variables, stop: database.stop };
}

async function run(): Promise<void> {
  const { variables, stop } = await environment();
  Object.assign(process.env, variables, { DATABASE_URL: "" });
  const stopping = new AbortController();
  onStopRequest(() => stopping.abort());
  // Not before the environment is there: modules of the app read it as they load.
  const [{ work }, { endQuietly, tameConsole }] = await Promise.all([import("@/lib/jobs/worker"), import("@/lib/logs/tame-console")]);
  tameConsole();
  endQuietly();
  process.send?.("ready");
  await work(stopping.signal);
  await stop();
  // The pool keeps connections open for a next time that doesn't come.
  process.exit();
}

if (process.argv.includes("--help")) console.log(HELP);
else await run().catch(reportFailure);

// `npm start` and `npm run dev`. Runs on the Node that the machine has, before anything is installed: it may import nothing but Node's
// own modules and its neighbours.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockPath, openDataDir } from "./runtime/data-dir.mjs";
import { waitForLock } from "./runtime/lock.mjs";
import { loadEnvFile, prepare } from "./runtime/prepare.mjs";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";
import { supervise } from "./runtime/supervise.mjs";

const HELP = `Usage: npm start            build what has changed, and serve
       npm run dev          serve the source as it is edited
       npm start -- --web-only  serve without a worker, where workers run elsewhere (npm run worker)
       npm start -- --help  this text

Starts everything that Truefolio needs: packages, build, database, web. The first start takes a few minutes, the next ones seconds.

Environment (all optional; a .env file is read too):
  PORT             the port to listen on (3000, or the next free one)
  HOST             the address to listen on (127.0.0.1: this machine only)
  TRUST_PROXY      1: believe the X-Forwarded-* headers, because a reverse proxy of yours sets them
  DATA_DIR         the folder of the database and the secrets (.data)
  DATABASE_URL     a PostgreSQL 15 or later of your own, as the role that owns the database
  APP_DATABASE_URL the same database as the application's role, where DATABASE_URL may not create that role
  SESSION_DATABASE_URL APP_DATABASE_URL past a pooler, for workers (docs/operations.md)
  QUEUE_DATABASE_URL the same, as the role that works the job queue (the application's role where only that is given)
  NEXTAUTH_URL     the address that people use (http://localhost:PORT)
  NEXTAUTH_SECRET, CREDENTIAL_KEYS   made on the first start and kept in DATA_DIR/secrets.json when not given`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const log = (line) => console.log(line);

async function start(options) {
  const dev = options.includes("--dev");
  loadEnvFile(root);
  const lock = await lockDataDir(openDataDir(root, process.env));
  try {
    const node = await prepare(root, { build: !dev, log });
    const env = { ...process.env, NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" };
    process.exitCode = await supervise(root, node, ["scripts/serve.ts", ...options], env);
  } finally {
    await lock.release();
  }
}

/** One Truefolio per data folder. One that is just stopping is waited for. */
async function lockDataDir(dataDir) {
  const { lock, holder } = await waitForLock(lockPath(dataDir), { waiting: ({ state }) => state === "stopping" });
  if (lock) return lock;
  const where = holder.address ? `: ${holder.address}` : `, and is still starting`;
  throw new StartupError(`Truefolio is already running on ${dataDir} (process ${holder.pid})${where}.`);
}

const args = process.argv.slice(2);
const unknown = args.find((arg) => !["--dev", "--web-only", "--help"].includes(arg));
if (unknown) reportFailure(new StartupError(`Unknown option ${unknown}.\n\n${HELP}`));
else if (args.includes("--help")) console.log(HELP);
else await start(args).catch(reportFailure);

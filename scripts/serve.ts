// The server: database, migrations and web in one process, and a worker in another. Started by scripts/start.mjs, which has installed and built what it needs.
import { join } from "node:path";
import { tracer } from "@/lib/http/tracer";
import { announce } from "@/lib/logs/log";
import { tameConsole } from "@/lib/logs/tame-console";
import { scheduleBackups } from "./runtime/backup-schedule";
import { lockPath, openDataDir } from "./runtime/data-dir.mjs";
import { openDatabase } from "./runtime/database";
import { createWebServer } from "./runtime/http-server";
import { listen } from "./runtime/listen";
import { acquireLock, type Lock } from "./runtime/lock.mjs";
import { openMetrics } from "./runtime/metrics";
import { migrate } from "./runtime/migrate";
import { watchDatabase } from "./runtime/readiness";
import { requestLog } from "./runtime/request-log";
import { ensureRoles } from "./runtime/roles";
import { routePatterns } from "./runtime/route-pattern";
import { ensureCredentialKeys, keysFileOf } from "./runtime/sealing-keys";
import { openSecrets } from "./runtime/secrets";
import { onStopRequest } from "./runtime/shutdown";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";
import { openTracing } from "./runtime/tracing";
import { openWebApp } from "./runtime/web-app";
import { startWorker } from "./runtime/worker-process";

/** How long requests may take to finish once we are told to stop. */
const DRAIN_MS = 20_000;

const root = join(import.meta.dirname, "..");
const dev = process.argv.includes("--dev");
/** Workers run elsewhere (`npm run worker`). */
const webOnly = process.argv.includes("--web-only");
const {
  HOST: host = "127.0.0.1",
  PORT,
  TRUST_PROXY,
  DATABASE_URL: databaseUrl,
  APP_DATABASE_URL,
  QUEUE_DATABASE_URL,
  NEXTAUTH_URL,
  METRICS_TOKEN,
  OTEL_EXPORTER_OTLP_ENDPOINT,
} = process.env;
const log = announce;

const server = createWebServer({
  trustProxy: TRUST_PROXY === "1",
  webSockets: dev,
  publicUrl: NEXTAUTH_URL,
  ...(dev ? { limits: { answerMs: 600_000 } } : {}),
});
/** What to undo at the end, newest first. */
const cleanUps: (() => Promise<unknown>)[] = [];
let lock: Lock | null = null;

async function start(): Promise<void> {
  const dataDir = openDataDir(root, process.env);
  lock = await takeLock(dataDir);
  // First of all: a port that is taken should not cost the time of starting a database.
  const port = await listen(server.http, { host, port: PORT });
  const address = `http://localhost:${port}`;
  if (!PORT && port !== 3000) log(`Port 3000 is taken; using ${port}.`);
  await lock.update({ address });

  const secrets = await openSecrets(dataDir, process.env);
  const database = await openDatabase({ dataDir, log, databaseUrl });
  cleanUps.push(database.stop);
  const { applied } = await migrate(database.ownerUrl, log);
  if (applied.length > 0) log(`Migrated the database: ${applied.join(", ")}.`);
  const { appUrl, queueUrl } = await ensureRoles(database.ownerUrl, {
    app: { password: secrets.appPassword, url: APP_DATABASE_URL },
    queue: { password: secrets.queuePassword, url: QUEUE_DATABASE_URL },
  });
  const credentialKeys = await ensureCredentialKeys(dataDir, secrets, database.ownerUrl);

  const environment = {
    APP_DATABASE_URL: appUrl,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    NEXTAUTH_URL: NEXTAUTH_URL || address,
    CREDENTIAL_KEYS: credentialKeys,
    CREDENTIAL_KEYS_FILE: keysFileOf(dataDir, process.env),
    DATA_DIR: dataDir,
  };
  const app = await openWebApp(environment, { dev, port });
  cleanUps.push(app.close);
  if (!webOnly) {
    cleanUps.push(startWorker(root, { ...environment, QUEUE_DATABASE_URL: queueUrl }, log).close);
    cleanUps.push(scheduleBackups({ root, dataDir, ownerUrl: database.ownerUrl, log, env: process.env }).close);
  }
  const watch = watchDatabase(appUrl);
  cleanUps.push(watch.close);
  const patternOf = routePatterns(root);
  cleanUps.push((await openTracing(OTEL_EXPORTER_OTLP_ENDPOINT)).close);
  const metrics = openMetrics({ token: METRICS_TOKEN, patternOf, figures: watch.figures });
  const write = requestLog(patternOf);
  server.serve({
    handler: app.handler,
    isReady: watch.check,
    metrics: metrics.answer,
    trace: ({ method, path }) =>
      tracer()?.start(`${method} ${patternOf(path)}`, { "http.request.method": method, "http.route": patternOf(path) }),
    answered(request) {
      write(request);
      metrics.answered(request);
    },
  });
  if (!dev) tameConsole();
  await lock.update({ state: "running" });
  log(`Truefolio is ready: ${address}`);
  if (!["127.0.0.1", "::1", "localhost"].includes(host))
    log(`It is open to the network: it listens on ${host}, not only on this machine (HOST).`);
}

/** start.mjs has it since before the build; it becomes ours, so that it says the truth even when start.mjs is killed. */
async function takeLock(dataDir: string): Promise<Lock> {
  const { lock: taken, holder } = await acquireLock(lockPath(dataDir), { inheritFrom: process.ppid });
  if (taken) return taken;
  throw new StartupError(`Truefolio is already running on ${dataDir} (process ${holder.pid}${holder.address && `, ${holder.address}`}).`);
}

async function stop(hurry: AbortSignal): Promise<void> {
  await lock?.update({ state: "stopping" });
  await server.drain(DRAIN_MS, hurry);
  for (const cleanUp of cleanUps.reverse()) await cleanUp().catch(reportFailure);
  await lock?.release();
  // Next.js and its watchers would keep the process alive.
  process.exit();
}

const NO_HURRY = new AbortController().signal;
const started = start().catch((error: unknown) => {
  reportFailure(error);
  return stop(NO_HURRY);
});
onStopRequest((hurry) => {
  log("Stopping …");
  void started.then(() => stop(hurry));
});

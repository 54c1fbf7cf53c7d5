import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { migrate } from "../runtime/migrate";
import { DATABASE, ensureDatabase, OWNER } from "../runtime/postgres-setup";
import { findServerUser } from "../runtime/postgres-user";
import { ensureRoles } from "../runtime/roles";
import { freePort } from "../testing/free-port.mjs";
import { startBalancer } from "./balancer";
import { type Pooler, startPooler } from "./pooler";
import { type Node, startPrimary, startStandby } from "./postgres";
import { hasEnded, type Processes, until } from "./processes";
import { findPrograms } from "./programs";

/** Truefolio on more than one machine, as far as one machine can tell: every part is a process of its own. */
export interface Site {
  /** Where people come in. */
  address: string;
  primary: Node;
  standby: Node;
  pooler: Pooler;
  /** postgres://… of the application's role, straight to the first primary. */
  appUrl: string;
  webs: readonly Running[];
  workers: readonly Running[];
}

export interface Running {
  /** Of a web process. */
  port: number;
  process: ChildProcess;
}

export async function startSite(root: string, processes: Processes, log: (line: string) => void): Promise<Site> {
  const programs = findPrograms();
  // The servers run as somebody else where we are root.
  await chmod(processes.folder, 0o755);
  const base = { programs, processes, runAs: await findServerUser(processes.folder), password: secret() };
  const primary = await startPrimary(base);
  const ownerPassword = secret();
  await ensureDatabase(primary.url(), ownerPassword);
  const ownerUrl = `postgres://${OWNER}:${ownerPassword}@127.0.0.1:${primary.port}/${DATABASE}`;
  const standby = await startStandby(base, primary);
  log("The primary and its standby run; migrating …");
  await migrate(ownerUrl, () => {});
  const { appUrl, queueUrl } = await ensureRoles(ownerUrl, { app: { password: secret() }, queue: { password: secret() } });
  const pooler = await startPooler({ ...base, database: DATABASE, urls: [appUrl, queueUrl], port: primary.port });
  const port = await freePort();
  const environment = {
    ...process.env,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    TRUST_PROXY: "1",
    DATABASE_URL: ownerUrl,
    APP_DATABASE_URL: pooler.through(appUrl, "transaction"),
    SESSION_DATABASE_URL: pooler.through(appUrl, "session"),
    QUEUE_DATABASE_URL: pooler.through(queueUrl, "session"),
    // What all of them must share.
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: secret(),
    CREDENTIAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    ECB_URL: "off",
    YAHOO_URL: "off",
  };
  const start = (name: string, script: string, more: Record<string, string>, args: readonly string[] = []) =>
    startNode(root, processes, { name, args: [script, ...args], environment: { ...environment, ...more } });
  // All at once: that is how an orchestrator starts them.
  const [one, two, ...workers] = await Promise.all([
    ...["web1", "web2"].map(async (name): Promise<Running> => {
      const webPort = await freePort();
      return { port: webPort, process: await start(name, "scripts/serve.ts", { PORT: String(webPort) }, ["--web-only"]) };
    }),
    ...["worker1", "worker2"].map(async (name): Promise<Running> => ({ port: 0, process: await start(name, "scripts/worker.ts", {}) })),
  ]);
  const webs = [one, two].flatMap((web) => web ?? []);
  await Promise.all(webs.map(isReady));
  await startBalancer({ programs, processes }, { port, webPorts: webs.map((web) => web.port) });
  const address = `http://localhost:${port}`;
  await until("the site", async () => (await fetch(`${address}/sign-in`)).ok);
  log(`Two web processes and two workers run: ${address}`);
  return { address, primary, standby, pooler, appUrl, webs, workers };
}

interface Start {
  name: string;
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
}

async function startNode(root: string, processes: Processes, { name, args, environment }: Start): Promise<ChildProcess> {
  const dataDir = join(processes.folder, name);
  await mkdir(dataDir, { mode: 0o700 });
  return processes.start(name, process.execPath, ["--conditions=react-server", "--import", "tsx", ...args], {
    cwd: root,
    env: { ...environment, DATA_DIR: dataDir },
  });
}

async function isReady({ port, process: child }: Running): Promise<void> {
  await until("a web process", async () => hasEnded(child) || (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  if (hasEnded(child)) throw new Error("a web process ended while it was starting");
}

const secret = (): string => randomBytes(24).toString("hex");

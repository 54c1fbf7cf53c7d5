import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { findRunningServer } from "@/scripts/runtime/postgres-orphan";
import { ensureRoles } from "@/scripts/runtime/roles";
import { createCredentialKeys, openSecrets } from "@/scripts/runtime/secrets";
import { startPlain } from "@/test/simulators/plain";
import { INVARIANTS, violations } from "./invariants";
import { operationAt, perform, type Stage } from "./operations";
import { contentOf, setStage, undisturbed } from "./stage";

export interface FaultOptions {
  /** Ends after so many kills, or so long, whichever comes first. */
  kills: number;
  milliseconds: number;
  /** Decides who is killed and when. */
  seed: number;
  log: (line: string) => void;
}

export interface FaultReport {
  kills: Record<Victim, number>;
  restarts: number;
  checks: number;
  acknowledged: number;
  /** Rotations of the keys that came to their end. */
  rotations: number;
  violations: string[];
}

const VICTIMS = ["web", "worker", "database", "rotation"] as const;
type Victim = (typeof VICTIMS)[number];

const COMMANDS: Readonly<Record<Exclude<Victim, "database">, string>> = {
  web: "test/faults/client.ts",
  worker: "test/sync-worker.ts",
  rotation: "scripts/rotate-keys.ts",
};
/** What ends by itself is started again after this. */
const AGAIN_AFTER_MS = 300;
const LONGEST_PAUSE_MS = 1_500;
const RESTARTED_MS = 60_000;
const root = join(import.meta.dirname, "..", "..");

/** Lets a person work, and kills at random whatever works for them; looks after each kill, and at the end, whether everything is as it must be. */
export async function runWithFaults(options: FaultOptions): Promise<FaultReport> {
  const dataDir = await mkdtemp(join(tmpdir(), "truefolio-faults-"));
  const broker = await startPlain();
  const postgres = await startPostgres({ dataDir, log: () => {} });
  try {
    const ownerUrl = postgres.ownerUrl();
    await migrate(ownerUrl, () => {});
    Object.assign(process.env, await environment(dataDir, ownerUrl, broker.endpoints));
    const run = new FaultRun(options, dataDir, ownerUrl, await setStage(ownerUrl, "ada@example.org"));
    await run.disturb();
    await run.compare(await setStage(ownerUrl, "twin@example.org"));
    return run.report;
  } finally {
    const { database } = await import("@/lib/db/client");
    await database().$disconnect();
    await postgres.stop();
    await broker.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function environment(dataDir: string, ownerUrl: string, plain: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const secrets = await openSecrets(dataDir);
  const { appUrl, queueUrl } = await ensureRoles(ownerUrl, {
    app: { password: secrets.appPassword },
    queue: { password: secrets.queuePassword },
  });
  return {
    APP_DATABASE_URL: appUrl,
    QUEUE_DATABASE_URL: queueUrl,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    NEXTAUTH_URL: "http://localhost:3000",
    CREDENTIAL_KEYS: await createCredentialKeys(dataDir),
    CREDENTIAL_KEYS_FILE: join(dataDir, "secrets.json"),
    BROKER_ENDPOINTS: JSON.stringify({ plain }),
    ECB_URL: "off",
    YAHOO_URL: "off",
    NODE_ENV: "test",
  };
}

class FaultRun {
  readonly report: FaultReport = {
    kills: { web: 0, worker: 0, database: 0, rotation: 0 },
    restarts: 0,
    checks: 0,
    acknowledged: 0,
    rotations: 0,
    violations: [],
  };
  private readonly children = new Map<Victim, ChildProcess>();
  private readonly began = Date.now();
  private state: number;
  private trouble = "";
  private isOver = false;

  constructor(
    private readonly options: FaultOptions,
    private readonly dataDir: string,
    private readonly ownerUrl: string,
    private readonly stage: Stage,
  ) {
    this.state = options.seed;
  }

  /** From 0 to below 1: the same row of numbers for the same seed (mulberry32). */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  async disturb(): Promise<void> {
    const { kills, milliseconds } = this.options;
    for (const victim of ["worker", "web", "rotation"] as const) this.start(victim);
    for (let kill = 1; kill <= kills && Date.now() - this.began < milliseconds; kill += 1) {
      await this.progress();
      await sleep(this.random() * LONGEST_PAUSE_MS);
      const victim = VICTIMS[Math.floor(this.random() * VICTIMS.length)] ?? "web";
      const pid = await this.kill(victim);
      const seconds = await this.check();
      this.options.log(
        `${((Date.now() - this.began) / 1_000).toFixed(1).padStart(7)} s  kill ${kill}: ${victim} (${pid}); looked at after ${seconds} s, ` +
          `${this.report.acknowledged} acknowledged, ${this.report.violations.length} violations`,
      );
    }
    await this.progress();
    await this.finish();
  }

  private start(victim: Exclude<Victim, "database">): ChildProcess {
    const { actor, accountId, syncedId, portfolios } = this.stage;
    const from = this.report.acknowledged;
    const stage = { from, userId: actor.userId, accountId: `${accountId}`, syncedId: `${syncedId}`, portfolios: portfolios.join() };
    const forOwner = { DATABASE_URL: this.ownerUrl, DATA_DIR: this.dataDir, CREDENTIAL_KEYS: "" };
    const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", COMMANDS[victim], "--drop-old"], {
      cwd: root,
      env: { ...process.env, FAULTS_STAGE: JSON.stringify(stage), ...(victim === "rotation" ? forOwner : {}) },
      // What they complain about while the database is away is no news.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.on("message", (message: { done?: number; why?: string }) => {
      if (victim === "web" && message.done !== undefined) this.report.acknowledged = message.done + 1;
      if (message.why) this.trouble = message.why;
    });
    // As npm start does it; and one rotation follows the other.
    child.on("exit", (code) => {
      if (victim === "rotation" && code === 0) this.report.rotations += 1;
      setTimeout(() => {
        if (this.children.get(victim) !== child || this.isOver) return;
        if (code === 0) this.start(victim);
        else this.restart(victim);
      }, AGAIN_AFTER_MS);
    });
    this.children.set(victim, child);
    return child;
  }

  /** Waits until something more is acknowledged: what is killed before anything could happen shows nothing. */
  private async progress(): Promise<void> {
    const before = this.report.acknowledged;
    for (const deadline = Date.now() + 2 * RESTARTED_MS; this.report.acknowledged === before; await sleep(20))
      if (Date.now() > deadline) throw new Error(`nothing goes on after ${before} operations: ${this.trouble}`);
  }

  private async kill(victim: Victim): Promise<number> {
    this.report.kills[victim] += 1;
    if (victim === "database") {
      const server = await findRunningServer(join(this.dataDir, "postgres"));
      // It is started again by whoever started it.
      if (!server) throw new Error("there is no server to kill");
      process.kill(server.pid, "SIGKILL");
      await this.untilAnother(server.pid);
      return server.pid;
    }
    const child = this.children.get(victim);
    this.children.delete(victim);
    await end(child);
    this.restart(victim);
    return child?.pid ?? 0;
  }

  private restart(victim: Exclude<Victim, "database">): void {
    this.start(victim).once("spawn", () => {
      this.report.restarts += 1;
    });
  }

  /** Until whoever started the server has started it again. */
  private async untilAnother(killed: number): Promise<void> {
    for (const deadline = Date.now() + RESTARTED_MS; Date.now() < deadline; await sleep(20)) {
      const server = await findRunningServer(join(this.dataDir, "postgres"));
      if (server && server.pid !== killed) {
        this.report.restarts += 1;
        return;
      }
    }
    throw new Error("the database was not started again");
  }

  /** @returns how long it took until the database answered, in seconds */
  private async check(): Promise<string> {
    const from = Date.now();
    for (;;) {
      try {
        const found = await violations(this.ownerUrl, this.stage.accountId, this.report.acknowledged, () => this.keyIds());
        this.report.checks += INVARIANTS;
        this.report.violations.push(...found);
        return ((Date.now() - from) / 1_000).toFixed(1);
      } catch (error) {
        if (Date.now() - from > RESTARTED_MS) throw error;
        await sleep(50);
      }
    }
  }

  private async keyIds(): Promise<string[]> {
    const { credentialKeys } = await openSecrets(this.dataDir);
    return (credentialKeys ?? "").split(",").map((entry) => entry.split(":")[0] ?? "");
  }

  /** Lets what is under way come to its end. */
  private async finish(): Promise<void> {
    this.isOver = true;
    const web = this.children.get("web");
    if (web && isAlive(web)) {
      const ended = once(web, "exit");
      web.send("stop");
      await ended;
    }
    await Promise.all([end(this.children.get("rotation")), end(this.children.get("worker"))]);
    await this.check();
  }

  /** The same operations for somebody else, undisturbed: both must have the same in the end. */
  async compare(twin: Stage): Promise<void> {
    const ways = await undisturbed();
    for (let number = 0; number < this.report.acknowledged; number += 1) await perform(twin, operationAt(number), ways);
    const [here, there] = [await contentOf(this.ownerUrl, this.stage), await contentOf(this.ownerUrl, twin)];
    const lines = new Set(there);
    this.report.checks += 1;
    if (here.join("\n") !== there.join("\n"))
      this.report.violations.push(
        `the ledger is that of the undisturbed twin: ${here.length} rows and not ${there.length}; ${here.find((line) => !lines.has(line)) ?? ""}`,
      );
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || !isAlive(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

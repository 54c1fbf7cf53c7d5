import type { ChildProcess } from "node:child_process";
import { chown, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../testing/free-port.mjs";
import { type Processes, until } from "./processes";
import type { Programs } from "./programs";

export const SUPERUSER = "cluster_admin";
const STANDBY = "standby";

/** Whom the servers run as: PostgreSQL and PgBouncer refuse to be root. */
export type RunAs = { uid: number; gid: number } | null;

/** A PostgreSQL on a port of its own on loopback. */
export interface Node {
  port: number;
  process: ChildProcess;
  /** The superuser's address of a database there. */
  url(database?: string): string;
}

interface Site {
  programs: Programs;
  processes: Processes;
  runAs: RunAs;
  password: string;
}

/** What the machines of a test hold of: nothing that is slow only because one disk serves all of them. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  max_connections: "120",
  wal_level: "replica",
  max_wal_senders: "5",
  wal_keep_size: "256MB",
  hot_standby: "on",
  wal_receiver_status_interval: "1s",
  wal_receiver_timeout: "5s",
  log_line_prefix: "%m %p ",
};

/** A new cluster that waits, at each commit, until the standby has written it down as well: see docs/operations.md. */
export async function startPrimary(site: Site): Promise<Node> {
  const folder = await folderOf(site, "primary");
  const passwordFile = join(site.processes.folder, "password");
  await writeFile(passwordFile, site.password, { mode: 0o600 });
  await own(site, passwordFile);
  const args = ["-D", folder, "-U", SUPERUSER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"];
  await site.processes.run("initdb", site.programs.initdb, args, { ...site.runAs });
  return launch(site, "primary", folder, {});
}

/** A copy of the primary that follows it. From then on the primary acknowledges nothing that this one hasn't got. */
export async function startStandby(site: Site, primary: Node): Promise<Node> {
  const folder = await folderOf(site, "standby");
  const from = `host=127.0.0.1 port=${primary.port} user=${SUPERUSER} password=${site.password} application_name=${STANDBY}`;
  // -R writes down how to follow.
  await site.processes.run("basebackup", site.programs.pg_basebackup, ["-D", folder, "-d", from, "-R", "-X", "stream", "-c", "fast"], {
    ...site.runAs,
  });
  const standby = await launch(site, "standby", folder, {});
  await ask(primary.url(), `ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (${STANDBY})'`);
  await ask(primary.url(), "SELECT pg_reload_conf()");
  await until("the standby", async () => (await ask(primary.url(), "SELECT sync_state FROM pg_stat_replication")) === "sync");
  return standby;
}

/** Makes the standby the primary. It has nobody who follows it: until there is one again, commits wait for nobody. */
export async function promote(standby: Node): Promise<void> {
  await ask(standby.url(), "SELECT pg_promote(true, 30)");
  await until("the new primary", async () => (await ask(standby.url(), "SELECT pg_is_in_recovery()::text")) === "false", 30_000, 20);
}

/** Whether it answers within a second. */
export async function answers(node: Node): Promise<boolean> {
  const client = new pg.Client({ connectionString: node.url(), connectionTimeoutMillis: 1_000, query_timeout: 1_000 });
  // One that is killed in the middle says so twice.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The first column of the first row, as text. */
export async function ask(url: string, sql: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    const value = Object.values(rows[0] ?? {})[0];
    return value === undefined || value === null ? null : String(value);
  } finally {
    await client.end();
  }
}

async function launch(site: Site, name: string, folder: string, more: Record<string, string>): Promise<Node> {
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, ...more }).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const process = await site.processes.start(name, site.programs.postgres, ["-D", folder, "-p", String(port), ...settings], {
    ...site.runAs,
  });
  const url = (database = "postgres") => `postgres://${SUPERUSER}:${site.password}@127.0.0.1:${port}/${database}`;
  const node = { port, process, url };
  await until(`PostgreSQL (${name})`, () => answers(node));
  return node;
}

async function folderOf(site: Site, name: string): Promise<string> {
  const folder = join(site.processes.folder, name);
  await mkdir(folder, { mode: 0o700 });
  await own(site, folder);
  return folder;
}

async function own({ runAs }: Site, path: string): Promise<void> {
  if (runAs) await chown(path, runAs.uid, runAs.gid);
}

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Binaries } from "./postgres-binaries";
import type { ServerUser } from "./postgres-user";
import { StartupError } from "./startup-error.mjs";

/** A PostgreSQL data directory, and what runs on it. */
export interface Cluster {
  dir: string;
  binaries: Binaries;
  user: ServerUser;
}

/** The role that the cluster is set up with. Nothing but this folder signs in with it. */
export const SUPERUSER = "truefolio_setup";

/** One way in: TCP from this machine, with a password. No socket, no trust, no replication. */
const ACCESS_RULES = "# Written by Truefolio.\nhost all all 127.0.0.1/32 scram-sha-256\n";

/**
 * Makes the cluster where there is none. It is made beside and renamed when finished, so one that was cut off is never taken for data,
 * and data are never initialised over.
 *
 * @throws {StartupError} when the folder holds something else, or a cluster of another major version.
 */
export async function ensureCluster(cluster: Cluster): Promise<void> {
  const { dir, binaries } = cluster;
  const version = await readFile(join(dir, "PG_VERSION"), "utf8").catch(() => null);
  if (version === null) return createCluster(cluster);
  if (version.trim() === binaries.major) return;
  throw new StartupError(
    `${dir} was written by PostgreSQL ${version.trim()}; this Truefolio brings ${binaries.major}. Start the version of Truefolio that wrote it, ` +
      "make a backup there, and restore it here.",
  );
}

async function createCluster({ dir, binaries, user }: Cluster): Promise<void> {
  if (!(await isFree(dir))) throw new StartupError(`${dir} is not empty and not a database. Move it away, then start again.`);
  await removeDrafts(dir);
  const draft = `${dir}.new-${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  if (user) await chown(draft, user.uid, user.gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  // `reject` because initdb wants the password in a file for anything better; the rules below replace it.
  const access = ["--auth=reject", `--username=${SUPERUSER}`];
  await runTool({ dir: draft, binaries, user }, binaries.initdb, [...locale, ...access, "--no-instructions"]);
  await writeFile(join(draft, "pg_hba.conf"), ACCESS_RULES);
  await rename(draft, dir);
}

/** Nothing there, or an empty folder, which a rename may replace. */
async function isFree(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length === 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

async function removeDrafts(dir: string): Promise<void> {
  const drafts = (await readdir(dirname(dir))).filter((name) => name.startsWith(`${basename(dir)}.new-`));
  await Promise.all(drafts.map((name) => rm(join(dirname(dir), name), { recursive: true })));
}

/** Sets the superuser's password without knowing the old one, as only the owner of the files can. The server must be stopped. */
export async function setSuperuserPassword(cluster: Cluster, password: string): Promise<void> {
  const options = ["-c", "password_encryption=scram-sha-256", "-c", "log_min_error_statement=panic"];
  await runTool(
    cluster,
    cluster.binaries.postgres,
    ["--single", ...options, "postgres"],
    `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`,
  );
}

/**
 * How to name the cluster to its programs, and where and as whom to run them. As root, the folder or one above it may be closed to
 * PostgreSQL's user: on Linux it is entered before the user changes, and then named by /proc/self/cwd, which leads there directly.
 */
export function runOptions({ dir, user }: Cluster) {
  const byCwd = user !== null && process.platform === "linux";
  // Not our environment, which may hold secrets.
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  return { dataArgs: ["-D", byCwd ? "/proc/self/cwd" : dir], options: { cwd: dir, env, ...user } };
}

function runTool(cluster: Cluster, program: string, args: string[], input = ""): Promise<void> {
  const { dataArgs, options } = runOptions(cluster);
  const [first, ...rest] = args;
  // `--single` must come first.
  const ordered = first === "--single" ? [first, ...dataArgs, ...rest] : [...dataArgs, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(program, ordered, options);
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new StartupError(`The database could not be set up in ${cluster.dir}:\n${output.trim()}`));
    });
    child.stdin.end(input);
  });
}

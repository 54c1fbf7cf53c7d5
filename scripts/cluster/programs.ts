import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { StartupError } from "../runtime/startup-error.mjs";

/** Where Debian keeps the programs of each version of PostgreSQL, which are not in the PATH. */
const DEBIAN_POSTGRES = "/usr/lib/postgresql";

/** The programs of a cluster that Truefolio doesn't bring itself. */
export interface Programs {
  initdb: string;
  postgres: string;
  pg_basebackup: string;
  pgbouncer: string;
  haproxy: string;
}

/** @throws {StartupError} naming what is missing, and how to install it. */
export function findPrograms(): Programs {
  const versions = listed(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => join(DEBIAN_POSTGRES, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
    "/usr/sbin",
    "/usr/local/sbin",
  ];
  const missing: string[] = [];
  const find = (name: string) => {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (!found) missing.push(name);
    return found ?? "";
  };
  const programs = {
    initdb: find("initdb"),
    postgres: find("postgres"),
    pg_basebackup: find("pg_basebackup"),
    pgbouncer: find("pgbouncer"),
    haproxy: find("haproxy"),
  };
  if (missing.length === 0) return programs;
  throw new StartupError(
    `The drill needs ${missing.join(", ")}. On Debian: apt-get install postgresql pgbouncer haproxy (and stop the services that this starts).`,
  );
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

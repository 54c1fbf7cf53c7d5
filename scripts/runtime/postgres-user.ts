import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { StartupError } from "./startup-error.mjs";

const execute = promisify(execFile);

/** Whom PostgreSQL runs as; null: as ourselves. */
export type ServerUser = { uid: number; gid: number } | null;

/**
 * PostgreSQL refuses to run as root, which we are in many a container. Then it runs as the owner of the existing cluster, or else as
 * the system's user `postgres`, which is made where there is none.
 */
export async function findServerUser(clusterDir: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp()) ?? (await createUser());
}

async function lookUp(): Promise<ServerUser> {
  try {
    const [uid, gid] = await Promise.all(["-u", "-g"].map(async (flag) => Number((await execute("id", [flag, "postgres"])).stdout)));
    return uid && gid ? { uid, gid } : null;
  } catch {
    return null;
  }
}

/** useradd is Debian's and Red Hat's, adduser BusyBox's. */
async function createUser(): Promise<ServerUser> {
  await execute("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"]).catch(() =>
    execute("adduser", ["-S", "-D", "-H", "-s", "/bin/false", "postgres"]).catch(() => null),
  );
  const user = await lookUp();
  if (user) return user;
  throw new StartupError(
    "PostgreSQL can't run as root, and the system user postgres could not be made. Make it, start Truefolio as another user, or set " +
      "DATABASE_URL to a PostgreSQL of your own.",
  );
}

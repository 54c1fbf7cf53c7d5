import pg from "pg";
import { StartupError } from "./startup-error.mjs";

export interface Roles {
  /** postgres://… of the role that the web and the worker sign in as. */
  appUrl: string;
  /** postgres://… of the role by which the worker takes jobs from the queue. */
  queueUrl: string;
}

interface Role {
  url: string;
  role: string;
}

interface RoleOptions {
  /** Of the role that is made where it is missing: `<database>_web` and `<database>_queue`. */
  password: string;
  /** Where an administrator has made a role already. */
  url?: string | undefined;
}

/** What sets the roles apart: how they are named, where an administrator says so, and what grants them their rights. */
const KINDS = {
  app: { suffix: "_web", variable: "APP_DATABASE_URL", grant: "grant_app_privileges" },
  queue: { suffix: "_queue", variable: "QUEUE_DATABASE_URL", grant: "grant_queue_privileges" },
} as const;
type Kind = keyof typeof KINDS;

/** Any number that nobody else uses as the key of an advisory lock in this database. */
const ROLES_LOCK = 7_283_115_903;

/**
 * Makes sure that the application has roles of its own, which own nothing and are bound by row-level security, and grants them what the
 * migrations say. Call it after migrating. Where an administrator made a role for the application and none for the queue, the one works both.
 *
 * @param ownerUrl postgres://… of the database's owner.
 * @throws {StartupError} with the SQL to run, when the owner may not make a role, and when a role could see past its own rows.
 */
export async function ensureRoles(ownerUrl: string, options: Record<Kind, RoleOptions>): Promise<Roles> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    // Two servers that start at once grant the same rights to the same role, which PostgreSQL refuses one of them in the middle of it.
    await owner.query("SELECT pg_advisory_lock($1)", [ROLES_LOCK]);
    const app = await ensure(owner, ownerUrl, "app", options.app);
    const queue =
      options.app.url && !options.queue.url ? await grant(owner, "queue", app) : await ensure(owner, ownerUrl, "queue", options.queue);
    return { appUrl: app.url, queueUrl: queue.url };
  } finally {
    await owner.end();
  }
}

async function ensure(owner: pg.Client, ownerUrl: string, kind: Kind, { url, password }: RoleOptions): Promise<Role> {
  return grant(owner, kind, url ? await existingRole(kind, url) : await ownRole(owner, ownerUrl, kind, password));
}

async function grant(owner: pg.Client, kind: Kind, role: Role): Promise<Role> {
  await refusePowerfulRole(owner, role.role);
  await owner.query(`SELECT ${KINDS[kind].grant}($1)`, [role.role]);
  return role;
}

async function existingRole(kind: Kind, url: string): Promise<Role> {
  const problem = await signInProblem(url);
  if (problem) throw new StartupError(`${KINDS[kind].variable} can't be used: ${problem}.`);
  return { url, role: decodeURIComponent(new URL(url).username) };
}

async function ownRole(owner: pg.Client, ownerUrl: string, kind: Kind, password: string): Promise<Role> {
  const { rows } = await owner.query<{ database: string }>("SELECT current_database() AS database");
  const database = rows[0]?.database ?? "";
  const role = `${database}${KINDS[kind].suffix}`;
  const address = new URL(ownerUrl);
  address.username = encodeURIComponent(role);
  address.password = password;
  const sql = {
    create: `CREATE ROLE ${owner.escapeIdentifier(role)} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${owner.escapeLiteral(password)}`,
    connect: `GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(database)} TO ${owner.escapeIdentifier(role)}`,
    password: `ALTER ROLE ${owner.escapeIdentifier(role)} PASSWORD ${owner.escapeLiteral(password)}`,
  };
  const { rowCount } = await owner.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (!rowCount) await perform(owner, sql.create, { kind, role, database });
  const allowed = await owner.query<{ ok: boolean }>("SELECT has_database_privilege($1, current_database(), 'CONNECT') AS ok", [role]);
  if (!allowed.rows[0]?.ok) await perform(owner, sql.connect, { kind, role, database });
  const url = address.toString();
  // Only when it doesn't fit: several installations may share a database, and each change would lock the others out.
  if (await signInProblem(url)) await perform(owner, sql.password, { kind, role, database });
  const problem = await signInProblem(url);
  if (problem) throw new StartupError(`The application's role ${role} can't sign in: ${problem}.`);
  return { url, role };
}

/** Runs a statement that needs a right which a hosted database may not give. */
async function perform(
  owner: pg.Client,
  statement: string,
  { kind, role, database }: { kind: Kind; role: string; database: string },
): Promise<void> {
  try {
    await owner.query(statement);
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    throw new StartupError(
      `The role of DATABASE_URL may not set up the application's role ${role}. Let an administrator of the database run, with a password of your choice:\n\n` +
        `  CREATE ROLE ${owner.escapeIdentifier(role)} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '<password>';\n` +
        `  GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(database)} TO ${owner.escapeIdentifier(role)};\n\n` +
        `(ALTER ROLE instead of CREATE ROLE where it exists), then set ${KINDS[kind].variable} to DATABASE_URL with that role and password.`,
    );
  }
}

/** @returns Why one can't sign in there; null when one can. */
async function signInProblem(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.end();
  }
}

/** Row-level security doesn't bind superusers, roles with BYPASSRLS, and whoever has the rights of a table's owner. */
async function refusePowerfulRole(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ problem: string | null }>(
    `SELECT CASE
       WHEN rolsuper THEN 'is a superuser'
       WHEN rolbypassrls THEN 'bypasses row-level security'
       WHEN pg_has_role(oid, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER') THEN 'owns the database'
       WHEN EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
         THEN 'owns tables'
       WHEN rolcreaterole THEN 'may make roles'
     END AS problem
     FROM pg_roles r WHERE rolname = $1`,
    [role],
  );
  const [found] = rows;
  if (!found) throw new StartupError(`There is no role ${role} in the database of DATABASE_URL.`);
  if (found.problem) {
    throw new StartupError(
      `The application's role ${role} ${found.problem}, so it could see everybody's rows. Give it a role that may do none of this.`,
    );
  }
}

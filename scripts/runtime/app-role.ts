import pg from "pg";
import { StartupError } from "./startup-error.mjs";

export interface AppRole {
  /** postgres://… of the role that the web and the worker sign in as. */
  appUrl: string;
  role: string;
}

/**
 * Makes sure that the application has a role of its own, which owns nothing and is bound by row-level security, and grants it what the
 * migrations say. Call it after migrating.
 *
 * @param ownerUrl postgres://… of the database's owner.
 * @param options `password` of the role, made and named `<database>_web` where it is missing; or `appUrl`, when an administrator has
 *   made a role already.
 * @throws {StartupError} with the SQL to run, when the owner may not make the role, and when the role could see past its own rows.
 */
export async function ensureAppRole(ownerUrl: string, options: { password: string; appUrl?: string }): Promise<AppRole> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const app = options.appUrl ? await existingRole(options.appUrl) : await ownRole(owner, ownerUrl, options.password);
    await refusePowerfulRole(owner, app.role);
    await owner.query("SELECT grant_app_privileges($1)", [app.role]);
    return app;
  } finally {
    await owner.end();
  }
}

async function existingRole(appUrl: string): Promise<AppRole> {
  const problem = await signInProblem(appUrl);
  if (problem) throw new StartupError(`APP_DATABASE_URL can't be used: ${problem}.`);
  return { appUrl, role: decodeURIComponent(new URL(appUrl).username) };
}

async function ownRole(owner: pg.Client, ownerUrl: string, password: string): Promise<AppRole> {
  const { rows } = await owner.query<{ database: string }>("SELECT current_database() AS database");
  const database = rows[0]?.database ?? "";
  const role = `${database}_web`;
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = password;
  const sql = {
    create: `CREATE ROLE ${owner.escapeIdentifier(role)} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${owner.escapeLiteral(password)}`,
    connect: `GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(database)} TO ${owner.escapeIdentifier(role)}`,
    password: `ALTER ROLE ${owner.escapeIdentifier(role)} PASSWORD ${owner.escapeLiteral(password)}`,
  };
  const { rowCount } = await owner.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (!rowCount) await perform(owner, sql.create, role);
  const allowed = await owner.query<{ ok: boolean }>("SELECT has_database_privilege($1, current_database(), 'CONNECT') AS ok", [role]);
  if (!allowed.rows[0]?.ok) await perform(owner, sql.connect, role);
  const appUrl = url.toString();
  // Only when it doesn't fit: several installations may share a database, and each change would lock the others out.
  if (await signInProblem(appUrl)) await perform(owner, sql.password, role);
  const problem = await signInProblem(appUrl);
  if (problem) throw new StartupError(`The application's role ${role} can't sign in: ${problem}.`);
  return { appUrl, role };
}

/** Runs a statement that needs a right which a hosted database may not give. */
async function perform(owner: pg.Client, statement: string, role: string): Promise<void> {
  try {
    await owner.query(statement);
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    throw new StartupError(
      `The role of DATABASE_URL may not set up the application's role ${role}. Let an administrator of the database run, with a password of your choice:\n\n` +
        `  CREATE ROLE ${owner.escapeIdentifier(role)} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '<password>';\n` +
        `  GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(role.slice(0, -"_web".length))} TO ${owner.escapeIdentifier(role)};\n\n` +
        "(ALTER ROLE instead of CREATE ROLE where it exists), then set APP_DATABASE_URL to DATABASE_URL with that role and password.",
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

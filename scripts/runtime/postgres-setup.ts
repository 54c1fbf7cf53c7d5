import pg from "pg";

/** The database of the embedded cluster, and the role that owns it. */
export const DATABASE = "truefolio";
export const OWNER = "truefolio_owner";

/**
 * Makes the owner's role and its empty database, where they are missing, and gives the role its password.
 *
 * @param superuserUrl postgres://… in the maintenance database.
 */
export async function ensureDatabase(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const exists = async (sql: string, name: string) => (await client.query(sql, [name])).rowCount === 1;
    if (!(await exists("SELECT 1 FROM pg_roles WHERE rolname = $1", OWNER))) await client.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE`);
    await client.query(`ALTER ROLE ${OWNER} PASSWORD ${client.escapeLiteral(ownerPassword)}`);
    if (await exists("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE)) return;
    await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}

import { chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../testing/free-port.mjs";
import type { RunAs } from "./postgres";
import { type Processes, until } from "./processes";
import type { Programs } from "./programs";

const ADMIN = "pooler_admin";

/** How connections are lent: for a transaction; for as long as the client stays; for a transaction, and only one to all. */
export type Lent = "transaction" | "session" | "one";

/** A PgBouncer in front of whichever PostgreSQL is the primary. */
export interface Pooler {
  /** The address of the database through the pooler, as the role of `url`. */
  through(url: string, lent: Lent): string;
  /** From now on everything goes to the server on this port. */
  repoint(port: number): Promise<void>;
}

interface Options {
  programs: Programs;
  processes: Processes;
  runAs: RunAs;
  database: string;
  /** postgres://… of each role that comes by. */
  urls: readonly string[];
  password: string;
  /** Of the primary. */
  port: number;
}

export async function startPooler({ programs, processes, runAs, database, urls, password, port }: Options): Promise<Pooler> {
  const [users, settings] = [join(processes.folder, "users.txt"), join(processes.folder, "pgbouncer.ini")];
  const roles = [...urls.map(roleOf), { name: ADMIN, password }];
  await write(users, roles.map((role) => `"${role.name}" "${role.password}"\n`).join(""), runAs);
  const ownPort = await freePort();
  await write(settings, configuration({ ownPort, database, port, users }), runAs);
  await processes.start("pgbouncer", programs.pgbouncer, [settings], { ...runAs });
  const console = `postgres://${ADMIN}:${password}@127.0.0.1:${ownPort}/pgbouncer`;
  await until("PgBouncer", () => command(console, "SHOW VERSION"));
  return {
    through: (url, lent) => Object.assign(new URL(url), { port: String(ownPort), pathname: `/${nameOf(database, lent)}` }).toString(),
    repoint: async (to) => {
      await write(settings, configuration({ ownPort, database, port: to, users }), runAs);
      await command(console, "RELOAD");
    },
  };
}

const nameOf = (database: string, lent: Lent): string => (lent === "transaction" ? database : `${database}_${lent}`);

function roleOf(url: string): { name: string; password: string } {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** While the primary is away, whoever asks waits for the next one, instead of being refused at once and for a while after. */
function configuration({ ownPort, database, port, users }: { ownPort: number; database: string; port: number; users: string }): string {
  const server = `host=127.0.0.1 port=${port} dbname=${database}`;
  return `[databases]
${nameOf(database, "transaction")} = ${server}
${nameOf(database, "session")} = ${server} pool_mode=session
${nameOf(database, "one")} = ${server} pool_size=1

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
admin_users = ${ADMIN}
pool_mode = transaction
max_client_conn = 500
default_pool_size = 20
server_connect_timeout = 2
server_login_retry = 0.2
server_check_delay = 1
query_wait_timeout = 15
`;
}

async function command(url: string, text: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(text);
    return true;
  } finally {
    await client.end();
  }
}

async function write(path: string, text: string, runAs: RunAs): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (runAs) await chown(path, runAs.uid, runAs.gid);
}

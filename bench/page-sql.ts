import { readFile, stat } from "node:fs/promises";
import pg from "pg";
import { SUPERUSER } from "@/scripts/runtime/postgres-cluster";
import { median } from "./latency";
import type { BenchServer } from "./server";

const RUNS = 30;

interface Statement {
  text: string;
  values: (string | null)[];
}

/**
 * How long the statements of a page take by themselves, one after the other over one connection as the application's role: what PostgreSQL
 * wrote down while the page was asked for, with the same parameters and under the same row-level security. In milliseconds.
 */
export async function sqlAlone(server: BenchServer, ask: () => Promise<void>): Promise<{ medianMs: number; statements: number }> {
  const { role, statements } = await statementsOf(server, ask);
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    await client.query(`SET ROLE ${client.escapeIdentifier(role)}`);
    const taken: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const start = performance.now();
      for (const statement of statements) await client.query(statement);
      taken.push(performance.now() - start);
    }
    return { medianMs: median(taken), statements: statements.length };
  } finally {
    await client.end();
  }
}

async function statementsOf(server: BenchServer, ask: () => Promise<void>): Promise<{ role: string; statements: Statement[] }> {
  const logged = async (settings: readonly string[]) => {
    for (const setting of settings) await server.owner.query(`ALTER SYSTEM ${setting}`);
    await server.owner.query("SELECT pg_reload_conf()");
    // Each connection reads the settings anew before its next statement.
    await server.owner.query("SELECT pg_sleep(1)");
  };
  await logged(["SET log_line_prefix = '%p %u|'", "SET log_statement = 'all'"]);
  const { size } = await stat(server.logPath);
  await ask();
  await logged(["RESET log_line_prefix", "RESET log_statement"]);
  return parse((await readFile(server.logPath)).subarray(size).toString("utf8"));
}

const ENTRY = /^(\d+) (\S+)\|(?:LOG: {2}(?:statement|execute [^:]*): (.*)|DETAIL: {2}Parameters: (.*))$/s;
const PARAMETER = /\$\d+ = (?:NULL|'((?:[^']|'')*)')/gs;
/** What the worker asks meanwhile is no part of the page. */
const OF_WORKER = /waiting_imports|claim_|reference_rates_state|note_daily_task/;

/** Statements by connection, in the order in which each ran its own: those of different connections are mixed in the log. */
function parse(log: string): { role: string; statements: Statement[] } {
  const connections = new Map<string, Statement[]>();
  let role = "";
  for (const piece of log.split(/\n(?=\d+ \S+\|)/)) {
    const [, connection = "", user = "", text, parameters] = ENTRY.exec(piece.trimEnd()) ?? [];
    if (user === "" || user === SUPERUSER) continue;
    role = user;
    const own = connections.get(connection) ?? [];
    connections.set(connection, own);
    if (text !== undefined) own.push({ text: text.replaceAll("\n\t", "\n"), values: [] });
    const values = [...(parameters ?? "").matchAll(PARAMETER)].map(([, value]) => value?.replaceAll("''", "'") ?? null);
    own.at(-1)?.values.push(...values);
  }
  const ofPage = [...connections.values()].filter((own) => !own.some(({ text }) => OF_WORKER.test(text)));
  return { role, statements: ofPage.flat() };
}

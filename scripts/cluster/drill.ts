import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hash } from "@node-rs/argon2";
import { importFile } from "@/bench/import-file";
import { writeLedgerFile } from "@/bench/ledger-file";
import { signIn } from "@/bench/sign-in";
import { DATABASE } from "../runtime/postgres-setup";
import { leaks } from "./isolation";
import { answers, ask, type Node, promote } from "./postgres";
import { ended } from "./processes";
import type { Site } from "./site";
import { type Asked, longestSilence, secondsOfErrors, startTraffic } from "./traffic";

const PASSWORD = "four plain drill words";
const ROWS = 5_000;
/** Somebody at work, or two who wait for it. */
const IMPORT_MS = 60_000;
/** How long the traffic goes on before and after what is done to the site. */
const CALM_MS = 4_000;
/** A primary that doesn't answer so often in a row is given up. */
const GIVEN_UP_AFTER = 3;

export interface Check {
  what: string;
  measured: string;
  wanted: string;
  holds: boolean;
}

const is = (what: string, measured: number | string, wanted: number | string): Check => ({
  what,
  measured: String(measured),
  wanted: `= ${wanted}`,
  holds: measured === wanted,
});
const below = (what: string, measured: number, limit: number, unit: string): Check => ({
  what,
  measured: `${measured.toFixed(1)} ${unit}`,
  wanted: `< ${limit} ${unit}`,
  holds: measured < limit,
});

interface Person {
  cookie: string;
  userId: string;
  accountId: string;
}

/** What is done to a site, and whether it bears it. */
export async function drill(site: Site, folder: string, log: (line: string) => void): Promise<Check[]> {
  const database = site.primary.url(DATABASE);
  const [person, other] = [await signUp(site, database, "drill"), await signUp(site, database, "other")];
  const checks: Check[] = [];
  checks.push(is("web processes that take a session of the balancer's", await accepted(site, person), site.webs.length));
  checks.push(
    is(
      "rows seen by who may not, over a pool of one",
      await leaks(site.pooler.through(site.appUrl, "one"), [person.userId, other.userId]),
      0,
    ),
  );
  checks.push(is("rows of an import by two workers behind the pooler", await importRows(site, site.primary, person, folder), ROWS));

  log("A web process is killed under load …");
  const { asked: hard } = await underLoad(site, person, async () => {
    site.webs[1]?.process.kill("SIGKILL");
  });
  checks.push(below(`errors over ${hard.length} requests while a web process was killed, in`, secondsOfErrors(hard), 3, "s"));

  log("The primary is killed under load …");
  let [tookMs, wasSync] = [0, ""];
  const { asked } = await underLoad(site, person, async () => {
    wasSync = (await ask(site.primary.url(), "SELECT sync_state FROM pg_stat_replication")) ?? "";
    const began = performance.now();
    site.primary.process.kill("SIGKILL");
    await ended(site.primary.process);
    await failOver(site);
    tookMs = performance.now() - began;
  });
  const bad = asked.filter(({ ok }) => !ok);
  for (const [problem, all] of Map.groupBy(bad, ({ problem }) => problem)) log(`  ${all.length} × ${problem}`);
  checks.push(is("the standby was synchronous", wasSync, "sync"));
  checks.push(below("from kill -9 of the primary to the new one behind the pooler", tookMs / 1000, 10, "s"));
  const acknowledged = asked.flatMap(({ id }) => id ?? []);
  checks.push(is(`acknowledged writes of ${acknowledged.length} that are lost`, await lost(site.standby, acknowledged), 0));
  checks.push(below(`errors (${bad.length} of ${asked.length} requests), first to last`, secondsOfErrors(asked), 10, "s"));
  checks.push(below("without an acknowledged write", longestSilence(asked), 10, "s"));
  checks.push(is("rows of an import after that", await importRows(site, site.standby, other, folder), ROWS));

  log("A worker is killed in the middle of an import …");
  const third = await signUp(site, site.standby.url(DATABASE), "third");
  setTimeout(() => site.workers[0]?.process.kill("SIGKILL"), 300);
  checks.push(is("rows of an import whose worker may have been killed", await importRows(site, site.standby, third, folder), ROWS));
  return checks;
}

async function underLoad(site: Site, person: Person, work: () => Promise<void>): Promise<{ asked: readonly Asked[] }> {
  const traffic = startTraffic(site.address, person);
  await sleep(CALM_MS);
  await work();
  await sleep(CALM_MS);
  await traffic.stop();
  return traffic;
}

/** What Patroni and its like do, in short: nobody answers several times in a row, so the standby takes over, and the pooler goes there. */
async function failOver(site: Site): Promise<void> {
  for (let failures = 0; failures < GIVEN_UP_AFTER; await sleep(500)) failures = (await answers(site.primary)) ? 0 : failures + 1;
  await promote(site.standby);
  await site.pooler.repoint(site.standby.port);
}

async function signUp(site: Site, database: string, name: string): Promise<Person> {
  const email = `${name}@example.org`;
  const userId = await ask(database, `SELECT auth_sign_up('${email}', '${name}', '${await hash(PASSWORD)}')`);
  const accountId = await ask(
    database,
    `WITH account AS (
       INSERT INTO broker_accounts (portfolio_id, broker_type_id, display_name)
       SELECT p.id, t.id, 'Drill' FROM portfolios p, broker_types t WHERE p.user_id = ${userId} AND p.is_default AND t.code = 'file' RETURNING id
     ), credentials AS (
       INSERT INTO broker_account_credentials (broker_account_id, credentials)
       SELECT id, '{"protected":"","iv":"","ciphertext":"","tag":""}' FROM account
     ) SELECT id FROM account`,
  );
  if (userId === null || accountId === null) throw new Error("nobody could be signed up");
  return { cookie: await signIn(site.address, email, PASSWORD), userId, accountId };
}

/** How many of the web processes let somebody in who signed in at one of them. */
async function accepted(site: Site, { cookie, accountId }: Person): Promise<number> {
  const answered = await Promise.all(
    site.webs.map(({ port }) =>
      fetch(`http://127.0.0.1:${port}/accounts/${accountId}/transactions`, { headers: { cookie }, redirect: "manual" }),
    ),
  );
  return answered.filter(({ status }) => status === 200).length;
}

async function importRows(site: Site, primary: Node, { cookie, accountId }: Person, folder: string): Promise<number> {
  const path = join(folder, `ledger-${accountId}.csv`);
  await writeFile(path, "");
  await writeLedgerFile(path, ROWS);
  const request = (to: string, init: RequestInit = {}) =>
    fetch(`${site.address}${to}`, { ...init, headers: { cookie, origin: site.address, ...(init.headers as Record<string, string>) } });
  const owner = { query: (sql: string, values: readonly string[] = []) => ask(primary.url(DATABASE), inlined(sql, values)) };
  const late = sleep(IMPORT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`an import of ${ROWS} rows was not there after ${IMPORT_MS / 1000} seconds: see the logs of the workers`);
  });
  await Promise.race([importFile({ request, owner }, BigInt(accountId), path), late]);
  return Number(await ask(primary.url(DATABASE), `SELECT count(*) FROM transactions WHERE broker_account_id = ${accountId}`));
}

/** Ids only. */
const inlined = (sql: string, values: readonly string[]): string =>
  values.reduce((text, value, index) => text.replace(`$${index + 1}`, value), sql);

async function lost(primary: Node, ids: readonly string[]): Promise<number> {
  const there = await ask(primary.url(DATABASE), `SELECT count(*) FROM imports WHERE id = ANY ('{${ids.join()}}'::bigint[])`);
  return new Set(ids).size - Number(there);
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { actionBody, serverAction } from "@/scripts/testing/server-actions";
import { type Figure, ratio, seconds, share } from "./figure";
import { importFile } from "./import-file";
import { median, p95 } from "./latency";
import { writeLedgerFile } from "./ledger-file";
import { type BenchPerson, type BenchServer, startBenchServer } from "./server";

const PEOPLE = 200;
const ROWS_EACH = 300;
/** Between an answer and the next click: as long as people look at figures. Ten clicks a second, all together. */
const THINK_MS = { least: 10_000, most: 30_000 };
/** Until most have looked at most of their pages once, which has their figures worked out. */
const WARM_UP_MS = 120_000;
const IDLE_MS = 60_000;

interface Person extends BenchPerson {
  portfolio: bigint;
  account: bigint;
}

/** One click: which kind, how long its answer took, and what was wrong with it. */
interface Click {
  kind: string;
  ms: number;
  problem: string | null;
}

/** People who click through their pages and edit, first for themselves, then while somebody imports a large file. */
export async function loadFigures(root: string, rows: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "truefolio-bench-load-"));
  const server = await startBenchServer(root);
  try {
    const people = await settle(server, join(folder, "each.csv"));
    const large = join(folder, "large.csv");
    await writeLedgerFile(large, rows);
    const importer = await server.createAccount("Many rows");

    const stop = new AbortController();
    let clicks: Click[] = [];
    const clicking = people.map((person, index) => clickThrough(person, index, (click) => clicks.push(click), stop.signal));
    await sleep(WARM_UP_MS);
    const warmUp = clicks;
    clicks = [];
    await sleep(IDLE_MS);
    const idle = clicks;
    clicks = [];
    const { totalMs } = await importFile(server, importer, large);
    const during = clicks;
    stop.abort();
    await Promise.all(clicking);
    report({ idle, during, totalMs });
    return figuresOf([...warmUp, ...idle, ...clicks], idle, during, rows);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function settle(server: BenchServer, file: string): Promise<Person[]> {
  await writeLedgerFile(file, ROWS_EACH, 5);
  const people: Person[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const person = await server.addPerson(`person-${index}@example.org`);
    const id = person.userId.toString();
    // What the rows are in: without rates of the European Central Bank, euros would not be computable.
    await server.owner.query("UPDATE user_settings SET base_currency = 'USD' WHERE user_id = $1", [id]);
    const { rows } = await server.owner.query<{ id: string }>("SELECT id FROM portfolios WHERE user_id = $1 AND is_default", [id]);
    const account = await server.createAccount("Broker", undefined, person.userId);
    await importFile({ owner: server.owner, request: person.request }, account, file);
    people.push({ ...person, portfolio: BigInt(rows[0]?.id ?? 0), account });
  }
  return people;
}

/** What people look at, over and over; every tenth click is an edit. */
const PAGES: readonly ((person: Person) => readonly [kind: string, path: string])[] = [
  ({ portfolio }) => ["overview", `/portfolios/${portfolio}`],
  ({ portfolio }) => ["holdings", `/portfolios/${portfolio}/holdings`],
  ({ portfolio }) => ["ledger", `/portfolios/${portfolio}/transactions`],
  ({ portfolio }) => ["filter", `/portfolios/${portfolio}/transactions?type=sell&q=SYM7`],
  ({ account }) => ["account", `/accounts/${account}/transactions`],
  ({ portfolio }) => ["gains", `/portfolios/${portfolio}/gains`],
  ({ portfolio }) => ["performance", `/portfolios/${portfolio}/performance`],
  ({ portfolio }) => ["overview", `/portfolios/${portfolio}`],
  ({ portfolio }) => ["income", `/portfolios/${portfolio}/income`],
];

async function clickThrough(person: Person, index: number, note: (click: Click) => void, stop: AbortSignal): Promise<void> {
  const think = () => sleep(THINK_MS.least + Math.random() * (THINK_MS.most - THINK_MS.least), null, { signal: stop });
  // Nobody begins at the same moment, nor with the same page.
  await sleep(Math.random() * THINK_MS.most, null, { signal: stop }).catch(() => {});
  for (let turn = index; !stop.aborted; turn += 1) {
    const page = PAGES[turn % (PAGES.length + 1)]?.(person);
    note(await timed(page ? page[0] : "edit", () => (page ? person.request(page[1]) : edit(person, turn))));
    await think().catch(() => {});
  }
}

function edit({ account, request }: Person, turn: number): Promise<Response> {
  const fields = {
    accountId: account.toString(),
    tradeType: "buy",
    assetType: "stock",
    symbol: `SYM${turn % 50}`,
    quantity: "1",
    price: "10.5",
    currency: "USD",
    date: `2025-0${1 + (turn % 9)}-1${turn % 10}`,
  };
  const { id } = serverAction("addTransactionAction");
  return request(`/accounts/${account}/transactions`, { method: "POST", body: actionBody(fields), headers: { "next-action": id } });
}

async function timed(kind: string, call: () => Promise<Response>): Promise<Click> {
  const start = performance.now();
  try {
    const response = await call();
    const text = await response.text();
    const isFine = response.ok && (kind !== "edit" || text.includes('"status":"ok"'));
    return { kind, ms: performance.now() - start, problem: isFine ? null : `${kind} answered ${response.status}` };
  } catch (error) {
    return { kind, ms: performance.now() - start, problem: `${kind}: ${error}` };
  }
}

function report({ idle, during, totalMs }: { idle: readonly Click[]; during: readonly Click[]; totalMs: number }): void {
  console.log(`the import took ${seconds(totalMs)}; clicks: ${idle.length} before it, ${during.length} during it`);
  for (const kind of new Set(during.map((click) => click.kind))) {
    const [before, then] = [idle, during].map((clicks) => clicks.filter((click) => click.kind === kind).map(({ ms }) => ms));
    const words = [before, then].map((ms = []) => `median ${median(ms).toFixed(0)} ms, p95 ${p95(ms).toFixed(0)} ms`);
    console.log(`  ${kind}: ${words.join(" → ")}`);
  }
}

function figuresOf(all: readonly Click[], idle: readonly Click[], during: readonly Click[], rows: number): Figure[] {
  for (const problem of new Set(all.flatMap((click) => click.problem ?? []))) console.log(`  went wrong: ${problem}`);
  const p95Of = (clicks: readonly Click[]) => p95(clicks.map(({ ms }) => ms));
  return [
    share(`clicks of ${PEOPLE} people without an error`, all.filter(({ problem }) => problem === null).length, all.length),
    ratio(`their p95 while ${rows.toLocaleString("en")} rows are imported ÷ before it`, p95Of(during) / p95Of(idle), 2),
  ];
}

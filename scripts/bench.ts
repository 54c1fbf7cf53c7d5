// `npm run bench`: measures Truefolio against named baselines, in one run on one machine. Ratios, because seconds are the machine's.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineFigures } from "@/bench/engine-figures";
import { type Figure, megabytes, ratio, seconds, table } from "@/bench/figure";
import { holdingsFigures } from "@/bench/holdings";
import { importFile } from "@/bench/import-file";
import { durations, durationsDuring, p95 } from "@/bench/latency";
import { writeLedgerFile } from "@/bench/ledger-file";
import { loadFigures } from "@/bench/load";
import { memoryFigures } from "@/bench/memory";
import { overviewFigures } from "@/bench/overview";
import { rawCopy } from "@/bench/raw-copy";
import { rowSecurityFigure } from "@/bench/row-security";
import { type BenchServer, startBenchServer } from "@/bench/server";
import { syncFigures } from "@/bench/sync";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run bench                   measure, and print a table of ratios (about six minutes)
       npm run bench -- --rows 100000  with another number of rows than 1,000,000
       npm run bench -- --engine       only the computation of figures: no server, no database (about a minute)
       npm run bench -- --sync [accounts]  only the sync of 10,000 accounts that are due at once (about half an hour)
       npm run bench -- --sync [accounts] --kill  and of as many again while a worker is killed every few seconds (three quarters of an hour)
       npm run bench -- --load [rows]  only 200 people who click while 1,000,000 rows are imported (about ten minutes)
       npm run bench -- --help         this text

Starts a server, a worker and a PostgreSQL of its own on loopback, and removes all of it at the end. Needs 4 GB of disk.`;

const root = join(import.meta.dirname, "..");
const SMALL = 1_000;
/** Rows of the ledger whose overview is looked at. */
const VIEWED = 100_000;

async function measure(rows: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "truefolio-bench-files-"));
  const server = await startBenchServer(root);
  try {
    const [small, large] = [join(folder, "small.csv"), join(folder, "large.csv")];
    await writeLedgerFile(small, SMALL);
    await writeLedgerFile(large, rows);
    const viewed = join(folder, "viewed.csv");
    await writeLedgerFile(viewed, VIEWED, 5);
    return [
      ...(await overviewFigures(server, viewed, VIEWED)),
      ...(await holdingsFigures(server)),
      ...(await imports(server, { small, large, rows })),
    ];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function imports(server: BenchServer, files: { small: string; large: string; rows: number }): Promise<Figure[]> {
  const portfolio = await server.createPortfolio("Many rows");
  const [few, many, again] = [
    await server.createAccount("A thousand rows"),
    await server.createAccount("Many rows", portfolio),
    await server.createAccount("Many rows, while pages are looked at"),
  ];
  await importFile(server, few, files.small);
  const smallPage = () => page(server, `/accounts/${few}/transactions`);
  await durations(20, smallPage);
  const idle = p95(await durations(100, smallPage));
  const before = server.workerMemory().now;

  const { previewMs, totalMs } = await importFile(server, many, files.large);
  const { peak } = server.workerMemory();
  const importing = importFile(server, again, files.large);
  const during = p95(await durationsDuring(importing, 200, smallPage));
  await importing;

  const largePage = () => page(server, `/accounts/${many}/transactions`);
  await durations(20, largePage);
  const pages = p95(await durations(100, largePage)) / p95(await durations(100, smallPage));
  const copyMs = await rawCopy(server.owner, many);
  console.log(`preview after ${seconds(previewMs)}, written after ${seconds(totalMs)}, raw COPY ${seconds(copyMs)}`);
  const count = files.rows.toLocaleString("en");
  return [
    ratio(`import of ${count} CSV rows, end to end ÷ raw COPY of the same rows`, totalMs / copyMs, 4),
    megabytes("memory of the worker above idle during it", peak - before, 512),
    ratio("a ledger page during it ÷ idle (p95)", during / idle, 2),
    ratio(`a ledger page at ${count} rows ÷ at ${SMALL.toLocaleString("en")} (p95)`, pages, 1.5),
    await rowSecurityFigure(server, `a ledger page at ${count} rows`, largePage),
    ...(await memoryFigures(server, portfolio, files.rows)),
  ];
}

async function page(server: BenchServer, path: string): Promise<void> {
  const response = await server.request(path);
  await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
}

async function run(args: readonly string[]): Promise<void> {
  if (args[0] === "--sync") {
    const [accounts = "10000"] = args.slice(1).filter((arg) => arg !== "--kill");
    return finish(await syncFigures(Number(accounts), args.includes("--kill")));
  }
  if (args[0] === "--load") return finish(await loadFigures(root, Number(args[1] ?? 1_000_000)));
  const engineOnly = args.length === 1 && args[0] === "--engine";
  const rows = args[0] === "--rows" ? Number(args[1]) : 1_000_000;
  if (!engineOnly && (!Number.isInteger(rows) || rows < SMALL || (args.length > 0 && args.length !== 2))) throw new StartupError(HELP);
  const figures = [...engineFigures(), ...(engineOnly ? [] : await measure(rows))];
  finish(figures);
}

function finish(figures: readonly Figure[]): never {
  console.log(table(figures));
  process.exit(figures.every(({ within }) => within) ? 0 : 1);
}

if (process.argv.includes("--help")) console.log(HELP);
else await run(process.argv.slice(2)).catch(reportFailure);

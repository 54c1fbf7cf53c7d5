// `npm run cluster-drill`: Truefolio on several processes, as on several machines, and what happens when one of them dies.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Check, drill } from "./cluster/drill";
import { Processes } from "./cluster/processes";
import { startSite } from "./cluster/site";
import { reportFailure } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run cluster-drill             start it all, kill parts of it under load, and print what held (about a minute)
       npm run cluster-drill -- --keep   and leave the logs
       npm run cluster-drill -- --help   this text

On loopback: HAProxy before two web processes and two workers, PgBouncer before a PostgreSQL and its synchronous standby. Needs the programs
of Debian's packages postgresql, pgbouncer and haproxy; nothing of the system's own services is used. See docs/operations.md.`;

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "truefolio-cluster-"));
  const processes = new Processes(folder);
  const keep = process.argv.includes("--keep");
  try {
    const site = await startSite(join(import.meta.dirname, ".."), processes, console.log);
    const checks = await drill(site, folder, console.log);
    console.log(table(checks));
    if (!checks.every(({ holds }) => holds)) process.exitCode = 1;
  } finally {
    await processes.stopAll();
    if (keep) console.log(`The logs are in ${folder}.`);
    else await rm(folder, { recursive: true, force: true });
  }
}

function table(checks: readonly Check[]): string {
  const lines = checks.map(({ what, measured, wanted, holds }) => `| ${what} | ${measured} | ${wanted} | ${holds ? "yes" : "NO"} |`);
  return ["| what | measured | wanted | holds |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

if (process.argv.includes("--help")) console.log(HELP);
else {
  await run().catch(reportFailure);
  // What was asked of servers that are gone keeps the process alive.
  process.exit();
}

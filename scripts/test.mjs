// `npm test`. Runs on the Node that the machine has, before anything is installed: it may import nothing but Node's own modules and its
// neighbours.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare } from "./runtime/prepare.mjs";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";
import { total } from "./testing/counts.mjs";
import { SUITES } from "./testing/suites.mjs";

const HELP = `Usage: npm test                   everything: checks, unit, database and browser tests
       npm test -- --unit         the unit tests only, in both time zones
       npm test -- --db           the database tests only, against a PostgreSQL of their own
       npm test -- --e2e          the browser tests only, against a server of their own
       npm test -- --help         this text

Options can be combined. Installs what is missing, a browser included, runs all of it whatever fails, and ends with the line
"N passed, N failed". Lint, types, structure, migrations, the search for secrets, the build and its size count as one each.

Environment: CHROMIUM_PATH, a Chromium of your own for the browser tests.`;

const GROUPS = ["--unit", "--db", "--e2e"];
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const log = (line) => console.log(line);

/** Ctrl-C ends what is running; what comes after it should not start. */
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    stopped = true;
  });
}

async function test(groups) {
  const node = await prepare(root, { build: false, log });
  const all = [];
  for (const { name, run } of SUITES.filter(({ group }) => groups.length === 0 || groups.includes(`--${group}`))) {
    if (stopped) throw new StartupError("Stopped.");
    const start = Date.now();
    const { counts, output } = await run({ root, node, log });
    all.push(counts);
    if (counts.failed > 0) log(output.trimEnd());
    log(describe(name, counts, Date.now() - start));
  }
  const { passed, failed, skipped } = total(all);
  process.exitCode = failed > 0 ? 1 : 0;
  log(skipped > 0 ? `\n${skipped} skipped.` : "");
  log(`${passed} passed, ${failed} failed`);
}

function describe(name, { passed, failed, skipped }, milliseconds) {
  const parts = [passed > 0 && `${passed} passed`, failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} skipped`];
  return `${failed > 0 ? "✗" : "✓"} ${name}: ${parts.filter(Boolean).join(", ") || "nothing to run"} (${(milliseconds / 1000).toFixed(1)} s)`;
}

const args = process.argv.slice(2);
const unknown = args.find((arg) => ![...GROUPS, "--help"].includes(arg));
if (unknown) reportFailure(new StartupError(`Unknown option ${unknown}.\n\n${HELP}`));
else if (args.includes("--help")) console.log(HELP);
else await test(args).catch(reportFailure);

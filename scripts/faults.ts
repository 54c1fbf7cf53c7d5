// `npm run faults`: kills web, worker, database and key rotation at random while somebody works, and looks whether anything was lost, halved or doubled.
import { runWithFaults } from "@/test/faults/run";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run faults -- --minutes 10 [--seed 7]   go on killing for so long
       npm run faults -- --help                       this text

In a folder of its own that is gone afterwards; what you have is not touched. One line for each kill, and a summary; ends with 1 when anything was not as
it must be. The same seed kills the same things after the same pauses.`;

function numberAfter(option: string, standard: number): number {
  const index = process.argv.indexOf(option);
  const value = index < 0 ? standard : Number(process.argv[index + 1]);
  if (!(value > 0)) throw new StartupError(`${option} wants a number.`);
  return value;
}

async function run(): Promise<void> {
  const [minutes, seed] = [numberAfter("--minutes", 1), numberAfter("--seed", 7)];
  const report = await runWithFaults({ kills: Number.POSITIVE_INFINITY, milliseconds: minutes * 60_000, seed, log: console.log });
  const { kills, restarts, checks, acknowledged, rotations, violations } = report;
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  const each = Object.entries(kills).map(([victim, count]) => `${victim} ${count}`);
  console.log(
    `${total} kills (${each.join(", ")}), ${restarts} restarts, ${acknowledged} operations acknowledged, ${rotations} rotations, ${checks} checks of invariants.`,
  );
  console.log(`${violations.length} violations`);
  for (const violation of new Set(violations)) console.log(`- ${violation}`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}

if (process.argv.includes("--help")) console.log(HELP);
else
  await run().then(
    () => process.exit(),
    (error: unknown) => {
      reportFailure(error);
      process.exit();
    },
  );

// What each page makes a browser fetch before it works, held against its budget. Needs a build.
import { join } from "node:path";
import { firstLoads } from "./checks/first-load";

const HELP = `Usage: node --import tsx scripts/check-first-load.ts

Adds up the JavaScript of the first load of every page of the build, compressed. Lists all pages, the largest first; ends with 1 when one
is over its budget. What is in a file, \`npx next analyze\` shows.`;

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

if (process.argv.includes("--help")) console.log(HELP);
else {
  const pages = firstLoads(join(import.meta.dirname, "..", ".next")).sort((a, b) => b.bytes / b.budget - a.bytes / a.budget);
  for (const { route, bytes, budget, chunks } of pages) {
    console.log(`${kilobytes(bytes).padStart(9)} of ${kilobytes(budget)}  ${route}`);
    if (bytes <= budget) continue;
    process.exitCode = 1;
    console.error(`${route} loads ${kilobytes(bytes - budget)} too much. Its largest files:`);
    for (const { file, bytes: size, isOfAll } of chunks.slice(0, 8))
      console.error(`${kilobytes(size).padStart(11)}  ${file}${isOfAll ? " (React and Next, on every page)" : ""}`);
  }
}

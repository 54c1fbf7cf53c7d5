// What a linter can't see, because it looks at one file at a time: names, layers, circles, and what a file of a given name must be.
import { join } from "node:path";
import { checkStructure } from "./checks/structure";

const HELP = `Usage: node --import tsx scripts/check-structure.ts

Checks names, sizes, layers and import circles of the source. Lists what is wrong and what to do; ends with 1 when anything is.`;

if (process.argv.includes("--help")) console.log(HELP);
else {
  const { files, problems } = checkStructure(join(import.meta.dirname, ".."));
  for (const { path, message } of problems) console.error(`${path} ${message}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`The structure of ${files} files is in order.`);
}

// What may be in no file of the repository: secrets, and traces of the machine that it was written on.
import { join } from "node:path";
import { readProjectFiles } from "./checks/project-files";
import { noSecrets } from "./checks/secrets";
import { noTraces } from "./checks/traces";

const HELP = `Usage: node --import tsx scripts/check-files.ts --secrets | --traces

Looks through every file of the repository for secrets (keys, tokens), or for traces of a machine (its folders, package hosts).
Lists what it finds; ends with 1 when there is any.`;

const root = join(import.meta.dirname, "..");
const rule = process.argv.includes("--secrets") ? noSecrets : process.argv.includes("--traces") ? noTraces(root) : null;
if (!rule) console.log(HELP);
else {
  const files = readProjectFiles(root);
  const problems = rule(files);
  for (const { path, message } of problems) console.error(`${path} ${message}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`Nothing found in ${files.length} files.`);
}

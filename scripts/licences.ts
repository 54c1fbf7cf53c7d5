// `npm run licences`: every production dependency with its licence; ends with 1 when one is not allowed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Lockfile, licenceProblems, productionDependencies } from "./checks/licences";

const HELP = `Usage: npm run licences             every production dependency with its licence, from package-lock.json
       npm run licences -- --help   this text

Ends with 1 when a licence is not on the list in scripts/checks/licences.ts.`;

if (process.argv.includes("--help")) console.log(HELP);
else {
  const lockfile = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package-lock.json"), "utf8")) as Lockfile;
  const dependencies = productionDependencies(lockfile);
  for (const { name, version, licence } of dependencies) console.log(`${name}\t${version}\t${licence}`);
  const problems = licenceProblems(dependencies);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`The licences of ${dependencies.length} packages are in order.`);
}

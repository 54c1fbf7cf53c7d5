// `npm run sbom`: a software bill of materials of what runs in production, made by npm from package-lock.json.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { reportFailure, StartupError } from "./runtime/startup-error.mjs";

const HELP = `Usage: npm run sbom -- <file>      writes a CycloneDX bill of materials (JSON) of the production dependencies
       npm run sbom -- --help      this text`;

const ROOT = join(import.meta.dirname, "..");
/** A bill of some hundred packages is half a megabyte. */
const MAX_BYTES = 64 * 1024 * 1024;
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

const packageSchema = z.object({ name: z.string() });
const billSchema = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ name: z.string(), version: z.string() })).min(1),
});

async function writeBill(path: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    NPM,
    ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--omit", "dev", "--package-lock-only"],
    { cwd: ROOT, maxBuffer: MAX_BYTES, shell: process.platform === "win32" },
  );
  const bill = billSchema.parse(JSON.parse(stdout));
  // npm takes the name of the folder.
  bill.metadata.component.name = packageSchema.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))).name;
  writeFileSync(path, `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`${bill.components.length} packages are in ${path}.`);
}

const [path] = process.argv.slice(2);
if (path === "--help") console.log(HELP);
else if (path === undefined || path.startsWith("-")) reportFailure(new StartupError(`Say where to write it.\n\n${HELP}`));
else await writeBill(resolve(process.env.INIT_CWD ?? process.cwd(), path)).catch(reportFailure);

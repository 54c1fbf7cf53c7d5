// `npm run build`: makes a clone ready to start, without starting it. For images, and for machines that should not build when they start.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare } from "./runtime/prepare.mjs";
import { reportFailure } from "./runtime/startup-error.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
await prepare(root, { build: true, log: (line) => console.log(line) }).catch(reportFailure);

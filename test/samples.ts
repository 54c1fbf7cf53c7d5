import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe } from "vitest";

/** Broker files that nobody here wrote. Their licenses let them be read where they lie, beside the repository, not be part of it. */
const FOLDER = path.resolve("../shared/samples");

/** `describe`, skipped in plain sight where the samples aren't there: the fixtures of each format hold without them. */
export const describeSamples = describe.skipIf(!existsSync(FOLDER));

/** The content of a sample, by its path among them. For use inside of a test: outside of it the file may not be there. */
export const readSample = (name: string): Buffer => readFileSync(path.join(FOLDER, name));

/** The paths of all samples below a folder of theirs, sorted; none where the samples aren't there. */
export function sampleNames(folder = ""): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(path.join(FOLDER, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:xml|ofx|csv)$/.test(name))
    .map((name) => path.posix.join(folder, name))
    .sort();
}

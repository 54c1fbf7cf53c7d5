import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface SourceFile {
  /** From the project's folder on, with slashes: `lib/money/decimal.ts`. */
  path: string;
  text: string;
}

export interface Problem {
  path: string;
  /** What is wrong, and what to do instead. */
  message: string;
}

/** A rule of the house that a linter, which sees one file at a time, can't keep. */
export type Rule = (files: readonly SourceFile[]) => Problem[];

const FOLDERS = ["app", "bench", "components", "e2e", "lib", "prisma", "scripts", "test"];
const SOURCE = /\.(ts|tsx|mjs|js|css)$/;
/** Work in progress (git ignores it too). */
const SCRATCH = /\.tmp\./;

/** Reads all source under a project's folder; what others made (packages, builds, generated code) is not in these folders. */
export function readSourceTree(root: string): SourceFile[] {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const paths = folders.flatMap((folder) => listFiles(root, folder)).filter((path) => SOURCE.test(path) && !SCRATCH.test(path));
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function listFiles(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
}

import { posix } from "node:path";
import type { SourceFile } from "./source-tree";

export interface Import {
  /** As it is written: `@/lib/env`, `./rows`, `zod`. */
  specifier: string;
  /** The file of ours that it means; null for a package. */
  target: string | null;
  /** Gone before the program runs, so that it can't be part of a cycle. */
  typeOnly: boolean;
}

/** `import x from "y"`, `import "y"`, `export * from "y"`: always at the start of a line, which text in a string seldom is. */
const STATIC = /^(?:import|export)\s+(?:(type\s)?([^"';]*?)\s*from\s*)?["']([^"'\n]+)["']/gm;
const ENDINGS = ["", ".ts", ".tsx", ".mjs", ".js", "/index.ts", "/index.tsx"];

/** What a file imports, in its order. Imports inside functions, which load later, are left out. */
export function importsOf(file: SourceFile, paths: ReadonlySet<string>): Import[] {
  return [...file.text.matchAll(STATIC)].map(([, type, names = "", specifier = ""]) => ({
    specifier,
    target: resolve(file.path, specifier, paths),
    typeOnly: type !== undefined || onlyTypes(names),
  }));
}

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const list = /^\{(.*)\}$/s.exec(names.trim())?.[1];
  const entries =
    list
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return entries.length > 0 && entries.every((name) => name.startsWith("type "));
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | null {
  const base = targetPath(from, specifier);
  return base === null ? null : (ENDINGS.map((ending) => base + ending).find((path) => paths.has(path)) ?? null);
}

/** The path that a specifier of our own names, without regard to what is there; null for a package. */
export function targetPath(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : null;
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

/** What a file imports when it is loaded: neither types nor what it may load later. */
function importsOf(file: string): string[] {
  const found = readFileSync(file, "utf8").matchAll(/^import (?!type )[^"]*"([^"]+)";$|^} from "([^"]+)";$/gm);
  return [...found].map((match) => match[1] ?? match[2] ?? "");
}

function pathOf(from: string, specifier: string): string | null {
  const path = specifier.startsWith("@/")
    ? join(ROOT, specifier.slice(2))
    : specifier.startsWith(".")
      ? join(dirname(from), specifier)
      : null;
  return path && ([`${path}.ts`, `${path}.tsx`, `${path}/index.ts`, path].find((each) => /\.\w+$/.test(each) && existsSync(each)) ?? null);
}

it("the list of brokers, which pages read, loads neither ccxt nor anything that is the server's alone", () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const open = [join(ROOT, "lib/brokers/registry.ts")];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const specifier of importsOf(file)) {
      const path = pathOf(file, specifier);
      if (path) open.push(path);
      else packages.add(specifier);
    }
  }
  // It was walked, and formats are part of it.
  expect([...seen].some((file) => file.endsWith("ccxt/kraken/format.ts"))).toBe(true);
  expect(packages).toContain("zod");
  expect(packages).not.toContain("ccxt");
  expect(packages).not.toContain("server-only");
});

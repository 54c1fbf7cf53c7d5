import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const rows = readFileSync("docs/security.md", "utf8")
  .split("\n")
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\||\|$/g, "").trim()));
const pathsIn = (cell: string | undefined): string[] => [...(cell ?? "").matchAll(/`([\w./-]+)`/g)].map(([, path = ""]) => path);

it("every requirement in docs/security.md names a test, and all that is named is there", () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const [chapter, , keptIn, shownBy] of rows) {
    const tests = pathsIn(shownBy);
    expect(tests.length, chapter).toBeGreaterThan(0);
    expect(tests.filter((path) => !/\.(test|spec)\.ts$/.test(path))).toEqual([]);
    expect([...pathsIn(keptIn), ...tests].filter((path) => !existsSync(path))).toEqual([]);
  }
});

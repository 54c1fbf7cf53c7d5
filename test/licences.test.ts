import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isAllowed, type Lockfile, licenceProblems, productionDependencies, REVIEWED } from "@/scripts/checks/licences";

const lockfile = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lockfile;
const dependencies = productionDependencies(lockfile);
const direct = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };

describe("the licences of what runs in production", () => {
  it("are all allowed", () => {
    expect(licenceProblems(dependencies)).toEqual([]);
  });

  it("are those of every dependency, direct or not, and of none for development", () => {
    const names = new Set(dependencies.map(({ name }) => name));
    expect(Object.keys(direct.dependencies).filter((name) => !names.has(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(Object.keys(direct.dependencies).length);
    expect(names.has("vitest")).toBe(false);
  });

  it("are refused where they are not on the list, are not said, or are another than was reviewed", () => {
    const others = Object.entries(REVIEWED).map(([name, { licence }]) => ({ name, version: "1.0.0", licence }));
    const problems = (name: string, licence: string) =>
      licenceProblems([...others.filter((each) => each.name !== name), { name, version: "1.0.0", licence }]);
    expect(problems("evil", "SSPL-1.0")).toEqual([expect.stringContaining("evil 1.0.0 is under SSPL-1.0")]);
    expect(problems("silent", "")).toEqual([expect.stringContaining("does not say its licence")]);
    expect(problems("elkjs", "SSPL-1.0")).toEqual([expect.stringContaining("elkjs")]);
    expect(licenceProblems([])).toHaveLength(Object.keys(REVIEWED).length);
  });

  it.each([
    ["MIT", true],
    ["(AFL-2.1 OR BSD-3-Clause)", true],
    ["Apache-2.0 AND LGPL-3.0-or-later AND MIT", true],
    ["MIT AND SSPL-1.0", false],
    ["(SSPL-1.0 OR BUSL-1.1)", false],
    ["SEE LICENSE IN file", false],
    ["", false],
  ])("%j: %s", (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });
});

describe("the lockfile", () => {
  it("names every package by a digest, and none by an address of its own", () => {
    const locked = Object.entries(lockfile.packages as Record<string, { resolved?: string; integrity?: string; inBundle?: boolean }>);
    const odd = locked.filter(
      ([path, { resolved, integrity, inBundle }]) =>
        path !== "" && !inBundle && (resolved !== undefined || !integrity?.startsWith("sha512-")),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  it("is of exact versions: package.json has no ranges", () => {
    expect(Object.entries(direct.dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });
});

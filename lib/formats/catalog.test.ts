import { describe, expect, it } from "vitest";
import { BROKER_EXPORTS, OTHER_EXPORTS } from "./catalog";
import { FORMATS } from "./registry";

describe("the catalog of exports", () => {
  it("names every format that can be read, once", () => {
    const named = [...BROKER_EXPORTS, ...OTHER_EXPORTS].flatMap(({ codes }) => codes);
    expect(named.toSorted()).toEqual(FORMATS.map(({ code }) => code).toSorted());
  });

  it.each([
    ["brokers", BROKER_EXPORTS],
    ["others", OTHER_EXPORTS],
  ] as const)("lists %s by name", (_which, entries) => {
    const names = entries.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en", { sensitivity: "base" })));
  });
});

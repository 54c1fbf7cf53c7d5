import { describe, expect, it } from "vitest";
import { syncCountsSchema } from "@/lib/sync/schema";
import { broughtWords, durationWords, secondsOf } from "./run-words";

describe("what a sync brought", () => {
  it.each([
    [{}, "Nothing new"],
    [{ positions: 9, known: 40 }, "Nothing new, 9 positions"],
    [
      { added: 1200, changed: 1, removed: 2, kept: 3, refused: 4, positions: 1 },
      "1,200 new, 1 changed, 2 taken back, 3 kept as you have them, 4 not understood, 1 position",
    ],
    [{ kept: 1 }, "Nothing new, 1 kept as you have them"],
  ])("%j is told as %s", (counts, words) => expect(broughtWords(syncCountsSchema.parse(counts))).toBe(words));
});

describe("how long a sync took", () => {
  it("is not known before it is over", () => expect(secondsOf({ startedAt: "2026-11-24T10:00:00.000Z", finishedAt: null })).toBeNull());
  it.each([
    [0, "0.0 s"],
    [0.44, "0.4 s"],
    [9.96, "10 s"],
    [119, "119 s"],
    [180, "3 min"],
  ])("%d seconds read %s", (seconds, words) => expect(durationWords(seconds)).toBe(words));
});

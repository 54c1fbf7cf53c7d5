import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countCheck, countPlaywright, countVitest, total } from "@/scripts/testing/counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "truefolio-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("the last line of npm test", () => {
  it("counts every unit and database test", () => {
    const report = reportOf({ numPassedTests: 40, numFailedTests: 2, numPendingTests: 1 });
    expect(countVitest({ ok: false, report })).toEqual({ passed: 40, failed: 2, skipped: 1 });
  });

  it("counts every browser test, one that passed at the second attempt included", () => {
    const report = reportOf({ stats: { expected: 10, flaky: 1, unexpected: 3, skipped: 2 } });
    expect(countPlaywright({ ok: false, report })).toEqual({ passed: 11, failed: 3, skipped: 2 });
  });

  it("counts a check as one", () => {
    expect([countCheck({ ok: true }), countCheck({ ok: false })]).toMatchObject([{ passed: 1 }, { failed: 1 }]);
  });

  it("counts a failure when a run fails without a failing test, or before its first", () => {
    expect(countVitest({ ok: false, report: reportOf({ numPassedTests: 7 }) })).toMatchObject({ passed: 7, failed: 1 });
    expect(countVitest({ ok: false, report: join(folder, "missing.json") })).toMatchObject({ passed: 0, failed: 1 });
    expect(countPlaywright({ ok: false, report: join(folder, "missing.json") })).toMatchObject({ passed: 0, failed: 1 });
  });

  it("adds up", () => {
    expect(total([countCheck({ ok: true }), { passed: 3, failed: 1, skipped: 2 }])).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });
});

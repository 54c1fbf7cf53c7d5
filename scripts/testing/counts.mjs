import { readFileSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts a check that is one thing: right or wrong.
 *
 * @param {{ ok: boolean }} outcome
 * @returns {Counts}
 */
export function countCheck({ ok }) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/**
 * Counts the tests of a report that Vitest has written (its "json" reporter).
 *
 * @param {{ ok: boolean, report: string }} outcome `ok`: how the run itself ended; `report`: the file.
 * @returns {Counts}
 */
export function countVitest({ ok, report }) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport(report);
  return atLeastOneFailure(ok, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests });
}

/**
 * Counts the tests of a report that Playwright has written (its "json" reporter).
 *
 * @param {{ ok: boolean, report: string }} outcome
 * @returns {Counts}
 */
export function countPlaywright({ ok, report }) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = readReport(report).stats ?? {};
  return atLeastOneFailure(ok, { passed: expected + flaky, failed: unexpected, skipped });
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function total(all) {
  const sum = (key) => all.reduce((count, each) => count + each[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** A run can fail without a failing test: a file that doesn't load, a server that doesn't start, an error between two tests. */
function atLeastOneFailure(ok, counts) {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Never written: the run ended before its first test.
    return {};
  }
}

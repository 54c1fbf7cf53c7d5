import { expect, it } from "vitest";
import { runWithFaults } from "./run";

it("leaves everything as it must be, and as it would be undisturbed, when web, worker, database and rotation are killed at any moment", async () => {
  const report = await runWithFaults({ kills: 12, milliseconds: 60_000, seed: 7, log: () => {} });
  expect(report.violations).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
  const kills = Object.values(report.kills).reduce((sum, count) => sum + count, 0);
  expect(kills).toBeGreaterThan(0);
  expect(report.restarts).toBeGreaterThanOrEqual(kills);
}, 300_000);

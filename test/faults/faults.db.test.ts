import { expect, it } from "vitest";
import { runWithFaults } from "./run";

it("leaves everything as it must be, and as it would be undisturbed, when web, worker, database and rotation are killed at any moment", async () => {
  const report = await runWithFaults({ kills: 12, milliseconds: 60_000, seed: 7, log: () => {} });
  expect(report.violations).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report.restarts).toBeGreaterThan(0);
}, 300_000);

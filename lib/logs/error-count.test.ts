import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { countError, errorCounts } from "./error-count";

const HOUR_MS = 60 * 60_000;
const holder = globalThis as { truefolioErrors?: unknown };

beforeEach(() => {
  delete holder.truefolioErrors;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  delete holder.truefolioErrors;
});

it("errors are counted since the process began, and in the last day", () => {
  expect(errorCounts()).toEqual({ total: 0, lastDay: 0 });
  countError();
  vi.advanceTimersByTime(23 * HOUR_MS);
  countError();
  expect(errorCounts()).toEqual({ total: 2, lastDay: 2 });
  vi.advanceTimersByTime(HOUR_MS);
  expect(errorCounts()).toEqual({ total: 2, lastDay: 1 });
  vi.advanceTimersByTime(24 * HOUR_MS);
  expect(errorCounts()).toEqual({ total: 2, lastDay: 0 });
});

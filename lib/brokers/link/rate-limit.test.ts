import { expect, it } from "vitest";
import { resetAfterMs } from "./rate-limit";

const NOW = 1_795_000_000_000;
const headers = (reset: string) => new Headers({ "X-RateLimit-Reset": reset });

it("a limit is over at the instant that the broker names, or after the seconds that it counts", () => {
  expect(resetAfterMs(headers("1795000003"), NOW)).toBe(3000);
  expect(resetAfterMs(headers("12.5"), NOW)).toBe(12_500);
});

it("a limit whose instant has passed is over", () => {
  expect(resetAfterMs(headers("1794999999"), NOW)).toBe(0);
});

it.each(["", "soon", "-3", "1795000003000", "2026-11-24T00:00:00Z"])("a reset of %j says nothing", (text) => {
  expect(resetAfterMs(headers(text), NOW)).toBeNull();
});

it("an answer without the header says nothing", () => {
  expect(resetAfterMs(new Headers(), NOW)).toBeNull();
});

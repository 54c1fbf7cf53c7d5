import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { isTimeout } from "./timeout";

const thrown = (work: Promise<unknown>) => work.catch((error: unknown) => error);

it("knows that the time was up, wherever it was", async () => {
  expect(isTimeout(await thrown(fetch("http://127.0.0.1:9", { signal: AbortSignal.abort(new DOMException("", "TimeoutError")) })))).toBe(
    true,
  );
  expect(isTimeout(await thrown(sleep(5000, undefined, { signal: AbortSignal.timeout(1) })))).toBe(true);
});

it("takes nothing else for it", async () => {
  expect(isTimeout(await thrown(sleep(5000, undefined, { signal: AbortSignal.abort() })))).toBe(false);
  expect(isTimeout(new Error("no"))).toBe(false);
  expect(isTimeout("TimeoutError")).toBe(false);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/test/database";
import { turnsOf } from "../rules";
import { takeTurn } from "./turns";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** When each of so many who ask at once may go ahead, in milliseconds, in order. */
async function turns(count: number, scopes: string[], everyMs: number[], slackMs: number[]): Promise<number[]> {
  const asked = Array.from({ length: count }, async () => {
    const wait = await takeTurn(scopes, everyMs, slackMs, 1e9);
    return performance.now() + wait;
  });
  return (await Promise.all(asked)).sort((a, b) => a - b);
}

it("of 500 who ask at once, no more go ahead in any span of time than the limit lets", async () => {
  const limit = { requests: 20, perMs: 1000, of: "key" } as const;
  const { everyMs, slackMs } = turnsOf(limit);
  const times = await turns(500, ["exact"], [everyMs], [slackMs]);
  // To the place in line it is exact; the clock of who asks is read a little later than the database's.
  const first = times[0] ?? 0;
  times.forEach((time, index) => {
    const place = Math.max(0, index * everyMs - slackMs);
    expect(time - first).toBeGreaterThanOrEqual(place - 60);
  });
  const [row] = await db.owner.query<{ ahead: number }>(
    "SELECT extract(epoch FROM free_at - clock_timestamp())::float8 * 1000 AS ahead FROM broker_limits WHERE scope = 'exact'",
  );
  const passed = performance.now() - first;
  expect(Math.abs((row?.ahead ?? 0) + passed - 500 * everyMs)).toBeLessThan(everyMs * 20 + 500);
});

it("who shares two limits keeps to the slower one, and takes no turn of either where the wait is too long", async () => {
  const times = await turns(10, ["fast", "slow"], [1, 1000], [0, 0]);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(8_500);
  const before = await db.owner.query("SELECT * FROM broker_limits ORDER BY scope");
  expect(await takeTurn(["fast", "slow"], [1, 1000], [0, 0], 100)).toBeGreaterThan(100);
  expect(await db.owner.query("SELECT * FROM broker_limits ORDER BY scope")).toEqual(before);
});

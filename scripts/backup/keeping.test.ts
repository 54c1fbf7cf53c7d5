import fc from "fast-check";
import { expect, it } from "vitest";
import { type BackupFile, fileName } from "@/lib/backups/files";
import { parseEvery, parseKeep, superfluous } from "./keeping";

const HOUR = 60 * 60_000;
const at = (time: number): BackupFile => ({ name: fileName(new Date(time)), madeAt: new Date(time) });
const every6Hours = (count: number) => Array.from({ length: count }, (_, index) => at(Date.UTC(2026, 0, 1) + index * 6 * HOUR));

it("keeps the newest of each of seven days and of four weeks", () => {
  const all = every6Hours(4 * 60);
  const gone = new Set(superfluous(all, parseKeep("7d,4w")));
  const kept = all.filter((file) => !gone.has(file)).map(({ name }) => name);
  expect(kept).toEqual(
    [
      ...["2026-02-08T18", "2026-02-15T18", "2026-02-22T18", "2026-02-23T18", "2026-02-24T18", "2026-02-25T18"],
      ...["2026-02-26T18", "2026-02-27T18", "2026-02-28T18", "2026-03-01T18"],
    ].map((hour) => `truefolio-${hour}-00-00Z.backup`),
  );
});

it("never removes the newest one, and removes nothing more when it is asked again", () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 400 * 24 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, fc.nat({ max: 9 }), fc.nat({ max: 9 }), (hours, days, weeks) => {
      const all = hours.map((hour) => at(Date.UTC(2026, 0, 1) + hour * HOUR));
      const gone = superfluous(all, { days, weeks });
      const kept = all.filter((file) => !gone.includes(file));
      const newest = Math.max(...all.map(({ madeAt }) => madeAt.getTime()));
      expect(kept.some(({ madeAt }) => madeAt.getTime() === newest)).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(1 + days + weeks);
      expect(superfluous(kept, { days, weeks })).toEqual([]);
    }),
  );
});

it("makes backups each day where a folder for them is set, and else only when told to", () => {
  expect(parseEvery({})).toBe(null);
  expect(parseEvery({ BACKUP_DIR: "/backups" })).toBe(24 * HOUR);
  expect(parseEvery({ BACKUP_DIR: "/backups", BACKUP_EVERY: "off" })).toBe(null);
  expect(parseEvery({ BACKUP_EVERY: "12h" })).toBe(12 * HOUR);
});

it("says how a setting should be when it can't be read", () => {
  expect(() => parseEvery({ BACKUP_EVERY: "daily" })).toThrow("like 12h, 1d or 1w");
  expect(() => parseKeep("seven")).toThrow("7d,4w");
});

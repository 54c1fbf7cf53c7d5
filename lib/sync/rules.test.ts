import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterFailure, isShrunken, MAX_FAILURES, nextDue, retryDelayMs, turnsOf } from "./rules";

const HOURS = { timeZone: "America/New_York", from: "09:30", to: "16:30" };
const at = (text: string) => new Date(text);

describe("a failure that passes", () => {
  it("is tried again later and later, never all at the same time, and after six hours at most", () => {
    const minutes = [1, 2, 3, 4, 9].map((failures) => retryDelayMs(failures, null, 1) / 60_000);
    expect(minutes).toEqual([1, 4, 16, 64, 360]);
    expect(retryDelayMs(3, null, 0)).toBe(8 * 60_000);
  });

  it("waits at least as long as the broker asks for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, asked, r) => {
          expect(retryDelayMs(n, asked, r)).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });

  it("needs the person once it has not passed for long", () => {
    expect(afterFailure(true, MAX_FAILURES - 1, null, 1)).toMatchObject({ attention: false });
    expect(afterFailure(true, MAX_FAILURES, null, 1)).toEqual({ attention: true });
    expect(afterFailure(false, 1, null, 1)).toEqual({ attention: true });
  });
});

describe("the next sync", () => {
  it("is at the account's own place in every round, half a round from now at the earliest", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.integer({ min: 5, max: 1440 }),
        fc.integer({ min: 0, max: 1e9 }),
        (id, every, later) => {
          const now = new Date(Date.UTC(2026, 0, 1) + later * 1000);
          const due = nextDue({ everyMinutes: every }, now, id);
          const minutes = (due.getTime() - now.getTime()) / 60_000;
          expect(minutes).toBeGreaterThanOrEqual(every / 2 - 0.01);
          expect(minutes).toBeLessThanOrEqual(every * 1.5 + 0.01);
          const round = nextDue({ everyMinutes: every }, due, id).getTime() - due.getTime();
          expect(Math.round(round / 60_000)).toBe(every);
        },
      ),
    );
  });

  it("spreads accounts over the round", () => {
    const tenths = new Array(10).fill(0);
    for (let id = 1n; id <= 1000n; id += 1n) {
      const minutes = (nextDue({ everyMinutes: 60 }, at("2026-03-04T12:00:00Z"), id).getTime() - Date.UTC(2026, 2, 4, 12, 30)) / 60_000;
      tenths[Math.min(9, Math.floor(minutes / 6))] += 1;
    }
    for (const many of tenths) expect(many).toBeGreaterThan(80);
  });

  it("stays within the market's hours, on weekdays, where the market is, on both sides of a clock change", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 6n }), fc.integer({ min: 0, max: 365 * 24 * 60 }), (id, minute) => {
        const due = nextDue({ everyMinutes: 120, hours: HOURS }, new Date(Date.UTC(2026, 0, 1) + minute * 60_000), id);
        const local = new Intl.DateTimeFormat("en-GB", {
          timeZone: HOURS.timeZone,
          weekday: "short",
          hour: "2-digit",
          minute: "2-digit",
        }).format(due);
        expect(local).toMatch(/^(Mon|Tue|Wed|Thu|Fri)/);
        const time = local.slice(-5);
        expect(time >= HOURS.from && time <= HOURS.to, `${local} of ${due.toISOString()}`).toBe(true);
      }),
    );
  });

  it("on a Friday evening is on Monday, in the first round after the market opens", () => {
    const due = nextDue({ everyMinutes: 60, hours: HOURS }, at("2026-11-20T23:00:00Z"), 7n);
    expect(due.toISOString().slice(0, 10)).toBe("2026-11-23");
    expect(due.getTime()).toBeLessThanOrEqual(at("2026-11-23T15:30:00Z").getTime());
  });
});

it("turns never exceed the limit that they stand for, in any span of time", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 100, max: 60_000 }), (requests, perMs) => {
      const { everyMs, slackMs } = turnsOf({ requests, perMs, of: "key" });
      const atOnce = slackMs / everyMs + 1;
      expect(Math.round(atOnce) + Math.ceil(perMs / everyMs - 1e-6) - 1).toBeLessThanOrEqual(requests);
    }),
  );
});

describe("a snapshot", () => {
  it.each([
    ["nothing of three", { before: 3, after: 0, unexplained: 3 }, true],
    ["nothing of one", { before: 1, after: 0, unexplained: 1 }, true],
    ["nothing, all of it sold", { before: 3, after: 0, unexplained: 0 }, false],
    ["nothing where nothing was", { before: 0, after: 0, unexplained: 0 }, false],
    ["one of four", { before: 4, after: 1, unexplained: 3 }, true],
    ["two of four", { before: 4, after: 2, unexplained: 2 }, false],
    ["one of three", { before: 3, after: 1, unexplained: 2 }, false],
    ["one of ten, of which six were sold", { before: 10, after: 1, unexplained: 3 }, false],
    ["others than before", { before: 4, after: 4, unexplained: 3 }, true],
  ])("that leaves %s waits for the person: %o → %s", (_name, change, held) => {
    expect(isShrunken(change)).toBe(held);
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { openSyncSite, type SyncSite } from "@/test/sync-site";
import { outcomeOf, syncAll, syncDisturbed } from "./kill-workers";

const ACCOUNTS = 100;
const PATIENT = 300_000;

let site: SyncSite;
beforeAll(async () => {
  site = await openSyncSite();
});
afterAll(() => site.close());

/** `npm run bench -- --sync 10000 --kill` does the same with as many as the budget speaks of. */
it("two workers that are killed again and again lose nothing and double nothing: every account ends as one that nobody disturbed", {
  timeout: PATIENT,
}, async () => {
  const [twins, disturbed] = [await site.link(ACCOUNTS), await site.link(ACCOUNTS)];
  const workers = await Promise.all([site.startWorker(), site.startWorker()]);
  await syncAll(site, twins);
  expect(await outcomeOf(site, twins)).toEqual({ done: ACCOUNTS, doubled: 0, lost: 0 });
  site.broker.answerAfter(20);
  const { kills, ...came } = await syncDisturbed(site, disturbed, twins, workers, { everyMs: [300, 1_500], log: () => {} });
  expect(came).toEqual({ done: ACCOUNTS, doubled: 0, lost: 0, restarts: kills, differing: 0, difference: null });
  expect(kills).toBeGreaterThan(2);
});

import "server-only";
import type { BrokerPage, Connector, RemoteAccount } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { writePages } from "@/lib/brokers/pages";
import { BrokerProblem } from "@/lib/brokers/problem";
import { asActor } from "@/lib/db/as-actor";
import { leaveSyncing } from "../mutations";
import { remoteAccountSchema } from "../schema";
import type { Progress } from "./progress";
import { holdRun } from "./progress";
import type { BegunRun } from "./run";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What one broker sent in one sync, as the file that becomes an import. */
export interface Fetched {
  bytes: Uint8Array;
  pages: number;
  fetchedAt: Date;
}

/**
 * Asks the broker for everything that is held, and for what happened since the cursor, with some days before it again.
 * @returns null when the key opens several accounts and the person has yet to choose one: then the run is over
 */
export async function fetchPages(run: BegunRun, connector: Connector, link: BrokerLink, progress: Progress): Promise<Fetched | null> {
  const known = remoteAccountSchema.nullable().parse(run.remote);
  const account = known && run.cause === "schedule" ? plain(known) : await discover(run, connector, link, progress, known);
  if (account === null) return null;
  const overlapMs = (link.manifest.sync?.overlapDays ?? 0) * DAY_MS;
  const since = run.syncedThrough === null ? null : new Date(Date.parse(run.syncedThrough) - overlapMs).toISOString();
  const fetchedAt = new Date(link.now());
  const pages: BrokerPage[] = [];
  await progress.at("Fetching positions");
  for await (const page of connector.holdings(link, account)) await progress.at("Fetching positions", pages.push(page));
  await progress.at("Fetching transactions");
  for await (const page of connector.transactions(link, account, since)) await progress.at("Fetching transactions", pages.push(page));
  return {
    bytes: writePages({ broker: connector.code, account, fetchedAt: fetchedAt.toISOString(), since }, pages),
    pages: pages.length,
    fetchedAt,
  };
}

/** Asks what the key may do and opens, and keeps it; one account is chosen by itself. A chosen one stays, whatever else there is. */
async function discover(
  run: BegunRun,
  connector: Connector,
  link: BrokerLink,
  progress: Progress,
  known: RemoteAccountRow | null,
): Promise<RemoteAccount | null> {
  await progress.at("Asking what the key may do");
  const facts = await connector.test(link);
  const found: RemoteAccount[] = [];
  if (known === null) for await (const account of connector.accounts(link)) found.push(account);
  if (known === null && found.length === 0)
    throw new BrokerProblem("setup", "The key opens no account.", "Make the key for an account that is open, and enter it here.");
  const chosen = known ? plain(known) : found.length === 1 ? (found[0] ?? null) : null;
  await asActor(run.actor, async (tx) => {
    await tx.$queryRaw`SELECT id FROM broker_accounts WHERE id = ${run.accountId} FOR NO KEY UPDATE`;
    await holdRun(tx, run, "Fetching positions", 0);
    await tx.brokerLink.update({
      where: { brokerAccountId: run.accountId },
      data: {
        keyFacts: { ...facts, reads: [...facts.reads], missing: [...facts.missing] },
        ...(known ? {} : { found: found.map((account) => ({ ...account })) }),
        ...(known || !chosen ? {} : { remote: { ...chosen } }),
        ...(chosen ? {} : { nextDue: null, failures: 0 }),
      },
      select: { brokerAccountId: true },
    });
    if (chosen) {
      await tx.brokerAccount.updateMany({
        where: { id: run.accountId, status: { in: ["linking", "attention"] } },
        data: { status: "syncing" },
      });
      return;
    }
    await tx.$executeRaw`
      UPDATE sync_runs SET status = 'done', phase = '', finished_at = now() WHERE id = ${run.runId}`;
    await tx.$executeRaw`UPDATE broker_links SET problem = NULL WHERE broker_account_id = ${run.accountId}`;
    await leaveSyncing(tx, run.accountId);
  });
  return chosen;
}

type RemoteAccountRow = ReturnType<typeof remoteAccountSchema.parse>;

const plain = ({ id, name, currency }: RemoteAccountRow): RemoteAccount => (currency === undefined ? { id, name } : { id, name, currency });

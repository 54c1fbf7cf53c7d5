import type { Actor } from "@/lib/auth/actor";
import { sealFirst } from "@/lib/credentials/mutations";
import { asActor } from "@/lib/db/as-actor";
import { Claims } from "@/lib/jobs/claims";
import { requestSync } from "@/lib/sync/mutations";
import type { BrokerDirectory } from "@/lib/sync/run/brokers";
import { performSync, type SyncOptions } from "@/lib/sync/run/perform";
import type { SyncCause, SyncProblem, SyncRunStatus } from "@/lib/sync/schema";
import type { Person, TestDatabase } from "./database";

/** Has syncs ask these addresses in the place of the brokers' own. To be called before the test's database is made: the environment is read once. */
export function askInstead(endpoints: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  process.env.BROKER_ENDPOINTS = JSON.stringify(endpoints);
}

/** Links an account as the form does, for a broker that need not be in the product. */
export async function linkTo(
  db: Pick<TestDatabase, "owner">,
  { actor, portfolioId }: Person,
  broker: string,
  secrets: Readonly<Record<string, string>>,
  keyGroup?: string,
): Promise<bigint> {
  await db.owner.query("INSERT INTO broker_types (code, display_name) VALUES ($1, initcap($1)) ON CONFLICT DO NOTHING", [broker]);
  const [type] = await db.owner.query<{ id: string }>("SELECT id FROM broker_types WHERE code = $1", [broker]);
  return asActor(actor, async (tx) => {
    const { id } = await tx.brokerAccount.create({
      data: { portfolioId, brokerTypeId: BigInt(type?.id ?? 0), displayName: "Mine", status: "linking" },
      select: { id: true },
    });
    await sealFirst(tx, id, secrets);
    await tx.brokerLink.create({
      data: { brokerAccountId: id, keyGroup: keyGroup ?? crypto.randomUUID() },
      select: { brokerAccountId: true },
    });
    return id;
  });
}

export async function request(actor: Actor, accountId: bigint, cause: SyncCause = "person"): Promise<bigint> {
  const made = await asActor(actor, (tx) => requestSync(tx, actor, accountId, cause));
  if (!made) throw new Error("the sync was refused");
  return made.runId;
}

/** Performs a run at once, as a worker does that is given its job. */
export async function perform(
  runId: bigint,
  brokers: BrokerDirectory,
  options: Partial<Pick<SyncOptions, "signal" | "patience">> = {},
): Promise<void> {
  const claims = await Claims.open(() => {});
  try {
    await performSync(runId, { signal: new AbortController().signal, ...options, brokers, claim: (key, work) => claims.claim(key, work) });
  } finally {
    await claims.close();
  }
}

export interface AccountState {
  status: string;
  run: {
    status: SyncRunStatus;
    phase: string;
    pages: number;
    counts: Record<string, number>;
    problem: SyncProblem | null;
    attempts: number;
    cause: string;
  };
  problem: SyncProblem | null;
  failures: number;
  syncedThrough: string | null;
  nextDue: string | null;
  remote: { id: string } | null;
  found: unknown[];
  rows: number;
  snapshots: number;
  /** Units by symbol in the newest snapshot. */
  positions: Record<string, string>;
}

/** How an account stands after its newest run, looked at from behind the scenes. */
export async function stateOf(db: TestDatabase, accountId: bigint): Promise<AccountState> {
  const [state] = await db.owner.query<{ state: AccountState }>(
    `SELECT jsonb_build_object('status', a.status, 'problem', l.problem, 'failures', l.failures, 'syncedThrough', l.synced_through,
       'nextDue', l.next_due, 'remote', l.remote, 'found', l.found, 'run', to_jsonb(r),
       'rows', (SELECT count(*) FROM transactions t WHERE t.broker_account_id = a.id),
       'snapshots', (SELECT count(*) FROM holding_snapshots s WHERE s.broker_account_id = a.id),
       'positions', coalesce((SELECT jsonb_object_agg(h.symbol, h.quantity::text) FROM holdings h
         WHERE h.broker_account_id = a.id AND h.asset_type <> 'cash' AND h.source_snapshot_id = (
           SELECT s.id FROM holding_snapshots s WHERE s.broker_account_id = a.id ORDER BY s.as_of DESC, s.created_at DESC LIMIT 1)), '{}')) AS state
     FROM broker_accounts a JOIN broker_links l ON l.broker_account_id = a.id
       LEFT JOIN LATERAL (SELECT * FROM sync_runs r WHERE r.broker_account_id = a.id ORDER BY r.id DESC LIMIT 1) r ON true WHERE a.id = $1`,
    [accountId],
  );
  if (!state) throw new Error("there is no such account");
  return state.state;
}

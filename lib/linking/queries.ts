import "server-only";
import { z } from "zod";
import type { AccountStatus } from "@/lib/accounts/statuses";
import type { Actor } from "@/lib/auth/actor";
import { brokerManifest } from "@/lib/brokers/registry";
import { readCredentialState } from "@/lib/credentials/queries";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { readRuns } from "@/lib/sync/queries";
import { keyFactsSchema, remoteAccountSchema, syncProblemSchema } from "@/lib/sync/schema";
import type { Connection, FoundAccount, LinkState, SyncDigestEntry } from "./schema";

const foundSchema = z.array(remoteAccountSchema);
const nullable = { remote: remoteAccountSchema.nullable(), key: keyFactsSchema.nullable(), problem: syncProblemSchema.nullable() };

/** How an account stands with its broker; null where it has none that can be asked, or isn't the actor's. */
export function getLinkState(actor: Actor, accountId: bigint): Promise<LinkState | null> {
  return asActor(actor, async (tx) => {
    const link = await tx.brokerLink.findUnique({
      where: { brokerAccountId: accountId },
      select: {
        remote: true,
        found: true,
        keyFacts: true,
        problem: true,
        succeededAt: true,
        nextDue: true,
        secretUsedAt: true,
        account: { select: { brokerType: { select: { code: true } } } },
      },
    });
    const manifest = link && brokerManifest(link.account.brokerType.code);
    if (!link || !manifest) return null;
    const [newest, previous] = await readRuns(tx, accountId, 2);
    const isOpen = newest !== undefined && ["queued", "running"].includes(newest.status);
    const problem = nullable.problem.parse(link.problem);
    return {
      access: manifest.access,
      brings: manifest.brings,
      remote: optional(nullable.remote.parse(link.remote)),
      found: await withLinked(tx, manifest.code, foundSchema.parse(link.found)),
      key: nullable.key.parse(link.keyFacts),
      problem,
      needsLogin: manifest.access === "login" && problem?.kind === "sign-in",
      open: isOpen ? newest : null,
      last: (isOpen ? previous : newest) ?? null,
      heldImportId: newest?.status === "held" ? newest.importId : null,
      succeededAt: link.succeededAt?.toISOString() ?? null,
      nextDue: link.nextDue?.toISOString() ?? null,
      secretUsedAt: link.secretUsedAt?.toISOString() ?? null,
    };
  });
}

type Parsed = z.infer<typeof remoteAccountSchema>;
const optional = (account: Parsed | null) => account && named(account);
const named = ({ currency, ...account }: Parsed) => (currency === undefined ? account : { ...account, currency });

/** Which of the accounts found are linked already, by their number, among all that the person has of this broker. */
async function withLinked(tx: Transaction, brokerCode: string, found: readonly Parsed[]): Promise<FoundAccount[]> {
  if (found.length === 0) return [];
  const accounts = await tx.brokerAccount.findMany({
    where: { brokerType: { code: brokerCode }, link: { isNot: null } },
    select: { displayName: true, link: { select: { remote: true } } },
  });
  const linked = new Map(accounts.map(({ displayName, link }) => [nullable.remote.parse(link?.remote ?? null)?.id, displayName]));
  return found.map((account) => ({ ...named(account), linkedAs: linked.get(account.id) ?? null }));
}

interface ConnectionRow {
  id: bigint;
  display_name: string;
  portfolio_name: string;
  broker_name: string;
  secret_set_at: Date | null;
  secret_used_at: Date | null;
  key_facts: unknown;
}

/** Every key that a person has given: since when, when it was last used, and under which key it is sealed. Nothing is opened for it. */
export function listConnections(actor: Actor): Promise<Connection[]> {
  return asActor(actor, async (tx) => {
    const accounts = await tx.$queryRaw<ConnectionRow[]>`
      SELECT a.id, a.display_name, p.name AS portfolio_name, t.display_name AS broker_name, l.secret_set_at, l.secret_used_at, l.key_facts
      FROM broker_accounts a JOIN portfolios p ON p.id = a.portfolio_id JOIN broker_types t ON t.id = a.broker_type_id
        LEFT JOIN broker_links l ON l.broker_account_id = a.id
      WHERE t.code NOT IN ('manual', 'file') ORDER BY p.name, a.display_name, a.id`;
    const connections: Connection[] = [];
    for (const row of accounts) {
      const credential = await readCredentialState(tx, row.id);
      if (!credential) continue;
      connections.push({
        accountId: row.id.toString(),
        accountName: row.display_name,
        portfolioName: row.portfolio_name,
        brokerName: row.broker_name,
        credential: { state: credential.state, keyId: credential.keyId },
        setAt: credential.state === "empty" ? null : (row.secret_set_at?.toISOString() ?? credential.updatedAt),
        usedAt: row.secret_used_at?.toISOString() ?? null,
        expiresAt: nullable.key.parse(row.key_facts)?.expiresAt ?? null,
      });
    }
    return connections;
  });
}

/** What came by itself into the accounts of a portfolio, those that need somebody first; none where nothing is linked. */
export function getSyncDigest(actor: Actor, portfolioId: bigint): Promise<SyncDigestEntry[]> {
  return asActor(actor, async (tx) => {
    const accounts = await tx.brokerAccount.findMany({
      where: { portfolioId, link: { isNot: null } },
      orderBy: [{ displayName: "asc" }, { id: "asc" }],
      select: { id: true, displayName: true, status: true, link: { select: { problem: true, succeededAt: true } } },
    });
    const entries: SyncDigestEntry[] = [];
    for (const { id, displayName, status, link } of accounts) {
      const [last = null] = await readRuns(tx, id, 1);
      entries.push({
        accountId: id.toString(),
        accountName: displayName,
        // The database's own check keeps this list.
        status: status as AccountStatus,
        problem: nullable.problem.parse(link?.problem ?? null),
        succeededAt: link?.succeededAt?.toISOString() ?? null,
        last,
      });
    }
    const needs = ({ status, problem }: SyncDigestEntry) => (status === "attention" || problem !== null ? 0 : 1);
    return entries.sort((a, b) => needs(a) - needs(b));
  });
}

import { z } from "zod";
import type { AccountStatus } from "@/lib/accounts/statuses";
import type { RemoteAccount } from "@/lib/brokers/connector";
import type { BrokerAccess } from "@/lib/brokers/manifest";
import type { CredentialState } from "@/lib/credentials/schema";
import { rowIdSchema } from "@/lib/db/row-id";
import type { SyncProblem, SyncRun } from "@/lib/sync/schema";

/** The credentials travel beside these, as `credential.<field>`: which ones depends on the broker, so they are parsed in the mutation. */
export const testTypedSchema = z.looseObject({ broker: z.string() });
export type TestTyped = z.infer<typeof testTypedSchema>;
export const linkedAccountSchema = z.object({ accountId: rowIdSchema });

/** The ids of accounts at the broker, as ticked. */
const chosenSchema = z.preprocess((value) => [value ?? []].flat(), z.array(z.string().min(1).max(300)).max(200));
export const chooseAccountsSchema = z.object({ accountId: rowIdSchema, remote: chosenSchema });
export const unlinkSchema = z.object({
  accountId: rowIdSchema,
  data: z.enum(["keep", "remove"], "Choose what becomes of the data."),
  confirmation: z.string().default(""),
});

/** What a key was found to do, in words for people. */
export interface TestedKey {
  accounts: number;
  reads: readonly string[];
  mayTrade: boolean | null;
  mayWithdraw: boolean | null;
  expiresAt: string | null;
  missing: readonly string[];
}

/** An account at the broker that can be chosen. */
export interface FoundAccount extends RemoteAccount {
  /** The name of the account here that it is linked with already. */
  linkedAs: string | null;
}

/** How an account stands with its broker. */
export interface LinkState {
  access: BrokerAccess;
  /** What comes by itself, in words. */
  brings: readonly string[];
  remote: RemoteAccount | null;
  /** More than one, or one that is linked already: the person has to say which. */
  found: readonly FoundAccount[];
  key: Omit<TestedKey, "accounts"> | null;
  problem: SyncProblem | null;
  /** The person has to sign in on the broker's pages before anything can come. */
  needsLogin: boolean;
  /** The sync that is under way or waits its turn. */
  open: SyncRun | null;
  last: SyncRun | null;
  /** An import that waits for the person's word. */
  heldImportId: string | null;
  succeededAt: string | null;
  nextDue: string | null;
  secretUsedAt: string | null;
}

/** A line of what came by itself into a portfolio's accounts, or doesn't come any more. */
export interface SyncDigestEntry {
  accountId: string;
  accountName: string;
  status: AccountStatus;
  problem: SyncProblem | null;
  succeededAt: string | null;
  /** The last sync that brought something to an end. */
  last: SyncRun | null;
}

/** A line of the list of all keys that a person has given. */
export interface Connection {
  accountId: string;
  accountName: string;
  portfolioName: string;
  brokerName: string;
  credential: Pick<CredentialState, "state" | "keyId">;
  setAt: string | null;
  usedAt: string | null;
  expiresAt: string | null;
}

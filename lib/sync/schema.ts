import { z } from "zod";
import { BROKER_PROBLEM_KINDS, PASSING_KINDS } from "@/lib/brokers/problem";
import { rowIdSchema } from "@/lib/db/row-id";

/** Why a sync was asked for: the account was linked, a person said so, its time had come, or somebody signed in at the broker again. */
export type SyncCause = "link" | "person" | "schedule" | "sign-in";

/** `held`: what came waits for the person's word, because it would take most of their holdings away. */
export type SyncRunStatus = "queued" | "running" | "done" | "failed" | "held" | "stopped";

/** Why a sync came to nothing. Beside what brokers say: `sealed` credentials that don't open, `ours` for a fault of this app. */
export const SYNC_PROBLEM_KINDS = [...BROKER_PROBLEM_KINDS, "sealed", "shrunken", "ours"] as const;

export type SyncProblemKind = (typeof SYNC_PROBLEM_KINDS)[number];

/** Of these, what passes by itself: tried again, until it has not passed for long. The others wait for the person at once. */
export const PASSING_SYNC_KINDS: readonly SyncProblemKind[] = [...PASSING_KINDS, "ours"];

/** In words for people: what is wrong, and what they can do. */
export const syncProblemSchema = z.object({
  kind: z.enum(SYNC_PROBLEM_KINDS),
  message: z.string(),
  mend: z.string(),
  /** ISO instant. */
  at: z.string(),
});
export type SyncProblem = z.infer<typeof syncProblemSchema>;

export const remoteAccountSchema = z.object({ id: z.string(), name: z.string(), currency: z.string().optional() });

export const keyFactsSchema = z.object({
  reads: z.array(z.string()),
  mayTrade: z.boolean().nullable(),
  mayWithdraw: z.boolean().nullable(),
  expiresAt: z.string().nullable(),
  missing: z.array(z.string()),
});

/** What a sync brought, by what became of it. */
export const syncCountsSchema = z.object({
  positions: z.number().int().default(0),
  added: z.number().int().default(0),
  changed: z.number().int().default(0),
  removed: z.number().int().default(0),
  /** The person's own version stayed. */
  kept: z.number().int().default(0),
  known: z.number().int().default(0),
  refused: z.number().int().default(0),
});
export type SyncCounts = z.infer<typeof syncCountsSchema>;

/** A sync that was asked for, and what came of it. */
export interface SyncRun {
  id: string;
  cause: SyncCause;
  status: SyncRunStatus;
  /** What it is at, in words. */
  phase: string;
  /** Answers of the broker so far. */
  pages: number;
  counts: SyncCounts;
  problem: SyncProblem | null;
  importId: string | null;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export const accountToSyncSchema = z.object({ accountId: rowIdSchema });

import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { TRADE_TYPE_CODES } from "@/lib/transactions/trade-types";
import type { Outcome } from "./outcomes";
import type { ChoiceCounts, Difference, ImportProblems, Version } from "./preview-schema";

export const importIdSchema = z.object({ importId: rowIdSchema });

/** Where a statement's rows go: `skip`, `link` (a new account of its own) or the id of an account. */
export const chooseTargetSchema = importIdSchema.extend({
  statementId: rowIdSchema,
  target: z.union([z.literal("skip"), z.literal("link"), rowIdSchema]),
});

/** Where an import stands. In `reading`, `writing` and `undoing` the worker has it. */
export const IMPORT_STATUSES = [
  "uploading",
  "reading",
  "mapping",
  "preview",
  "writing",
  "imported",
  "undoing",
  "undone",
  "cancelled",
  "failed",
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** Why a step was given up, in words for the person. */
export const problemSchema = z.object({ problem: z.string(), mend: z.string(), line: z.number().nullable() });
export type ImportProblem = z.infer<typeof problemSchema>;

/** What a person has said once for all lines like one: jsonb of `imports.answers`. */
export const answersSchema = z.object({
  currency: z.string().optional(),
  tradeTypes: z.record(z.string(), z.enum(TRADE_TYPE_CODES)).optional(),
});
export type ImportAnswers = z.infer<typeof answersSchema>;

/** How many lines of each kind and outcome. */
export type OutcomeCounts = Partial<Record<Outcome, number>>;

export interface ImportStatementView {
  id: string;
  externalAccountId: string;
  name: string;
  currency: string | null;
  coversFrom: string | null;
  coversTo: string | null;
  decision: "undecided" | "import" | "skip";
  target: { id: string; displayName: string } | null;
  transactions: number;
  positions: number;
}

export interface ImportView {
  id: string;
  accountId: string;
  fileName: string;
  fileSize: number;
  formatName: string;
  /** Read by a mapping, which can be changed while it is in preview. */
  isMapped: boolean;
  status: ImportStatus;
  /** The worker has it. */
  running: boolean;
  /** Why the last step was given up. */
  problem: ImportProblem | null;
  createdAt: string;
  importedAt: string | null;
  undoneAt: string | null;
  statements: ImportStatementView[];
  /** Ledger rows by outcome. */
  transactions: OutcomeCounts;
  /** Positions in snapshots by outcome of their snapshot. */
  positions: OutcomeCounts;
  /** The snapshots themselves: one without positions is a fact too. */
  snapshots: OutcomeCounts;
  rates: OutcomeCounts;
  /** Lines that are none of these: skipped and refused. */
  lines: OutcomeCounts;
  choices: ChoiceCounts;
  problems: ImportProblems;
  answers: ImportAnswers;
  /** Rows of this import that a person has edited or deleted since. */
  editedSince: number;
  /** When the same bytes were imported into this account before. */
  sameFileImportedAt: string | null;
}

export interface ImportRowView {
  id: string;
  line: number;
  kind: string;
  outcome: Outcome;
  reason: string;
  tradeType: string | null;
  assetType: string | null;
  symbol: string | null;
  name: string | null;
  quantity: string | null;
  price: string | null;
  currency: string | null;
  netAmount: string | null;
  at: string | null;
  dateOnly: boolean;
  accountName: string | null;
  /** The ledger row that this line equals or became, while it is there. */
  transaction: { accountId: string; id: string } | null;
  /** Of a changed or kept row: its two versions, field by field. Empty where the person deleted theirs. */
  differences: Difference[];
  /** Whose version is taken; null where there are no two. */
  version: Version | null;
  /** What the account knows is how it was before the import, not how the person has it. */
  before: boolean;
}

export interface ImportSummary {
  id: string;
  fileName: string;
  formatName: string;
  status: ImportStatus;
  createdAt: string;
  importedAt: string | null;
  counts: OutcomeCounts;
}

/** What the page asks for while the worker has an import. */
export interface ImportProgress {
  status: ImportStatus;
  running: boolean;
  /** Lines read, or rows written, and how many there are in all as far as that is known. */
  done: number;
  total: number;
  problem: ImportProblem | null;
}

/** How far an upload is: bytes that the server has. */
export interface UploadState {
  importId: string;
  offset: number;
}

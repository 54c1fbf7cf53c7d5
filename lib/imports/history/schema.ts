import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import type { ImportStatus, OutcomeCounts } from "../schema";

export const sealOriginalSchema = z.object({ importId: rowIdSchema, seal: z.enum(["yes", "no"]) });

/** A period as ISO dates; `estimated` where the file does not say it, and its first and last row stand in. */
export interface Period {
  from: string;
  to: string;
  estimated: boolean;
}

/** An import in the list of those of an account. */
export interface ImportEntry {
  id: string;
  /** The account that it was started on, when that is another one: its rows went here as well. */
  startedOn: { id: string; displayName: string } | null;
  /** The account whose page it has. */
  accountId: string;
  fileName: string;
  fileSize: number;
  /** SHA-256, in hex; empty before the file is all there. */
  fileHash: string;
  formatName: string;
  parserVersion: number;
  /** A newer version of its parser is there. */
  isOutdated: boolean;
  status: ImportStatus;
  createdAt: string;
  importedAt: string | null;
  undoneAt: string | null;
  period: Period | null;
  counts: OutcomeCounts;
  hasOriginal: boolean;
  sealed: boolean;
  isReread: boolean;
}

/** Another reading of the same file. */
export interface OtherReading {
  id: string;
  fileName: string;
  status: ImportStatus;
  at: string;
}

/** What is kept of an import beside its lines. */
export interface ImportRecord {
  fileHash: string;
  formatName: string;
  parserVersion: number;
  /** The version that would read the file now. */
  currentVersion: number;
  original: "none" | "plain" | "sealed" | "unreadable";
  /** The key that a sealed original is under. */
  keyId: string | null;
  /** The import of which this one is a newer reading. */
  rereadOf: OtherReading | null;
  /** Newer readings of this one. */
  rereads: OtherReading[];
}

/** A row of an import that a person edited or deleted since. */
export interface TouchedRow {
  id: string;
  symbol: string;
  tradeType: string;
  at: string;
  dateOnly: boolean;
  deleted: boolean;
  /** It stays, with what the person did, because another import brought it too. */
  stays: boolean;
  /** What the person changed: the field, what the import said, what it says now. */
  changes: { field: string; before: string; after: string }[];
}

/** What undoing an import would do. */
export interface UndoEffect {
  /** Ledger rows that go. */
  goes: number;
  /** Ledger rows that stay because another import brought them too. */
  stays: number;
  /** Rows that it changed or took away, and that are as before afterwards. */
  restored: number;
  snapshots: number;
  /** The first of the rows that people touched, and how many there are. */
  touched: TouchedRow[];
  touchedTotal: number;
}

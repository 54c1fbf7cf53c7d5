import { hash } from "node:crypto";
import type { TransactionDraft } from "@/lib/formats/types";
import { decimal } from "@/lib/money/decimal";

/**
 * What makes two rows of two files the same row (the design's section 4). Pure.
 *
 * The broker's own id where there is one. Otherwise the content key plus its occurrence within the file, so that three equal fills in one
 * second stay three rows and importing them again adds none. Notes, the spelling of numbers and of the symbol are not part of it.
 */

const digest = (parts: readonly string[]) => hash("sha256", JSON.stringify(parts), "base64url");

const plain = (value: string | undefined) => (value === undefined ? "" : decimal(value));

/** One instrument, however a broker spells it: its ISIN, else its symbol. */
export function canonicalInstrument({ meta, symbol, assetType }: TransactionDraft): string {
  const isin = meta.instrument?.isin?.trim().toUpperCase();
  return isin ? `isin:${isin}` : `${assetType === "cash" ? "cash" : "symbol"}:${symbol.trim().toUpperCase()}`;
}

/** A date for rows that have no time, an instant for those that do. */
const moment = ({ tradeTime, meta }: TransactionDraft) => (meta.dateOnly ? tradeTime.slice(0, 10) : tradeTime);

/**
 * The content key: instrument, trade type, quantity, price, currency and moment. Rows without units (dividends, fees) have nothing but
 * their amount to tell them apart, so there the net amount is part of it.
 */
export const contentKey = (draft: TransactionDraft): string => contentKeyUnder(canonicalInstrument(draft), draft);

/** The content key that a row would have if it spelled its instrument so. */
function contentKeyUnder(instrument: string, draft: TransactionDraft): string {
  const quantity = plain(draft.quantity);
  const amount = quantity === "0" ? plain(draft.meta.netAmount) : "";
  return digest([instrument, draft.tradeType, quantity, plain(draft.price), draft.currency, moment(draft), amount]);
}

/** Everything of a row that a correction by the broker could change: what tells `changed` from `known` under one identity. */
export function contentHash(draft: TransactionDraft): string {
  const { meta } = draft;
  return digest([
    draft.assetType,
    draft.symbol,
    meta.instrument?.isin ?? "",
    draft.tradeType,
    plain(draft.quantity),
    plain(draft.price),
    draft.currency,
    draft.tradeTime,
    meta.dateOnly ? "date" : "instant",
    plain(meta.netAmount),
    plain(meta.multiplier),
    meta.priceUnit ?? "",
  ]);
}

/** The key that a row brings along: of our own export, or the broker's. Null where its content has to tell it apart. */
export function givenKey({ meta }: TransactionDraft): string | null {
  return meta.importKey || meta.externalId || null;
}

/** The instrument that a row is about, where it is known under several names. */
export interface KnownInstrument {
  id: string;
  /** As {@link canonicalInstrument} would spell it in other files; not as the row does. */
  otherNames: readonly string[];
}

/** Looks a row's instrument up among the person's; null where it isn't known, or has no other name (lib/instruments/resolver). */
export type AliasResolver = (draft: TransactionDraft) => KnownInstrument | null;

/**
 * The keys that a row would have had in a file that keeps to one of the instrument's names, after a mark that is the same for all rows of
 * its content, however they are spelled (import_matches() pairs them with ledger rows one to one).
 * @param occurrence which row of its content it is within the file, whatever its spelling; from 1 on
 */
export function otherKeys(draft: TransactionDraft, occurrence: number, { id, otherNames }: KnownInstrument): string[] {
  const names = [canonicalInstrument(draft), ...otherNames];
  const keys = names.map((name) => `content:${contentKeyUnder(name, draft)}#${occurrence}`);
  return [`same:${contentKeyUnder(`instrument:${id}`, draft)}`, ...keys];
}

export interface RowKeys {
  importKey: string;
  otherKeys: readonly string[];
}

/**
 * Of a key's digest, what tells the keys of one file apart: 72 bits, by which two of a million meet once in ten thousand million files. Short,
 * because a million of them are kept; a longer cut of a string would keep the whole string.
 */
const TOLD_APART = 12;
const NO_KEYS: readonly string[] = [];

/** Numbers equal content keys as they come by, account by account: the first is 1. */
export class Occurrences {
  private readonly counts = new Map<number | null, Map<string, number>>();
  private readonly spellings = new Map<string, string>();

  constructor(private readonly resolve: AliasResolver = () => null) {}

  /** The import key of a row of the given statement that brings none along, and those that it might be found under as well. */
  keysOf(statement: number | null, draft: TransactionDraft): RowKeys {
    const key = contentKey(draft);
    const occurrence = this.count(statement, key);
    const importKey = `content:${key}#${occurrence}`;
    const known = this.resolve(draft);
    if (known === null) return { importKey, otherKeys: NO_KEYS };
    const others = otherKeys(draft, this.among(statement, draft, known, occurrence), known);
    return { importKey, otherKeys: others.filter((other) => other !== importKey) };
  }

  /** {@link keysOf}, the import key alone. */
  keyOf(statement: number | null, draft: TransactionDraft): string {
    return this.keysOf(statement, draft).importKey;
  }

  /**
   * Which row of its content it is, all spellings counted. Nearly every file keeps to one spelling, whose rows are counted already: only
   * the others need a count of their own.
   */
  private among(statement: number | null, draft: TransactionDraft, { id }: KnownInstrument, occurrence: number): number {
    const instrument = `${statement}\n${id}`;
    const own = canonicalInstrument(draft);
    const first = this.spellings.get(instrument) ?? own;
    this.spellings.set(instrument, first);
    const others = contentKeyUnder(`instrument:${id}`, draft);
    if (own === first) return occurrence + this.counted(statement, others);
    return this.count(statement, others) + this.counted(statement, contentKeyUnder(first, draft));
  }

  private counted(statement: number | null, key: string): number {
    return this.counts.get(statement)?.get(key.slice(0, TOLD_APART)) ?? 0;
  }

  private count(statement: number | null, key: string): number {
    const counts = this.counts.get(statement) ?? new Map<string, number>();
    this.counts.set(statement, counts);
    const next = this.counted(statement, key) + 1;
    counts.set(key.slice(0, TOLD_APART), next);
    return next;
  }
}

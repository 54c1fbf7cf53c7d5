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
function canonicalInstrument({ meta, symbol, assetType }: TransactionDraft): string {
  const isin = meta.instrument?.isin?.trim().toUpperCase();
  return isin ? `isin:${isin}` : `${assetType === "cash" ? "cash" : "symbol"}:${symbol.trim().toUpperCase()}`;
}

/** A date for rows that have no time, an instant for those that do. */
const moment = ({ tradeTime, meta }: TransactionDraft) => (meta.dateOnly ? tradeTime.slice(0, 10) : tradeTime);

/**
 * The content key: instrument, trade type, quantity, price, currency and moment. Rows without units (dividends, fees) have nothing but
 * their amount to tell them apart, so there the net amount is part of it.
 */
export function contentKey(draft: TransactionDraft): string {
  const quantity = plain(draft.quantity);
  const amount = quantity === "0" ? plain(draft.meta.netAmount) : "";
  return digest([canonicalInstrument(draft), draft.tradeType, quantity, plain(draft.price), draft.currency, moment(draft), amount]);
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

/**
 * Of a key's digest, what tells the keys of one file apart: 72 bits, by which two of a million meet once in ten thousand million files. Short, because
 * a million of them are kept; a longer cut of a string would keep the whole string.
 */
const TOLD_APART = 12;

/** Numbers equal content keys as they come by, account by account: the first is 1. */
export class Occurrences {
  private readonly counts = new Map<number | null, Map<string, number>>();

  private countsOf(statement: number | null): Map<string, number> {
    const found = this.counts.get(statement) ?? new Map<string, number>();
    this.counts.set(statement, found);
    return found;
  }

  /** The import key of a row of the given statement that brings none along. */
  keyOf(statement: number | null, draft: TransactionDraft): string {
    const key = contentKey(draft);
    const counts = this.countsOf(statement);
    const counted = key.slice(0, TOLD_APART);
    const occurrence = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, occurrence);
    return `content:${key}#${occurrence}`;
  }
}

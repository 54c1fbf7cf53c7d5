import { isCurrency } from "@/lib/money/currency";
import { COLUMN_WORDS } from "./column-names";
import { type ColumnProfile, KNOWN_CURRENCIES } from "./column-profile";
import { fieldRow, type MappedField, type MappedKind } from "./fields";
import { findMeaning } from "./type-words";
import { type Confidence, wordKey } from "./word-key";

export interface ColumnSuggestion {
  field: MappedField;
  confidence: Confidence;
}

export interface NamedColumn {
  title: string;
  profile: ColumnProfile;
}

const WEIGHT: Readonly<Record<Confidence, number>> = { sure: 3, likely: 2, guess: 1 };
/** What a name means in a table of the other kind, or where its first meaning is taken. */
const OTHERWISE: Partial<Readonly<Record<MappedField, MappedField>>> = {
  marketValue: "amount",
  costValue: "amount",
  avgPrice: "price",
  name: "note",
  note: "name",
};
const CURRENCY_IN_TITLE = /[([]?\b(?:in\s+)?([A-Z]{3})\b[)\]]?|([€£])/;

/** The currency that a column's name speaks of: `Betrag (EUR)`, `Amount in USD`, `Kurs €`. */
export function currencyInTitle(title: string): string | null {
  const [, code, symbol] = CURRENCY_IN_TITLE.exec(title) ?? [];
  if (symbol) return symbol === "€" ? "EUR" : "GBP";
  return code !== undefined && isCurrency(code) && KNOWN_CURRENCIES.has(code) ? code : null;
}

/** Whether a table is a list of positions: it speaks of what things cost or are worth, and not of what happened. */
export function kindOf(columns: readonly NamedColumn[]): MappedKind {
  const fields = new Set(columns.map(({ title }) => COLUMN_WORDS.find(bare(title))?.meaning));
  const hasType = fields.has("type") || columns.some(({ profile }) => tellsTypes(profile));
  const worth = (["avgPrice", "costValue", "marketValue"] as const).filter((field) => fields.has(field)).length;
  return !hasType && worth > 0 && fields.has("quantity") && (worth > 1 || !columns.some(({ profile }) => profile.is("date")))
    ? "holdings"
    : "transactions";
}

/** A column's name without its currency, and without the number that tells it from its neighbour. */
const bare = (title: string) => (currencyInTitle(title) ? title.replace(CURRENCY_IN_TITLE, " ") : title).replace(/#\d+$/, "");

/** What each column probably is, by its name and by its cells; null where nothing speaks for anything. */
export function suggestColumns(columns: readonly NamedColumn[], kind: MappedKind): (ColumnSuggestion | null)[] {
  const wishes = columns.flatMap((column, index) => wishesOf(column, kind).map((wish, rank) => ({ ...wish, index, rank })));
  // A column that says something on every row before one that does so now and then.
  const fullest = Math.max(1, ...columns.map(({ profile }) => profile.filled));
  const isSparse = (index: number) => Number((columns[index]?.profile.filled ?? 0) < fullest / 2);
  wishes.sort(
    (a, b) => WEIGHT[b.confidence] - WEIGHT[a.confidence] || isSparse(a.index) - isSparse(b.index) || a.rank - b.rank || a.index - b.index,
  );
  const taken = new Set<MappedField>();
  const suggestions: (ColumnSuggestion | null)[] = columns.map(() => null);
  for (const { index, field, confidence } of wishes) {
    if (suggestions[index] !== null || (taken.has(field) && !fieldRow(field).many)) continue;
    suggestions[index] = { field, confidence };
    taken.add(field);
  }
  // The only day, and the only currency, that there is is the row's.
  if (!taken.has("date")) drop(suggestions, "settleDate", "date");
  if (!taken.has("currency")) drop(suggestions, "priceCurrency", "currency");
  // One of two columns of a bank's statement says nothing without the other.
  for (const [one, other] of [
    ["debit", "credit"],
    ["credit", "debit"],
  ] as const)
    if (taken.has(one) && !taken.has(other)) drop(suggestions, one, taken.has("amount") ? null : "amount");
  return suggestions;
}

function drop(suggestions: (ColumnSuggestion | null)[], field: MappedField, instead: MappedField | null): void {
  const index = suggestions.findIndex((each) => each?.field === field);
  if (index >= 0) suggestions[index] = instead && { field: instead, confidence: "guess" };
}

function wishesOf({ title, profile }: NamedColumn, kind: MappedKind): ColumnSuggestion[] {
  const wishes: ColumnSuggestion[] = [];
  if (profile.is("isin")) wishes.push({ field: "isin", confidence: "sure" });
  const named = COLUMN_WORDS.find(bare(title));
  const field = named && fitting(named.meaning, profile, kind);
  if (named && field) {
    wishes.push({ field, confidence: named.confidence });
    const other = OTHERWISE[field];
    if (other && fits(other, profile, kind)) wishes.push({ field: other, confidence: "guess" });
  }
  if (profile.is("currency") && named?.meaning !== "symbol") wishes.push({ field: "currency", confidence: "likely" });
  if (tellsTypes(profile) && kind === "transactions") wishes.push({ field: "type", confidence: "likely" });
  if (profile.is("date") && !profile.is("number")) wishes.push({ field: "date", confidence: "guess" });
  return wishes;
}

/** The field that a name speaks of, or the one that it must mean with such cells in such a table. */
function fitting(field: MappedField, profile: ColumnProfile, kind: MappedKind): MappedField | null {
  if (field === "time" && profile.is("date")) return "date";
  if (field === "date" && profile.is("time") && !profile.is("date")) return "time";
  if (fits(field, profile, kind)) return field;
  const other = OTHERWISE[field];
  return other && fits(other, profile, kind) ? other : null;
}

function fits(field: MappedField, profile: ColumnProfile, kind: MappedKind): boolean {
  const { kinds, holds } = fieldRow(field);
  if (!kinds.includes(kind)) return false;
  if (profile.filled === 0) return true;
  if (field === "isin") return profile.is("isin") || profile.samples.every((text) => text.length === 12);
  if (field === "currency" || field === "priceCurrency" || field === "feeCurrency") return profile.is("currency");
  // Two rows with one number would be one row: a column that repeats itself numbers something else.
  if (field === "externalId") return profile.repeats === 0;
  if (holds === "number" || holds === "date" || holds === "time") return profile.is(holds);
  return (
    !profile.is("date") &&
    !profile.is("currency") &&
    (!profile.is("number") || field === "wkn" || field === "cusip" || field === "account" || field === "note")
  );
}

/** Whether most rows of a column of few words say what kind of row they are. */
export function tellsTypes({ words, filled }: ColumnProfile): boolean {
  if (words === null || filled === 0) return false;
  let known = 0;
  for (const [word, count] of words) if (wordKey(word).length > 1 && findMeaning(word)) known += count;
  return known >= filled * 0.6;
}

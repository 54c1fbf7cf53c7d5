import { add, type DecimalString, parseDecimal } from "@/lib/money/decimal";
import { type TransactionMeta, transactionMetaSchema } from "@/lib/transactions/schema";
import type { Amounts } from "./amounts";
import type { CellReader } from "./cell-reader";
import { META_COLUMNS, type MetaColumn } from "./columns";

type Json = Record<string, unknown>;

/** More nesting than any row of ours has; far less than what would exhaust the stack of whoever walks it. */
const MAX_NESTING = 32;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nesting(json: string): number {
  let [depth, deepest] = [0, 0];
  for (const mark of json.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/[[\]{}]/g) ?? []) {
    depth += mark === "[" || mark === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function parseObject(json: string): Json | null {
  if (nesting(json) > MAX_NESTING) return null;
  try {
    // A key of this name would not be stored as a key by everything that copies the object later. A reviver is slow, hence the look first.
    const dangerous = json.includes("_proto_") || json.includes("\\u");
    const value: unknown = dangerous
      ? JSON.parse(json, (key, inner: unknown) => (key === "__proto__" ? undefined : inner))
      : JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The `meta` cell; empty for an empty cell. A bad one is a problem of the row, and empty. */
export function readMetaCell(row: CellReader): Json {
  const text = row.text("meta");
  if (text === "") return {};
  const value = parseObject(text);
  if (value === null)
    row.refuse(
      "meta",
      "The cell is not a JSON object.",
      'An object such as {"subtype":"coupon"}.',
      "Leave the cell as it was exported, or empty.",
    );
  return value ?? {};
}

/** The sum of the charges of one currency, when they have the shape of charges. */
function sumOf(charges: unknown, currency: string): DecimalString | null {
  if (!Array.isArray(charges)) return null;
  const amounts = charges
    .filter((charge) => isObject(charge) && charge.currency === currency)
    .map((charge: Json) => parseDecimal(String(charge.amount)));
  return amounts.includes(null) ? null : add(...amounts.filter((amount) => amount !== null));
}

/** The exact charges of `meta`, unless the cell for people says another total: then somebody changed it, and it holds. */
function charges(json: Json, key: "fees" | "taxes", total: DecimalString | null, currency: string): Json {
  if (total === null || sumOf(json[key], currency) === total) return {};
  return { [key]: [{ type: key, amount: total, currency }] };
}

/** Columns win over the same fact in the `meta` cell: they are what people see and edit. */
function fromColumns(row: CellReader, json: Json): Json {
  const flat: Json = {};
  const instrument: Json = {};
  for (const column of Object.keys(META_COLUMNS) as MetaColumn[]) {
    const value = row.text(column);
    const [key, inner] = META_COLUMNS[column];
    if (value === "") continue;
    if (inner === undefined) flat[key] = value;
    else instrument[inner] = value;
  }
  if (Object.keys(instrument).length === 0) return flat;
  return { ...flat, instrument: { ...(isObject(json.instrument) ? json.instrument : {}), ...instrument } };
}

/** The `meta` of a row out of its JSON cell, its columns and what was found while reading; null (and a problem) when it isn't valid. */
export function buildMeta(
  row: CellReader,
  json: Json,
  currency: string,
  amounts: Amounts,
  found: Partial<TransactionMeta>,
): TransactionMeta | null {
  const merged = {
    source: "truefolio-csv",
    ...json,
    ...fromColumns(row, json),
    ...charges(json, "fees", amounts.fees, currency),
    ...charges(json, "taxes", amounts.taxes, currency),
    ...found,
    netAmount: amounts.netAmount,
  };
  // Without a JSON cell everything here is of our own making, and right by type.
  if (Object.keys(json).length === 0) return merged as TransactionMeta;
  const parsed = transactionMetaSchema.safeParse(merged);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues
    .map((issue) => issue.path.join("."))
    .join(", ")
    .slice(0, 200);
  row.refuse(
    "meta",
    `These entries are not as they should be: ${where}.`,
    "The entries of an export.",
    "Leave the cell as it was exported, or empty.",
  );
  return null;
}

import { z } from "zod";
import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { type DecimalString, ZERO } from "@/lib/money/decimal";
import { isTradeType } from "@/lib/transactions/trade-types";
import { transactionDraft } from "../draft";
import { JsonNumber, type JsonObject, type JsonValue, readJson } from "../json";
import { lookup } from "../lookup";
import { readPlainNumber } from "../number-text";
import { instantOf, readTime } from "../table/dates";
import { decodeText } from "../text";
import { FormatError, type FormatItem, type ParseContext } from "../types";
import { type Activity, asideReason, type Profile, partsOf, TYPES } from "./activity";

const text = z.string().max(4000).nullish();
const numeric = z
  .custom<JsonNumber>((value) => value instanceof JsonNumber, "a number")
  .transform((value, context): DecimalString => {
    const number = readPlainNumber(value.text);
    if (number !== null) return number;
    context.addIssue({ code: "custom", message: "a number of at most 40 digits" });
    return z.NEVER;
  });

const profileSchema = z.looseObject({
  symbol: z.string(),
  dataSource: text,
  assetClass: text,
  assetSubClass: text,
  name: text,
  isin: text,
  cusip: text,
  figi: text,
});

const accountSchema = z.looseObject({ id: z.string().min(1), name: text, currency: text, balance: numeric.nullish() });

const activitySchema = z.looseObject({
  accountId: text,
  comment: text,
  currency: z.string().min(1),
  dataSource: text,
  date: z.string().min(1),
  fee: numeric.nullish(),
  id: text,
  quantity: numeric,
  symbol: z.string(),
  type: z.string().min(1),
  unitPrice: numeric,
  // To 2022 the symbol's own data stood in the activity.
  SymbolProfile: z.looseObject({ symbol: text, dataSource: text }).nullish(),
});

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof JsonNumber);
const objectsIn = (value: JsonValue | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/**
 * Ghostfolio's export in JSON. Every activity is an item; accounts come before their activities.
 * @throws FormatError for what is no such export.
 */
export function* readExport(bytes: Uint8Array, context: ParseContext): Generator<FormatItem> {
  const { value, lineOf } = readJson(decodeText(bytes));
  const list = isObject(value) ? (value.activities ?? value.orders) : undefined;
  if (!isObject(value) || !Array.isArray(list))
    throw new FormatError("The file has no list of activities.", "Use the export of Ghostfolio's activities.", 1);
  const profiles = profilesOf(value);
  const accounts = accountsOf(value);
  for (const object of objectsIn(value.accounts)) yield* balanceOf(object, lineOf(object));
  let [account, line]: [string | null, number] = [null, lineOf(value)];
  for (const element of list) {
    if (!isObject(element)) {
      yield refused(line, "The list of activities holds something that is none.", "An object in braces.", "");
      continue;
    }
    line = lineOf(element);
    const parsed = activitySchema.safeParse(element);
    if (!parsed.success) {
      const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "activity"}: ${message}`).join("; ");
      yield refused(
        line,
        `The activity is not complete: ${wrong.slice(0, 300)}.`,
        "Date, symbol, type, quantity, unit price and currency.",
        rawOf(element),
      );
      continue;
    }
    const of = parsed.data.accountId ?? "";
    if (of !== account) {
      account = of;
      const { name, currency } = accounts.get(of) ?? {};
      yield { kind: "statement", line, statement: { accountId: of, ...(name ? { name } : {}), ...(currency ? { currency } : {}) } };
    }
    yield readActivity(parsed.data, line, profiles, context, rawOf(element));
  }
}

function readActivity(
  data: z.output<typeof activitySchema>,
  line: number,
  profiles: ReadonlyMap<string, Profile>,
  { assume }: ParseContext,
  raw: string,
): FormatItem {
  const written = readTime(data.date, "dmy");
  const unit = toMajorCurrency(data.currency);
  if (written === null) return refused(line, `date: "${data.date.slice(0, 60)}" is not valid.`, "A date such as 2025-12-31.", raw);
  if (unit.currency === null)
    return refused(line, `currency: "${data.currency.slice(0, 60)}" is no currency.`, "A currency code such as USD.", raw);
  const symbol = data.symbol || data.SymbolProfile?.symbol || "";
  const dataSource = data.dataSource ?? data.SymbolProfile?.dataSource ?? "";
  const activity: Activity = {
    type: data.type,
    symbol,
    dataSource,
    currency: unit.currency,
    ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
    quantity: data.quantity,
    unitPrice: toMajor(data.unitPrice, unit),
    fee: toMajor(data.fee ?? ZERO, unit),
    comment: data.comment ?? "",
    at: dayOf(instantOf(written, "UTC")),
    id: data.id ?? "",
    profile: profiles.get(`${dataSource} ${symbol}`) ?? null,
  };
  const reason = asideReason(activity);
  if (reason !== null) return { kind: "skipped", line, reason, raw };
  const known = lookup(TYPES, data.type.toLowerCase());
  const said = lookup(assume?.tradeTypes ?? {}, data.type);
  const meaning =
    known ??
    (said !== undefined && isTradeType(said)
      ? { tradeType: said }
      : { tradeType: "other" as const, doubts: [`The type "${data.type.slice(0, 60)}" isn't known.`] });
  return { kind: "transaction", line, draft: transactionDraft(partsOf(activity, { doubts: [], ...meaning })) };
}

/** Ghostfolio keeps days, as their midnight in UTC. */
export function dayOf(at: { instant: string; dateOnly: boolean }): { instant: string; dateOnly: boolean } {
  return at.instant.endsWith("T00:00:00.000Z") ? { ...at, dateOnly: true } : at;
}

function profilesOf(root: JsonObject): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>();
  for (const object of objectsIn(root.assetProfiles)) {
    const parsed = profileSchema.safeParse(object);
    if (!parsed.success) continue;
    const { symbol, dataSource, assetClass, assetSubClass, name, isin, cusip, figi } = parsed.data;
    const told = { assetClass, assetSubClass, name, isin, cusip, figi };
    const profile = Object.fromEntries(Object.entries(told).map(([key, value]) => [key, value || null]));
    profiles.set(`${dataSource ?? ""} ${symbol}`, {
      assetClass: null,
      assetSubClass: null,
      name: null,
      isin: null,
      cusip: null,
      figi: null,
      ...profile,
    });
  }
  return profiles;
}

function accountsOf(root: JsonObject): ReadonlyMap<string, { name: string; currency: string }> {
  const parsed = objectsIn(root.accounts).map((object) => accountSchema.safeParse(object));
  return new Map(
    parsed.flatMap(({ data }) => (data ? [[data.id, { name: data.name ?? "", currency: data.currency ?? "" }] as const] : [])),
  );
}

function* balanceOf(object: JsonObject, line: number): Generator<FormatItem> {
  if (!(object.balance instanceof JsonNumber) || /^-?0(?:\.0*)?$/.test(object.balance.text)) return;
  yield {
    kind: "skipped",
    line,
    reason: "The account's balance was not read: people type it into Ghostfolio, and no activity leads to it.",
    raw: `balance ${object.balance.text.slice(0, 60)}`,
  };
}

function refused(line: number, problem: string, expected: string, raw: string): FormatItem {
  return { kind: "refused", line, problem, expected, mend: "Correct the activity, and import the file again.", raw };
}

function rawOf(object: JsonObject): string {
  const shown = Object.entries(object).map(
    ([key, value]) => `${key}: ${value instanceof JsonNumber ? value.text : typeof value === "string" ? value : "…"}`,
  );
  return shown.join(", ").slice(0, 500);
}

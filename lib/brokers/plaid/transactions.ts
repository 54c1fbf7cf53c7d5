import { z } from "zod";
import { amount, optionalAmount, text, unreadable } from "@/lib/brokers/fields";
import { charge, transactionDraft } from "@/lib/formats/draft";
import { readCurrency } from "@/lib/formats/lookup";
import type { FormatItem, TransactionDraft } from "@/lib/formats/types";
import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, multiply, negate, ONE, sign, ZERO } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { SOURCE } from "./holdings";
import { type Meaning, meaningOf } from "./meanings";
import { CONTRACT, contracts, HUNDREDTH, isAbout, isMoney, isPercent, type Security, type Told, toldOf } from "./security";

export const transactionSchema = z.looseObject({
  investment_transaction_id: z.string().min(1),
  cancel_transaction_id: text,
  security_id: text,
  date: z.iso.date(),
  transaction_datetime: text,
  name: text,
  quantity: amount,
  /** Positive where cash goes out. */
  amount,
  price: optionalAmount,
  fees: optionalAmount,
  type: text,
  subtype: text,
  iso_currency_code: text,
  unofficial_currency_code: text,
});
export type Transaction = z.infer<typeof transactionSchema>;

/** What is known beside a transaction itself. */
export interface Around {
  securities: ReadonlyMap<string, Security>;
  /** Whether what was reinvested came as cash, in a row of its own. */
  wasPaid(transaction: Transaction): boolean;
}

/** The rows of one transaction: mostly one, and two where money was paid in and spent at once. */
export function* readTransaction(row: unknown, line: number, around: Around): Generator<FormatItem> {
  const read = transactionSchema.safeParse(row);
  if (!read.success) return yield unreadable(line, "A transaction", read.error);
  const { type, subtype, security_id, cancel_transaction_id: cancelled } = read.data;
  const security = around.securities.get(security_id);
  const unit = readCurrency(read.data.iso_currency_code || read.data.unofficial_currency_code || null);
  if (unit.currency === null) return yield lacking(line, type, "a currency");
  if (security_id !== "" && !security) return yield lacking(line, type, "the security that it is of");
  if (type === "cancel") {
    yield cancelled
      ? { kind: "cancellation", line, externalIds: [idOf(cancelled)], reason: "The broker took it back." }
      : { kind: "skipped", line, reason: "Something that was pending was called off." };
    return;
  }
  const told = security && !isMoney(security) ? toldOf(security) : null;
  if (told === null && (type === "buy" || type === "sell") && subtype !== "contribution")
    return yield { kind: "skipped", line, reason: "Money that was put into money: nothing changes." };
  const base = { currency: unit.currency, minorUnit: unit.minorUnit, out: toMajor(read.data.amount, unit) };
  const draft = draftOf(read.data, told, base, around.wasPaid(read.data), (value) => value && toMajor(value, unit));
  yield { kind: "transaction", line, draft };
  if (told && type === "buy" && subtype === "contribution")
    yield { kind: "transaction", line, draft: paidWith(draft, "deposit", base.out) };
  if (told && type === "sell" && subtype === "distribution")
    yield { kind: "transaction", line, draft: paidWith(draft, "withdrawal", base.out) };
}

const idOf = (id: string) => `plaid:${id}`;

interface Base {
  currency: string;
  minorUnit: string | undefined;
  /** Cash that goes out. */
  out: DecimalString;
}

function draftOf(
  read: Transaction,
  told: Told | null,
  { currency, minorUnit, out }: Base,
  wasPaid: boolean,
  major: (value: DecimalString | null) => DecimalString | null,
): TransactionDraft {
  const { type, subtype, quantity, name, date } = read;
  const price = major(read.price);
  const movesUnits = told !== null && sign(quantity) !== 0;
  const meaning = paidMeaning(
    meaningOf(type, subtype, { units: movesUnits, comesIn: movesUnits ? sign(quantity) > 0 : sign(out) < 0 }),
    wasPaid,
  );
  const { tradeType, doubts, positionEffect } = meaning;
  const isTrade = tradeType === "buy" || tradeType === "sell";
  const units = told?.isOption ? contracts(quantity, price, out) : quantity;
  const percent = told?.assetType === "bond" && isPercent(quantity, price, out);
  const factor = told?.isOption ? CONTRACT : percent ? HUNDREDTH : ONE;
  // A price that is far from what was paid is one in another unit: then it is worked out of what was paid.
  const isPrice = price !== null && sign(price) !== 0 && (sign(out) === 0 || isAbout(out, multiply(units, price, factor)));
  const key = idOf(read.investment_transaction_id);
  return transactionDraft({
    source: SOURCE,
    tradeType,
    ...(told ? { instrument: told } : {}),
    ...(told ? { quantity: units } : {}),
    ...(told && isPrice ? { price: absolute(price) } : {}),
    currency,
    at: timeOf(read),
    ...(tradeTypeRow(tradeType).cash === "0" ? {} : { net: negate(out) }),
    fees: isTrade ? charge("commission", absolute(major(read.fees) ?? ZERO), currency) : [],
    doubts,
    meta: {
      externalId: key,
      externalIds: [key],
      rawType: `${type}/${subtype}`,
      ...(meaning.subtype ? { subtype: meaning.subtype } : {}),
      ...(positionEffect ? { positionEffect } : {}),
      ...(name ? { description: name } : {}),
      settleDate: date,
      ...(told?.isOption ? { multiplier: CONTRACT } : {}),
      ...(percent ? { priceUnit: "percent" as const } : {}),
      ...(told?.rawAssetType ? { rawAssetType: told.rawAssetType } : {}),
      ...(minorUnit ? { minorUnit } : {}),
    },
  });
}

/** What was paid as cash first, and then spent, is a purchase: a reinvestment never was cash. */
const paidMeaning = (meaning: Meaning, wasPaid: boolean): Meaning =>
  meaning.tradeType === "reinvest" && wasPaid ? { ...meaning, tradeType: "buy", subtype: "reinvestment" } : meaning;

/** The money that was paid in with a purchase, or out with a sale, which Plaid tells as one. */
function paidWith(
  { currency, tradeTime, meta }: TransactionDraft,
  tradeType: "deposit" | "withdrawal",
  out: DecimalString,
): TransactionDraft {
  const key = `${meta.externalId}:${tradeType}`;
  return transactionDraft({
    source: SOURCE,
    tradeType,
    currency,
    at: { instant: tradeTime, dateOnly: meta.dateOnly ?? false },
    net: out,
    meta: {
      externalId: key,
      externalIds: [key],
      ...(meta.rawType ? { rawType: meta.rawType } : {}),
      ...(meta.settleDate ? { settleDate: meta.settleDate } : {}),
    },
  });
}

/** When it was ordered, where the institution tells; else the day on which it was booked. A time of 00:00:00 is none. */
function timeOf({ transaction_datetime, date }: Transaction): { instant: string; dateOnly: boolean } {
  const instant = Date.parse(transaction_datetime);
  if (Number.isNaN(instant)) return { instant: `${date}T00:00:00.000Z`, dateOnly: true };
  const iso = new Date(instant).toISOString();
  return { instant: iso, dateOnly: iso.endsWith("T00:00:00.000Z") };
}

const lacking = (line: number, type: string, what: string): FormatItem => ({
  kind: "refused",
  line,
  problem: `A transaction of the type ${type.slice(0, 40)} comes without ${what}.`,
  expected: `Plaid to tell ${what} of every transaction.`,
  mend: "See whether the broker's own pages have it, and enter the row by hand.",
});

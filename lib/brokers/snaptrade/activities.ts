import { hash } from "node:crypto";
import { z } from "zod";
import { optionalAmount, text, unreadable } from "@/lib/brokers/fields";
import { charge, transactionDraft } from "@/lib/formats/draft";
import { readCurrency } from "@/lib/formats/lookup";
import type { FormatItem } from "@/lib/formats/types";
import { type MajorCurrency, toMajor } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, decimal, multiply, sign, subtract, ZERO } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { activityOption, activitySymbol, type Told, tradedOption, tradedSymbol } from "./instrument";
import { meaningOf, positionEffectOf } from "./meanings";
import { SOURCE } from "./positions";

const A_TENTH = decimal("0.1");

const activity = z.looseObject({
  id: text,
  type: z.string().min(1),
  option_type: text,
  symbol: activitySymbol.nullish(),
  option_symbol: activityOption.nullish(),
  price: optionalAmount,
  units: optionalAmount,
  amount: optionalAmount,
  fee: optionalAmount,
  fx_rate: optionalAmount,
  currency: z.looseObject({ code: z.string().nullish() }).nullish(),
  trade_date: text,
  settlement_date: text,
  description: text,
  external_reference_id: text,
});
type Activity = z.infer<typeof activity>;

/**
 * Reads activities. SnapTrade's ids change when it reads an account anew, so that a row is known by what it says, and equal ones by how many
 * there are: all rows of a day come together, however often they are asked for. Within one answer the ids tell a repeated row from an equal one.
 */
export class Activities {
  private readonly seen = new Set<string>();
  private readonly counts = new Map<string, number>();

  read(row: unknown, line: number): FormatItem {
    const read = activity.safeParse(row);
    if (!read.success) return unreadable(line, "An activity", read.error);
    const { id } = read.data;
    if (id !== "" && this.seen.has(id)) return { kind: "skipped", line, reason: "It came twice in one answer." };
    this.seen.add(id);
    const told = instrumentOf(read.data);
    const unit = readCurrency(read.data.currency?.code ?? read.data.symbol?.currency?.code ?? null);
    const at = timeOf(read.data);
    if (unit.currency === null || at === null) return refusal(line, read.data.type, at === null ? "a date" : "a currency");
    const key = this.keyOf(read.data, told);
    return { kind: "transaction", line, draft: draftOf(read.data, told, { ...unit, currency: unit.currency }, at, key) };
  }

  private keyOf(
    { type, option_type, trade_date, settlement_date, units, price, amount, fee, currency }: Activity,
    told: Told | null,
  ): string {
    const said = [type, option_type, trade_date || settlement_date, told?.symbol ?? "", units, price, amount, fee, currency?.code ?? ""];
    const key = `snaptrade:${hash("sha256", JSON.stringify(said), "base64url").slice(0, 22)}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  }
}

function instrumentOf({ symbol, option_symbol }: Activity): Told | null {
  if (option_symbol) return tradedOption(option_symbol);
  return symbol ? tradedSymbol(symbol) : null;
}

/** Many brokers tell a date only, which comes as its midnight. */
function timeOf({ trade_date, settlement_date }: Activity): { instant: string; dateOnly: boolean } | null {
  const written = trade_date || settlement_date;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0];
  const instant = Date.parse(written);
  if (day === undefined || Number.isNaN(instant)) return null;
  const isDay = !/\d{2}:\d{2}/.test(written) || /T00:00:00(?:\.0+)?(?:Z|[+-]\d{2}:?\d{2})?$/.test(written);
  return isDay ? { instant: `${day}T00:00:00.000Z`, dateOnly: true } : { instant: new Date(instant).toISOString(), dateOnly: false };
}

function draftOf(
  read: Activity,
  told: Told | null,
  unit: MajorCurrency & { currency: string },
  at: NonNullable<ReturnType<typeof timeOf>>,
  key: string,
) {
  const { id, type, units, option_type, description, external_reference_id, settlement_date, fx_rate } = read;
  const major = (value: DecimalString | null) => value && toMajor(value, unit);
  const [amount, fee, price] = [major(read.amount), absolute(major(read.fee) ?? ZERO), major(read.price)];
  const { tradeType, subtype, doubts } = meaningOf(type, { hasInstrument: told !== null, units, amount });
  const rule = tradeTypeRow(tradeType);
  const isTrade = tradeType === "buy" || tradeType === "sell";
  const gross = units && price && told ? absolute(multiply(units, price, told.multiplier)) : null;
  const positionEffect = positionEffectOf(option_type);
  // Deposits and the like are about money, whatever they name.
  const instrument = told && tradeType !== "deposit" && tradeType !== "withdrawal" ? told : null;
  const net = rule.cash === "0" ? null : isTrade ? netOfTrade(amount, gross, fee) : amount;
  return transactionDraft({
    source: SOURCE,
    tradeType,
    ...(instrument ? { instrument } : {}),
    quantity: instrument ? units : (amount ?? units),
    ...(instrument && price && isPriceOfUnit(price, amount, gross, fee) ? { price: absolute(price) } : {}),
    currency: unit.currency,
    at,
    ...(net === null ? {} : { net }),
    fees: isTrade ? charge("commission", fee, unit.currency) : [],
    doubts,
    meta: {
      externalId: key,
      externalIds: id === "" ? [key] : [key, `snaptrade:id:${id}`],
      rawType: type,
      ...(subtype ? { subtype } : {}),
      ...(positionEffect ? { positionEffect } : {}),
      ...(description ? { description } : {}),
      ...(settlement_date ? { settleDate: settlement_date.slice(0, 10) } : {}),
      ...(told && told.multiplier !== "1" ? { multiplier: told.multiplier } : {}),
      ...(told?.rawAssetType ? { rawAssetType: told.rawAssetType } : {}),
      ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
      ...(amount !== null && rule.cash === "0" && sign(amount) !== 0 ? { grossAmount: amount } : {}),
      ...(fx_rate && sign(fx_rate) !== 0 ? { fxRate: fx_rate } : {}),
      ...(external_reference_id ? { reference: external_reference_id } : {}),
    },
  });
}

/** Cash of a trade. Most brokers' amounts are after the fee; where one is exactly units × price, the fee comes off it still. */
function netOfTrade(amount: DecimalString | null, gross: DecimalString | null, fee: DecimalString): DecimalString | null {
  if (amount === null) return null;
  return gross !== null && compare(absolute(amount), gross) === 0 ? subtract(amount, fee) : amount;
}

/**
 * Whether a price is that of one unit. Some brokers tell that of an option's whole contract, and some a price in percent: then units × price
 * is far from the amount, and what one unit came to is worked out of the amount.
 */
function isPriceOfUnit(price: DecimalString, amount: DecimalString | null, gross: DecimalString | null, fee: DecimalString): boolean {
  if (amount === null || gross === null || sign(amount) === 0 || sign(price) === 0) return true;
  const off = absolute(subtract(absolute(amount), gross));
  // A tenth beside the fee: what is priced in another unit is off by far more.
  return compare(off, add(multiply(gross, A_TENTH), fee)) <= 0;
}

const refusal = (line: number, type: string, what: string): FormatItem => ({
  kind: "refused",
  line,
  problem: `An activity of the type ${type.slice(0, 40)} comes without ${what}.`,
  expected: `SnapTrade to tell ${what} of every activity.`,
  mend: "See whether the broker's own pages have it, and enter the row by hand.",
});

import { z } from "zod";
import { charge, transactionDraft } from "@/lib/formats/draft";
import { readCurrency, saidType } from "@/lib/formats/lookup";
import type { Assumptions, FormatItem } from "@/lib/formats/types";
import { absolute, add, type DecimalString, negate, parseDecimal, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { Charge } from "@/lib/transactions/schema";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import { optionalAmount, text, unreadable } from "../fields";
import { type Meaning, meaningOf } from "./meanings";
import { basisOf, instrumentOf, type QuestradeSymbol } from "./symbols";

/** `meta.source` of the rows, and the code of their format. */
export const SOURCE = "questrade-api";

/** An activity, as `accounts/:id/activities` tells it. Amounts are signed as cash, units as units; a commission that was paid is negative. */
const activitySchema = z.looseObject({
  tradeDate: text,
  transactionDate: text,
  settlementDate: text,
  action: text,
  symbol: text,
  symbolId: text,
  description: text,
  currency: text,
  quantity: optionalAmount,
  price: optionalAmount,
  grossAmount: optionalAmount,
  commission: optionalAmount,
  netAmount: optionalAmount,
  type: text,
});
type Activity = z.infer<typeof activitySchema>;

export interface ReadingContext {
  symbols: ReadonlyMap<string, QuestradeSymbol>;
  assume: Assumptions | undefined;
  groups: Groups;
}

/** Rows of types that are about money alone. */
const MONEY: ReadonlySet<TradeType> = new Set(["deposit", "withdrawal", "fx_conversion"]);
const CARRIES_COST: ReadonlySet<TradeType> = new Set(["spin_off", "merger", "symbol_change", "rights"]);

/**
 * Which rows are parts of one event. The API doesn't tell: the n-th amount that left in a conversion of a day belongs to the n-th that came,
 * and legs of a corporate action, or of a journal of as many units, to those of the same day.
 */
export class Groups {
  private readonly counts = new Map<string, number>();

  of(tradeType: TradeType, day: string, units: DecimalString, cash: DecimalString): string | undefined {
    if (tradeType === "fx_conversion") {
      const key = `${day}:${sign(cash)}`;
      const count = (this.counts.get(key) ?? 0) + 1;
      this.counts.set(key, count);
      return `questrade:fx:${day}:${count}`;
    }
    if (sign(units) === 0) return undefined;
    if (tradeType === "journal") return `questrade:journal:${day}:${absolute(units)}`;
    return CARRIES_COST.has(tradeType) ? `questrade:${tradeType}:${day}` : undefined;
  }
}

/** The broker's day, in Toronto; null for none, and for the year 1 that stands for none. */
const dayOf = (instant: string): string | null => /^(?:19|20)\d{2}-\d{2}-\d{2}(?=T|$)/.exec(instant)?.[0] ?? null;

/** The ledger row of an activity, exactly one; a refusal where it has no day or no currency. */
export function readActivity(value: unknown, line: number, context: ReadingContext): FormatItem {
  const read = activitySchema.safeParse(value);
  if (!read.success) return unreadable(line, "An activity", read.error);
  const activity = read.data;
  const day = dayOf(activity.tradeDate) ?? dayOf(activity.transactionDate) ?? dayOf(activity.settlementDate);
  const { currency } = readCurrency(activity.currency);
  if (day === null || currency === null)
    return {
      kind: "refused",
      line,
      problem: `An activity has no ${day === null ? "date" : "currency"}.`,
      expected: "Expected a trade date and a currency such as CAD.",
      mend: "Enter it by hand, as the broker's statement has it.",
      raw: JSON.stringify(value).slice(0, 400),
    };
  return { kind: "transaction", line, draft: draftOf(activity, day, currency, context) };
}

function draftOf(activity: Activity, day: string, currency: string, { symbols, assume, groups }: ReadingContext) {
  const { symbol, symbolId, description } = activity;
  const [units, net] = [activity.quantity ?? ZERO, activity.netAmount ?? ZERO];
  const instrument = symbol === "" ? null : instrumentOf(symbol, symbolId, symbols.get(symbolId));
  const rawType = [activity.type, activity.action].filter((word) => word !== "").join(" / ");
  const meaning = meantBy(activity, instrument?.assetType === "option") ?? said(assume, rawType);
  const { tradeType, subtype, effect, doubt } = meaning;
  const rule = tradeTypeRow(tradeType);
  const isAbout = instrument !== null && !MONEY.has(tradeType) ? instrument : null;
  const moved = isAbout && rule.units !== "0" ? units : null;
  const price = moved === null || sign(moved) === 0 ? null : activity.price;
  const { fees, taxes, gross } = moneyOf(activity, tradeType, net, currency);
  return transactionDraft({
    source: SOURCE,
    tradeType,
    ...(isAbout ? { instrument: isAbout } : {}),
    quantity: moved,
    price: price && absolute(price),
    currency,
    at: { instant: `${day}T00:00:00.000Z`, dateOnly: true },
    net,
    fees,
    taxes,
    doubts: doubt ? [doubt] : [],
    meta: {
      rawType: rawType || undefined,
      subtype,
      positionEffect: effect,
      settleDate: dayOf(activity.settlementDate) ?? undefined,
      grossAmount: gross ?? undefined,
      description: description || undefined,
      rawAssetType: isAbout?.rawAssetType,
      ...(isAbout && moved ? basisOf(isAbout, moved, price, gross ?? net) : {}),
      reason: tradeType === "adjustment" ? description || rawType : undefined,
      groupId: groups.of(tradeType, day, moved ?? ZERO, net),
      corporateAction: tradeType === "split" ? { kind: "split", description, ratio: splitRatio(description, units) } : undefined,
    },
  });
}

function meantBy({ type, action, description, quantity, netAmount }: Activity, isOption: boolean): Meaning | null {
  return meaningOf({ type, action, description, units: sign(quantity ?? ZERO), cash: sign(netAmount ?? ZERO), isOption });
}

function said(assume: Assumptions | undefined, rawType: string): Meaning {
  const tradeType = saidType(assume, rawType);
  return tradeType ? { tradeType } : { tradeType: "other", doubt: `The broker's type "${rawType}" isn't known.` };
}

/** What stands between the gross and the net amount: commission and other charges of a trade, tax withheld from a dividend. */
function moneyOf(
  { grossAmount, commission }: Activity,
  tradeType: TradeType,
  net: DecimalString,
  currency: string,
): { fees: Charge[]; taxes: Charge[]; gross: DecimalString | null } {
  const { cash } = tradeTypeRow(tradeType);
  const size = grossAmount === null || sign(grossAmount) === 0 ? null : absolute(grossAmount);
  if (tradeType === "dividend") {
    const withheld = size === null || sign(net) <= 0 ? ZERO : subtract(size, net);
    return { fees: [], taxes: sign(withheld) > 0 ? charge("withholding", withheld, currency) : [], gross: size };
  }
  if (tradeType !== "buy" && tradeType !== "sell") return { fees: [], taxes: [], gross: grossAmount };
  const paid = negate(commission ?? ZERO);
  if (size === null) return { fees: charge("commission", paid, currency), taxes: [], gross: null };
  const gross = cash === "-" ? negate(size) : size;
  const other = subtract(subtract(gross, net), paid);
  return { fees: [...charge("commission", paid, currency), ...charge("other", other, currency)], taxes: [], gross };
}

/** `STK SPLIT ON 10 SHS` that added 50: six for one. */
function splitRatio(description: string, added: DecimalString): { to: DecimalString; from: DecimalString } | undefined {
  const from = parseDecimal(/\bSPLIT ON (\d+(?:\.\d+)?) SHS\b/i.exec(description)?.[1] ?? "");
  if (from === null) return undefined;
  const to = add(from, added);
  return sign(from) > 0 && sign(to) > 0 ? { to, from } : undefined;
}

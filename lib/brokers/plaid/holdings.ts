import { z } from "zod";
import { cashHolding } from "@/lib/brokers/cash";
import { amount, optionalAmount, text, unreadable } from "@/lib/brokers/fields";
import { pricePerUnit } from "@/lib/formats/draft";
import { readCurrency } from "@/lib/formats/lookup";
import type { FormatItem } from "@/lib/formats/types";
import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, multiply, negate, ONE, sign } from "@/lib/money/decimal";
import { CONTRACT, contracts, HUNDREDTH, isMoney, isPercent, type Security, toldOf } from "./security";

export const SOURCE = "plaid-api";

const holdingSchema = z.looseObject({
  security_id: z.string(),
  quantity: amount,
  institution_price: optionalAmount,
  institution_price_as_of: text,
  institution_value: optionalAmount,
  cost_basis: optionalAmount,
  iso_currency_code: text,
  unofficial_currency_code: text,
});

/** One holding: a position, or money. */
export function readHolding(row: unknown, line: number, securities: ReadonlyMap<string, Security>): FormatItem {
  const read = holdingSchema.safeParse(row);
  if (!read.success) return unreadable(line, "A holding", read.error);
  const { security_id, quantity, iso_currency_code, unofficial_currency_code, ...told } = read.data;
  const security = securities.get(security_id);
  const unit = readCurrency(iso_currency_code || unofficial_currency_code || null);
  if (!security || unit.currency === null) return lacking(line, security ? "a currency" : "the security that it is of");
  const major = (value: DecimalString | null) => value && toMajor(value, unit);
  const [price, value, cost] = [major(told.institution_price), major(told.institution_value), major(told.cost_basis)];
  if (isMoney(security)) return cashHolding(line, SOURCE, unit.currency, value ?? quantity);
  if (sign(quantity) === 0) return { kind: "skipped", line, reason: `Nothing is held of ${toldOf(security).symbol.slice(0, 60)}.` };
  const { assetType, symbol, meta, isOption, rawAssetType } = toldOf(security);
  const units = isOption ? contracts(quantity, price, value) : quantity;
  const percent = assetType === "bond" && isPercent(quantity, price, value);
  const multiplier = isOption ? CONTRACT : ONE;
  const signedLike = (total: DecimalString) => (sign(units) < 0 ? negate(absolute(total)) : absolute(total));
  return {
    kind: "holding",
    line,
    draft: {
      assetType,
      symbol,
      isin: meta.isin ?? null,
      quantity: units,
      avgPrice: cost && pricePerUnit(cost, units, percent ? HUNDREDTH : multiplier),
      currency: unit.currency,
      costValue: cost && signedLike(cost),
      marketValue: value ? signedLike(value) : price && multiply(units, price, multiplier),
      meta: {
        source: SOURCE,
        instrument: meta,
        ...(price ? { price: absolute(price) } : {}),
        ...(told.institution_price_as_of ? { priceDate: told.institution_price_as_of.slice(0, 10) } : {}),
        ...(isOption ? { multiplier } : {}),
        ...(percent ? { priceUnit: "percent" as const } : {}),
        ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
        ...(rawAssetType ? { rawAssetType } : {}),
      },
    },
  };
}

const lacking = (line: number, what: string): FormatItem => ({
  kind: "refused",
  line,
  problem: `A holding comes without ${what}.`,
  expected: `Plaid to tell ${what} of every holding.`,
  mend: "See whether the broker's own pages have it, and enter it by hand.",
});

import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import { RateTable } from "@/lib/engine/valuation/rates";
import { type DecimalString, multiply } from "@/lib/money/decimal";
import { rateEntries } from "@/lib/rates/queries";

/** An amount in the person's base currency, at the rate of a day; null where there is none. */
export type InBase = (amount: DecimalString | null, currency: string) => DecimalString | null;

/** Amounts of several currencies made comparable, so that the worst difference can be told from the others. */
export async function inBaseCurrency(tx: Transaction, currencies: readonly string[], day: string): Promise<InBase> {
  const { baseCurrency } = await tx.userSettings.findFirstOrThrow({ select: { baseCurrency: true } });
  const others = [...new Set(currencies)].filter((currency) => currency !== baseCurrency);
  const table = new RateTable(others.length === 0 ? [] : await rateEntries(tx, [...others, baseCurrency], { since: day }));
  const rates = new Map(others.map((currency) => [currency, table.at(currency, baseCurrency, day)?.rate]));
  return (amount, currency) => {
    if (amount === null || currency === baseCurrency) return amount;
    const rate = rates.get(currency);
    return rate === undefined ? null : multiply(amount, rate);
  };
}

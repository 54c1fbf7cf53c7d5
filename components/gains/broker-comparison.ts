import { add, type DecimalString, subtract } from "@/lib/money/decimal";
import type { GainRow } from "@/lib/performance/schema";

/** One sale, as we and as the broker reckon it. Amounts in `currency`. */
export interface ComparedSale {
  transactionId: string;
  accountId: string;
  instrumentId: string;
  symbol: string;
  disposed: string;
  currency: string;
  ours: DecimalString;
  brokers: DecimalString;
  /** ours − brokers. */
  difference: DecimalString;
}

/** The sales whose gain the broker sent, in the order of their first lots: a broker tells the gain of a sale and not of each lot in it. */
export function compareWithBroker(rows: readonly GainRow[]): ComparedSale[] {
  const sales = new Map<string, ComparedSale>();
  for (const { transactionId, accountId, instrumentId, symbol, disposed, currency, gain, brokerGain } of rows) {
    if (brokerGain === null) continue;
    const before = sales.get(transactionId);
    const ours = before ? add(before.ours, gain) : gain;
    sales.set(transactionId, {
      ...{ transactionId, accountId, instrumentId, symbol, disposed, currency, ours },
      brokers: brokerGain,
      difference: subtract(ours, brokerGain),
    });
  }
  return [...sales.values()];
}

import type { IsMoney } from "@/lib/formats/exchange/assets";
import type { FormatItem } from "@/lib/formats/types";
import { add, type DecimalString, ONE, sign, ZERO } from "@/lib/money/decimal";

/** So much of an asset; pockets of one account (free, on order, staked) come one by one. */
export interface Balance {
  asset: string;
  amount: DecimalString;
}

interface Snapshot {
  source: string;
  line: number;
  /** ISO instant. */
  asOf: string;
  balances: readonly Balance[];
  /** What is cash, as in the ledger's rows. */
  isMoney: IsMoney;
  /** In which money a coin is counted: the one of its ledger rows, so that both are one position. */
  countedIn: (coin: string) => string;
  /** `crypto` where nothing is said. */
  assetTypeOf?: (asset: string) => "crypto" | "stock";
}

/** The balances of an exchange as one snapshot: money is cash, everything else units. What they are worth, an exchange doesn't tell. */
export function* snapshotOf({ source, line, asOf, balances, isMoney, countedIn, assetTypeOf }: Snapshot): Generator<FormatItem> {
  yield { kind: "snapshot", line, asOf, dateOnly: false };
  const sums = new Map<string, DecimalString>();
  for (const { asset, amount } of balances) sums.set(asset, add(sums.get(asset) ?? ZERO, amount));
  for (const [asset, quantity] of sums) {
    if (sign(quantity) === 0) continue;
    const isCash = isMoney(asset);
    yield {
      kind: "holding",
      line,
      draft: {
        assetType: isCash ? "cash" : (assetTypeOf?.(asset) ?? "crypto"),
        symbol: asset,
        isin: null,
        quantity,
        avgPrice: null,
        currency: isCash ? asset : countedIn(asset),
        costValue: null,
        marketValue: isCash ? quantity : null,
        meta: { source, ...(isCash ? { price: ONE } : {}) },
      },
    };
  }
}

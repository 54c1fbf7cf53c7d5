import { absolute, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { RowParts } from "../draft";
import { coin, shared } from "../exchange/event";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import { directed, type HistoryLine } from "./line";

/** Whatever is no exchange of one thing for another. Coins are priced at what they were worth that moment, which the export tells. */
export function readMovement(line: HistoryLine, tradeType: TradeType): RowParts {
  const { event, asset, quantity, price } = line;
  switch (tradeType) {
    case "transfer_in":
    case "deposit":
      return movementRow(event, asset, quantity, ZERO, price);
    case "transfer_out":
    case "withdrawal":
      return movementRow(event, asset, directed(quantity, -1), ZERO, price);
    case "reward":
    case "interest":
      return rewardRow(event, asset, quantity, ZERO, price);
    case "fee":
      return feeRow(event, { asset, amount: absolute(quantity) });
    case "symbol_change":
      // Two lines of one moment, the old coin with a minus and the new one without.
      return {
        ...shared({ ...event, meta: { ...event.meta, groupId: `coinbase:migration:${event.at.instant}` } }),
        ...coin(event, asset, quantity),
        tradeType,
      };
    default:
      return unknownRow(event, asset, quantity, tradeType);
  }
}

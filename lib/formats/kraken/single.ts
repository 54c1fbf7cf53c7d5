import { negate, sign, subtract } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { RowParts } from "../draft";
import { quotesAreMoney } from "../exchange/assets";
import type { ExchangeEvent } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import type { FormatItem } from "../types";
import { SOURCE } from "./columns";
import type { Entry } from "./entry";
import { meaningOf } from "./meanings";

/** An entry that stands by itself. */
export function readSingle(entry: Entry, context: Pick<ExchangeEvent, "countedIn" | "assetTypeOf">): FormatItem[] {
  const { row, type, subtype, asset, amount, fee } = entry;
  const comes = sign(amount) >= 0;
  const known = meaningOf(type, subtype, comes);
  const told = known ?? row.meaning({}, [type, subtype].filter(Boolean).join(" / "));
  const { tradeType } = told;
  if (tradeType === "internal") return [row.skipped("Moved between pockets of the same account: what it holds stays the same.")];
  if (sign(amount) === 0 && sign(fee) === 0) return [row.skipped("It changes nothing: both amount and fee are 0.")];
  const doubts = "doubts" in told ? told.doubts : told.doubt === undefined ? [] : [told.doubt];
  const event: ExchangeEvent = {
    ...context,
    source: SOURCE,
    at: entry.at,
    isMoney: quotesAreMoney,
    doubts,
    ...(entry.txid === "" ? {} : { id: `${SOURCE}:${entry.txid}` }),
    meta: {
      rawType: [type, subtype].filter(Boolean).join(" / "),
      ...(told.subtype ? { subtype: told.subtype } : {}),
      ...(entry.refid ? { refid: entry.refid } : {}),
    },
  };
  return itemsOf(row, [rowOf(event, tradeType, asset, amount, fee)]);
}

function rowOf(event: ExchangeEvent, tradeType: TradeType, asset: string, amount: Entry["amount"], fee: Entry["fee"]): RowParts {
  const change = subtract(amount, fee);
  switch (tradeType) {
    case "transfer_in":
    case "transfer_out":
    case "deposit":
    case "withdrawal":
      return movementRow(event, asset, amount, fee);
    case "reward":
    case "interest":
      return rewardRow(event, asset, amount, fee);
    case "fee":
      return feeRow(event, { asset, amount: negate(change) });
    default:
      return unknownRow(event, asset, change, tradeType);
  }
}

import type { AssetType } from "@/lib/instruments/asset-types";
import { type DecimalString, sign } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import type { IsMoney } from "./assets";

/** So much of a coin or of money, without a sign. */
export interface Amount {
  asset: string;
  amount: DecimalString;
}

/** What all rows of one event at an exchange share. */
export interface ExchangeEvent {
  source: string;
  at: { instant: string; dateOnly: boolean };
  /** What of the event's assets is cash, see `exchangeRows`. */
  isMoney: IsMoney;
  /** The exchange's id of the event, prefixed: each of several rows gets its own, made of it. */
  id?: string;
  /** Shared by several rows of the event; the id where it is missing. */
  groupId?: string;
  meta?: Partial<TransactionMeta>;
  doubts?: readonly string[];
  /** `crypto` where nothing is said. */
  assetTypeOf?: (asset: string) => AssetType;
  /** In which money a coin is counted whose worth nobody tells, see `Counting`. */
  countedIn: (coin: string) => string;
}

/** What every row of the event begins with. */
export function shared({ source, at, meta, doubts, id }: ExchangeEvent) {
  return { source, at, meta: { ...idMeta(id), ...meta }, ...(doubts ? { doubts } : {}) };
}

export function idMeta(id: string | undefined): Partial<TransactionMeta> {
  return id === undefined ? {} : { externalId: id, externalIds: [id] };
}

/** Units of a coin, counted in the money that the event says. */
export function coin(event: ExchangeEvent, symbol: string, quantity: DecimalString, price?: DecimalString) {
  const assetType = event.assetTypeOf?.(symbol) ?? "crypto";
  return { instrument: { assetType, symbol }, quantity, currency: event.countedIn(symbol), ...(price === undefined ? {} : { price }) };
}

export function chargesOf(fees: readonly Amount[], type: string): Charge[] {
  return fees.filter(({ amount }) => sign(amount) !== 0).map(({ asset, amount }) => ({ type, amount, currency: asset }));
}

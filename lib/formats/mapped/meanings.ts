import { TRADE_TYPE_CODES, TRADE_TYPES, type TradeType } from "@/lib/transactions/trade-types";

/** Words that a sign completes: which of two trade types each is for a plus and a minus. */
export const SIGNED_MEANINGS = {
  trade: { plus: "buy", minus: "sell", label: "Buy or sell, by the sign" },
  transfer: { plus: "deposit", minus: "withdrawal", label: "Deposit or withdrawal, by the sign" },
  delivery: { plus: "transfer_in", minus: "transfer_out", label: "Transfer in or out, by the sign" },
} as const satisfies Record<string, { plus: TradeType; minus: TradeType; label: string }>;

export type SignedMeaning = keyof typeof SIGNED_MEANINGS;

/** What a table's word for a kind of row means: a trade type, one of two by a sign, or a row that is left out. */
export type RowMeaning = TradeType | SignedMeaning | "skip";

export const ROW_MEANINGS = [...TRADE_TYPE_CODES, ...(Object.keys(SIGNED_MEANINGS) as SignedMeaning[]), "skip"] as [
  RowMeaning,
  ...RowMeaning[],
];

export function isSignedMeaning(meaning: RowMeaning): meaning is SignedMeaning {
  return Object.hasOwn(SIGNED_MEANINGS, meaning);
}

export function meaningLabel(meaning: RowMeaning): string {
  if (meaning === "skip") return "Leave these rows out";
  return isSignedMeaning(meaning) ? SIGNED_MEANINGS[meaning].label : TRADE_TYPES[meaning].label;
}

/** The rows that close units and may say which lots they close: a buy does where it covers a short position. */
export const CLOSING_TYPES = ["sell", "redemption", "transfer_out", "buy"] as const;
export type ClosingType = (typeof CLOSING_TYPES)[number];

export const isClosingType = (tradeType: string): tradeType is ClosingType => (CLOSING_TYPES as readonly string[]).includes(tradeType);

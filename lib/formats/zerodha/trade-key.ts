import { SOURCE } from "./columns";

/** What tells a trade from all others. Exchanges number trades anew every day, and each side of a trade has its number. */
export interface TradeParts {
  /** As the tradebook names it: derivatives are of NSE and BSE. */
  exchange: string;
  /** ISO date in India. */
  day: string;
  symbol: string;
  /** `buy` or `sell`. */
  side: string;
  /** The exchange's number. */
  tradeId: string;
}

/** The external id of a trade, the same whether a file or the connector brings it. */
export const tradeKey = ({ exchange, day, symbol, side, tradeId }: TradeParts): string =>
  `${SOURCE}:${[exchange, day, symbol, side, tradeId].join(":")}`;

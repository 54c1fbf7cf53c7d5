import "server-only";
import { env } from "@/lib/env";
import type { DecimalString } from "@/lib/money/decimal";

/** What a market's days closed at, as quoted for units of the day: not adjusted for splits or dividends. */
export interface DailyPrice {
  /** ISO date, in the exchange's own zone. */
  day: string;
  price: DecimalString;
  /** The major unit: pence are pounds by now. */
  currency: string;
}

export interface PriceRequest {
  /** What the provider calls the instrument. */
  symbol: string;
  /** ISO date of the first day. */
  from: string;
  signal: AbortSignal;
}

/** Whoever can be asked for prices. */
export interface PriceProvider {
  /**
   * The closing prices of each day from one on, up to the latest.
   * @throws ProviderProblem where there are none to be had, in words for people
   */
  dailyPrices(request: PriceRequest): Promise<DailyPrice[]>;
}

export class ProviderProblem extends Error {
  override readonly name = "ProviderProblem";
}

/** The provider of a feed. Its client is loaded when it is first asked for: most servers never are. Null for one that is switched off. */
export async function providerFor(code: string): Promise<PriceProvider | null> {
  const baseUrl = env().YAHOO_URL;
  if (code !== "yahoo" || baseUrl === null) return null;
  const { yahooProvider } = await import("./yahoo");
  return yahooProvider(baseUrl);
}

import { isCurrency } from "@/lib/money/currency";

/** Money that states issue and exchanges keep accounts in. Other codes of three letters, such as BTC and SOL, are coins. */
const FIAT: ReadonlySet<string> = new Set(
  (
    "AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK EGP EUR GBP GEL GHS HKD HRK HUF IDR ILS INR ISK JPY KES KRW KWD KZT LKR " +
    "MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD UYU VND XAF XOF ZAR"
  ).split(" "),
);

/** Coins that follow a state's money and that exchanges quote and settle in. Each is a currency of lib/money/currency.ts. */
const STABLECOINS: ReadonlySet<string> = new Set(
  ["USDT", "USDC", "BUSD", "TUSD", "USDP", "FDUSD", "PYUSD", "USDD", "USDE", "DAI", "EURC", "EURT"].filter(isCurrency),
);

export function isFiat(asset: string): boolean {
  return FIAT.has(asset);
}

/** Which assets are an exchange's cash. Everything else is units of a coin. See {@link exchangeRows} for when which of the two holds. */
export type IsMoney = (asset: string) => boolean;

/** For exports that tell what every row was worth in a state's money: a stablecoin is a coin like any other, and the file tells its cost. */
export const fiatIsMoney: IsMoney = isFiat;

/** For exports that tell no worth but the price itself, in what the market settles in: stablecoins are money there. */
export const quotesAreMoney: IsMoney = (asset) => isFiat(asset) || STABLECOINS.has(asset);

/** Codes in upper case without spaces, as long as any exchange has them; null for what can't be one. */
export function assetCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return /^[\p{L}\p{N}$.*+_/-]{1,40}$/u.test(code) ? code : null;
}

/**
 * The base and the quote of a market written without anything between them (`BTCUSDT`), by the longest quote known; but `BNBUSD` is BNB in
 * USD, because BNB is known and BN isn't. Null for a market in no known quote.
 */
export function splitPair(pair: string, quotes: readonly string[]): { base: string; quote: string } | null {
  const code = pair.trim().toUpperCase();
  const parted = /^([^/_-]+)[/_-]([^/_-]+)$/.exec(code);
  if (parted?.[1] && parted[2]) return { base: parted[1], quote: parted[2] };
  const cuts = quotes
    .filter((quote) => code.length > quote.length && code.endsWith(quote))
    .map((quote) => ({ base: code.slice(0, -quote.length), quote }))
    .sort((a, b) => b.quote.length - a.quote.length);
  return cuts.find(({ base }) => quotes.includes(base)) ?? cuts[0] ?? null;
}

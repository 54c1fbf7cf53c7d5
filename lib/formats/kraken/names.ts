import { assetCode } from "../exchange/assets";

/** Kraken's first assets have names of four letters: X for coins, Z for states' money. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  XXBT: "BTC",
  XXDG: "DOGE",
  XETH: "ETH",
  XETC: "ETC",
  XLTC: "LTC",
  XMLN: "MLN",
  XREP: "REP",
  XXLM: "XLM",
  XXMR: "XMR",
  XXRP: "XRP",
  XZEC: "ZEC",
  XICN: "ICN",
  XDAO: "DAO",
  XNMC: "NMC",
  XXVN: "XVN",
  ZAUD: "AUD",
  ZCAD: "CAD",
  ZEUR: "EUR",
  ZGBP: "GBP",
  ZJPY: "JPY",
  ZKRW: "KRW",
  ZUSD: "USD",
};

const OTHER_NAMES: Readonly<Record<string, string>> = { XBT: "BTC", XDG: "DOGE", ETH2: "ETH" };

/**
 * What the world calls an asset of Kraken's. Staked, bonded, held and rewarded balances (`DOT.S`, `DOT28.S`, `XBT.M`, `ETH.F`, `.P`, `.B`,
 * `.HOLD`) are the asset itself: they are pockets of one account. Null for what can be no asset.
 */
export function krakenAsset(text: string): string | null {
  const code = assetCode(text);
  if (code === null) return null;
  const plain = code.replace(/(?:(?<=[A-Z])\d{2})?\.(?:S|M|F|P|B|HOLD)$/, "");
  return LONG_NAMES[plain] ?? OTHER_NAMES[plain] ?? plain;
}

const QUOTES = (
  "EUR USD GBP CAD JPY AUD CHF AED USDT USDC DAI PYUSD EURT EURC EURQ USDQ USDR RLUSD USDG TUSD XBT BTC ETH DOT SOL " +
  "KRW BRL MXN ARS PLN SGD HKD"
).split(" ");

/** The two sides of a market: `XXBTZEUR`, `XBTEUR`, `BTC/EUR`, `XTZEUR` (which is Tezos). Null for a market in no quote that we know. */
export function krakenPair(text: string): { base: string; quote: string } | null {
  const pair = text.trim().toUpperCase().replace(/\.D$/, "");
  const parted = /^([^/]+)\/([^/]+)$/.exec(pair);
  if (parted) return named(parted[1] ?? "", parted[2] ?? "");
  // Long names stand together, but for USDTZUSD: a `Z` before EUR may as well be the last letter of the base.
  const [front, back] = [pair.slice(0, -4), pair.slice(-4)];
  if (Object.hasOwn(LONG_NAMES, back) && (Object.hasOwn(LONG_NAMES, front) || front === "USDT")) return named(front, back);
  const quote = QUOTES.filter((each) => pair.length > each.length && pair.endsWith(each)).sort((a, b) => b.length - a.length)[0];
  return quote === undefined ? null : named(pair.slice(0, -quote.length), quote);
}

function named(base: string, quote: string): { base: string; quote: string } | null {
  const [first, second] = [krakenAsset(base), krakenAsset(quote)];
  return first === null || second === null ? null : { base: first, quote: second };
}

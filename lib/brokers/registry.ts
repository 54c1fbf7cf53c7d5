import type { Format } from "@/lib/formats/types";
import { alpacaPages } from "./alpaca/format";
import { alpaca } from "./alpaca/manifest";
import { binancePages } from "./ccxt/binance/format";
import { binance } from "./ccxt/binance/manifest";
import { bitvavoPages } from "./ccxt/bitvavo/format";
import { bitvavo } from "./ccxt/bitvavo/manifest";
import { coinbasePages } from "./ccxt/coinbase/format";
import { coinbase } from "./ccxt/coinbase/manifest";
import { krakenPages } from "./ccxt/kraken/format";
import { kraken } from "./ccxt/kraken/manifest";
import type { Connector } from "./connector";
import { file } from "./file/manifest";
import { ibkrFlexPages } from "./ibkr-flex/format";
import { ibkrFlex } from "./ibkr-flex/manifest";
import type { BrokerManifest } from "./manifest";
import { manual } from "./manual/manifest";
import { plaidPages } from "./plaid/format";
import { plaid } from "./plaid/manifest";
import { questradePages } from "./questrade/format";
import { questrade } from "./questrade/manifest";
import { snaptradePages } from "./snaptrade/format";
import { snaptrade } from "./snaptrade/manifest";
import { trading212Pages } from "./trading212/format";
import { trading212 } from "./trading212/manifest";
import { kitePages } from "./zerodha-kite/format";
import { zerodhaKite } from "./zerodha-kite/manifest";

interface RegisteredBroker {
  manifest: BrokerManifest;
  /** What reads the pages that its connector brings. */
  format?: Format;
  /** Loaded when it is first asked for: client libraries are large, and pages need none of them. */
  connector?: () => Promise<Connector>;
}

/** Every broker that can be linked, in the order in which they are offered. A test holds it against `broker_types`. */
const REGISTRY: readonly RegisteredBroker[] = [
  { manifest: file },
  { manifest: ibkrFlex, format: ibkrFlexPages, connector: async () => (await import("./ibkr-flex/connector")).connector },
  { manifest: alpaca, format: alpacaPages, connector: async () => (await import("./alpaca/connector")).connector },
  { manifest: binance, format: binancePages, connector: async () => (await import("./ccxt/binance/connector")).connector },
  { manifest: bitvavo, format: bitvavoPages, connector: async () => (await import("./ccxt/bitvavo/connector")).connector },
  { manifest: coinbase, format: coinbasePages, connector: async () => (await import("./ccxt/coinbase/connector")).connector },
  { manifest: kraken, format: krakenPages, connector: async () => (await import("./ccxt/kraken/connector")).connector },
  { manifest: plaid, format: plaidPages, connector: async () => (await import("./plaid/connector")).connector },
  { manifest: questrade, format: questradePages, connector: async () => (await import("./questrade/connector")).connector },
  { manifest: snaptrade, format: snaptradePages, connector: async () => (await import("./snaptrade/connector")).connector },
  { manifest: trading212, format: trading212Pages, connector: async () => (await import("./trading212/connector")).connector },
  { manifest: zerodhaKite, format: kitePages, connector: async () => (await import("./zerodha-kite/connector")).connector },
  { manifest: manual },
];

export const BROKERS: readonly BrokerManifest[] = REGISTRY.map(({ manifest }) => manifest);

/** The formats of what connectors bring, beside those of files (lib/formats/registry). */
export const BROKER_FORMATS: readonly Format[] = [...new Set(REGISTRY.flatMap(({ format }) => format ?? []))];

const registered = (code: string) => REGISTRY.find(({ manifest }) => manifest.code === code);

/** The manifest of a `broker_types.code`, or null for one that this version does not know. */
export function brokerManifest(code: string): BrokerManifest | null {
  return registered(code)?.manifest ?? null;
}

/** The connector of a broker; null for one that has none. */
export async function connectorOf(code: string): Promise<Connector | null> {
  return (await registered(code)?.connector?.()) ?? null;
}

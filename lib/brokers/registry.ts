import type { Format } from "@/lib/formats/types";
import { alpacaPages } from "./alpaca/format";
import { alpaca } from "./alpaca/manifest";
import type { Connector } from "./connector";
import { file } from "./file/manifest";
import { ibkrFlex } from "./ibkr-flex/manifest";
import type { BrokerManifest } from "./manifest";
import { manual } from "./manual/manifest";
import { trading212Pages } from "./trading212/format";
import { trading212 } from "./trading212/manifest";

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
  { manifest: ibkrFlex },
  { manifest: manual },
  { manifest: alpaca, format: alpacaPages, connector: async () => (await import("./alpaca/connector")).connector },
  { manifest: trading212, format: trading212Pages, connector: async () => (await import("./trading212/connector")).connector },
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

import { file } from "./file/manifest";
import { ibkrFlex } from "./ibkr-flex/manifest";
import type { BrokerManifest } from "./manifest";
import { manual } from "./manual/manifest";

/** Every broker that can be linked, in the order in which they are offered. A test holds it against `broker_types`. */
export const BROKERS: readonly BrokerManifest[] = [file, ibkrFlex, manual];

/** The manifest of a `broker_types.code`, or null for one that this version does not know. */
export function brokerManifest(code: string): BrokerManifest | null {
  return BROKERS.find((broker) => broker.code === code) ?? null;
}

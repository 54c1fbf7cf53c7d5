import type { Connector } from "@/lib/brokers/connector";
import type { BrokerManifest } from "@/lib/brokers/manifest";
import { BROKER_FORMATS, brokerManifest, connectorOf } from "@/lib/brokers/registry";
import type { Format } from "@/lib/formats/types";

/** What a sync has to know of brokers, by `broker_types.code`. */
export interface BrokerDirectory {
  manifest(code: string): BrokerManifest | null;
  connector(code: string): Promise<Connector | null>;
  /** The formats of what their connectors bring. */
  formats: readonly Format[];
}

/** The brokers of this version. */
export const REGISTERED: BrokerDirectory = { manifest: brokerManifest, connector: connectorOf, formats: BROKER_FORMATS };

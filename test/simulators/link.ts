import type { BrokerLink } from "@/lib/brokers/link/link";
import { openLink } from "@/lib/brokers/link/open";
import type { BrokerManifest } from "@/lib/brokers/manifest";
import type { RunningBroker } from "./simulator";

/** A way to a simulated broker, on which waiting takes no time and is written down. */
export function linkTo(
  manifest: BrokerManifest,
  { secrets, endpoints }: Pick<RunningBroker, "secrets" | "endpoints">,
  renew: BrokerLink["renew"] = async () => {},
): { link: BrokerLink; waits: number[] } {
  const waits: number[] = [];
  const link = openLink({
    manifest,
    secrets,
    signal: AbortSignal.timeout(20_000),
    instead: endpoints,
    timeoutMs: 2_000,
    renew,
    now: () => Date.now() + waits.reduce((sum, each) => sum + each, 0),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  return { link, waits };
}

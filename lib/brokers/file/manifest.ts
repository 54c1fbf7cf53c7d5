import type { BrokerManifest } from "@/lib/brokers/manifest";

export const file: BrokerManifest = {
  code: "file",
  description:
    "You download statements or exports and drop them here. Those of some forty brokers, exchanges and apps are recognised; any other table can be explained once.",
  access: "none",
  brings: [],
  regions: ["Worldwide"],
  fields: [],
  setup: [],
};

import type { BrokerManifest } from "@/lib/brokers/manifest";

export const manual: BrokerManifest = {
  code: "manual",
  description: "You type holdings and transactions yourself. Good for a house, a private company, or a broker without any export.",
  access: "none",
  brings: [],
  regions: ["Worldwide"],
  fields: [],
  setup: [],
};

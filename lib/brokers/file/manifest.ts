import type { BrokerManifest } from "@/lib/brokers/manifest";

export const file: BrokerManifest = {
  code: "file",
  description:
    "You download statements from your broker and drop them here: Interactive Brokers Flex XML, OFX or QFX, or Truefolio's own CSV.",
  access: "none",
  brings: [],
  regions: ["Worldwide"],
  fields: [],
  setup: [],
};

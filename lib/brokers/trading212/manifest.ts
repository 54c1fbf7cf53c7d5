import type { BrokerManifest } from "@/lib/brokers/manifest";

/** Trading 212's public API, version 0: a key and its secret, of a live or of a demo account. */
export const trading212: BrokerManifest = {
  code: "trading212",
  description:
    "A key with read permissions for an Invest or Stocks ISA account. Leave the permission to execute orders out: it isn't needed.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Dividends", "Corporate actions", "Deposits and withdrawals"],
  regions: ["United Kingdom", "Europe"],
  fields: [
    {
      name: "environment",
      label: "Environment",
      help: "Live and practice accounts have keys of their own.",
      secret: false,
      pattern: /^(?:live|demo)$/,
      expected: "Expected live or demo.",
      options: { live: "Live (real money)", demo: "Practice" },
    },
    {
      name: "apiKey",
      label: "API key",
      help: "In the app: Settings, API (Beta), Generate API key.",
      secret: true,
      pattern: /^[\x21-\x39\x3b-\x7e]{10,200}$/,
      expected: "Expected the key as the app shows it: 10 to 200 characters without spaces and colons.",
    },
    {
      name: "apiSecret",
      label: "API secret",
      help: "Shown once, beside the key.",
      secret: true,
      pattern: /^[\x21-\x7e]{10,200}$/,
      expected: "Expected the secret as the app shows it: 10 to 200 characters without spaces.",
    },
  ],
  setup: [
    "In the Trading 212 app open Settings, then API (Beta), in the account that you want to link: Invest or Stocks ISA.",
    "Generate a key with the permissions Account data, Portfolio, Metadata, and History of orders, dividends and transactions. Leave Orders – Execute off.",
    "If you restrict the key to certain IP addresses, add the one of this server.",
    "Copy the key and its secret before you close the dialog: the secret isn't shown again.",
  ],
  sync: {
    schedule: { everyMinutes: 120 },
    // What the addresses of a sync allow in a minute, together. That each is kept to its own is client.ts's work, by what the answers tell.
    limits: [{ requests: 91, perMs: 60_000, of: "key" }],
    // A list is ordered by when orders were placed: one that waited for its price for weeks stands among the old ones.
    overlapDays: 90,
    endpoints: { live: "https://live.trading212.com", demo: "https://demo.trading212.com" },
  },
};

import type { BrokerManifest } from "../../manifest";

/** Coinbase's APIs (v2 for wallets and their transactions, v3 for the key's permissions), through ccxt. */
export const coinbase: BrokerManifest = {
  code: "coinbase",
  description: "A key of the Coinbase Developer Platform that may only view: wallets and their transactions.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Conversions", "Staking rewards", "Deposits", "Withdrawals", "Fees"],
  regions: ["Worldwide"],
  fields: [
    {
      name: "key",
      label: "API key name",
      help: "Begins with organizations/, or is an ID of letters and digits in five groups.",
      secret: false,
      pattern: /^(?:organizations\/[0-9a-f-]{36}\/apiKeys\/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      expected: "Expected a name such as organizations/…/apiKeys/…, or an ID such as 1b9a6c2e-4f0d-4c3b-9a77-0e5d2f8c1a34.",
    },
    {
      name: "secret",
      label: "Private key",
      help: "Everything between the quotes of “privateKey” in the file that Coinbase gave you. Either kind will do: ECDSA or Ed25519.",
      secret: true,
      pattern: /^(?:-{5}BEGIN EC PRIVATE KEY-----[A-Za-z0-9+/=\s\\]+-----END EC PRIVATE KEY-----(?:\\n|\s)*|[A-Za-z0-9+/]{86}==)$/,
      expected:
        "Expected the private key: from the line BEGIN EC PRIVATE KEY to the line END EC PRIVATE KEY, or 88 characters that end in ==.",
      multiline: true,
    },
  ],
  setup: [
    "Open portal.cdp.coinbase.com, then API keys, and create a secret API key.",
    "Allow “View” alone: neither “Trade” nor “Transfer”. If you name addresses, name the one of this server.",
    "Paste the key's name and its private key here.",
  ],
  sync: {
    schedule: { everyMinutes: 360 },
    // Ten thousand an hour are allowed.
    limits: [{ requests: 120, perMs: 60_000, of: "key" }],
    overlapDays: 7,
    endpoints: { api: "https://api.coinbase.com" },
  },
};

import type { BrokerManifest } from "../../manifest";

/** Bitvavo's REST API, version 2, through ccxt. */
export const bitvavo: BrokerManifest = {
  code: "bitvavo",
  description: "An API key that may only view: balances and the history of transactions.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Staking rewards", "Deposits", "Withdrawals", "Fees"],
  regions: ["Europe"],
  fields: [
    {
      name: "key",
      label: "API key",
      help: "Shown when the key is made: 64 characters.",
      secret: false,
      pattern: /^[0-9a-f]{64}$/i,
      expected: "Expected the API key as Bitvavo shows it: 64 of the characters 0–9 and a–f.",
    },
    {
      name: "secret",
      label: "API secret",
      help: "Shown only once, when the key is made: 128 characters.",
      secret: true,
      pattern: /^[0-9a-f]{128}$/i,
      expected: "Expected the API secret as Bitvavo shows it: 128 of the characters 0–9 and a–f.",
    },
  ],
  setup: [
    "At Bitvavo open Settings, then API, and request a new key.",
    "Allow “View access” alone: neither trading nor withdrawing. If you name addresses (IP whitelist), name the one of this server.",
    "Confirm the key by e-mail, and paste key and secret here.",
  ],
  sync: {
    schedule: { everyMinutes: 360 },
    // Far below the thousand points a minute that Bitvavo allows.
    limits: [{ requests: 100, perMs: 60_000, of: "key" }],
    overlapDays: 7,
    endpoints: { api: "https://api.bitvavo.com" },
  },
};

import type { BrokerManifest } from "@/lib/brokers/manifest";

/** Questrade's REST API, version 1: a token that is exchanged for another one with every use. */
export const questrade: BrokerManifest = {
  code: "questrade",
  description: "A token for an app of your own. It reads accounts, and renews itself with every sync.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Dividends", "Interest", "Fees", "Deposits and withdrawals", "Transfers"],
  regions: ["Canada"],
  fields: [
    {
      name: "refreshToken",
      label: "Token",
      help: "API centre, your app, Generate new token. It works once, and for seven days: paste it at once, and in no other place.",
      secret: true,
      pattern: /^[A-Za-z0-9+/_=-]{20,200}$/,
      expected: "Expected the token as the API centre shows it: 20 or more letters and digits.",
    },
    {
      name: "environment",
      label: "Account",
      help: "A practice account has a login of its own.",
      secret: false,
      pattern: /^(live|practice)$/,
      expected: "Expected live or practice.",
      options: { live: "My account", practice: "A practice account" },
    },
  ],
  setup: [
    "Sign in at Questrade, open the menu of your name, then API centre, and activate the API.",
    "Register a personal app. It needs “Retrieve account and security information” and “Retrieve delayed and real-time market data”, which tells the currencies of your positions, and nothing else.",
    "Beside the app choose New device, then Generate new token.",
    "Paste the token here. Sync at least once a week: a token that is not used for seven days expires.",
  ],
  sync: {
    schedule: { everyMinutes: 12 * 60 },
    // Of the two limits, of accounts (30 a second, 30,000 an hour) and of market data (20 and 15,000), the lower one.
    limits: [
      { requests: 20, perMs: 1_000, of: "key" },
      { requests: 15_000, perMs: 3_600_000, of: "key" },
    ],
    keyIsUsedUp: true,
    overlapDays: 10,
    endpoints: { live: "https://login.questrade.com", practice: "https://practicelogin.questrade.com" },
    // The answer to an exchange names the server that has the accounts, such as api01.iq.questrade.com.
    otherHosts: ["*.questrade.com"],
  },
};

import type { BrokerManifest } from "@/lib/brokers/manifest";

/** Zerodha's Kite Connect, version 3: an app of the person's own at developers.kite.trade, and a sign-in every day. */
export const zerodhaKite: BrokerManifest = {
  code: "zerodha-kite",
  description:
    "Through your own Kite Connect app. Zerodha asks you to log in every day, and tells of today's trades only: import the tradebook of Console for older ones.",
  access: "login",
  brings: ["Holdings", "Mutual funds", "Futures and options", "Cash", "Trades of today"],
  regions: ["India"],
  fields: [
    {
      name: "apiKey",
      label: "API key",
      help: "developers.kite.trade, My apps, your app.",
      secret: false,
      pattern: /^[A-Za-z0-9]{8,32}$/,
      expected: "Expected the API key as the app's page shows it: letters and digits, nothing else.",
    },
    {
      name: "apiSecret",
      label: "API secret",
      help: "On the same page, under Show API secret.",
      secret: true,
      pattern: /^[A-Za-z0-9]{16,64}$/,
      expected: "Expected the API secret as the app's page shows it: letters and digits, nothing else.",
    },
  ],
  setup: [
    "At developers.kite.trade create an app of the type Personal, with your Zerodha client ID.",
    "As its redirect URL enter the address of this app, followed by /link/callback.",
    "Paste the API key and the API secret here, and log in to Zerodha when you are sent there.",
    "Zerodha ends every login at 6 in the morning. Log in again on a day on which you trade: the day's trades are told on that day only.",
    "For older trades, and for purchases of mutual funds, download the tradebook from Console and import it. Both know the same trade as the same.",
  ],
  sync: {
    schedule: { everyMinutes: 120, hours: { timeZone: "Asia/Kolkata", from: "09:30", to: "23:58" } },
    // 10 in a second are documented for most of it, older pages say 3.
    limits: [{ requests: 3, perMs: 1000, of: "key" }],
    overlapDays: 1,
    endpoints: { api: "https://api.kite.trade", login: "https://kite.zerodha.com/connect/login" },
  },
};

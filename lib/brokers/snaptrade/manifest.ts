import type { BrokerManifest } from "@/lib/brokers/manifest";

/** SnapTrade, which signs in to brokers on people's behalf. A key of the person's own, and brokers that they connect on SnapTrade's pages. */
export const snaptrade: BrokerManifest = {
  code: "snaptrade",
  description:
    "One service for many brokers in the US, Canada, Europe and Australia: Robinhood, Schwab, Fidelity, Questrade, Wealthsimple and more. It reads your accounts at the broker, so you trust it with that.",
  access: "login",
  brings: ["Holdings", "Cash", "Trades", "Dividends", "Interest", "Fees", "Transfers"],
  regions: ["United States", "Canada", "Europe", "Australia"],
  fields: [
    {
      name: "keyKind",
      label: "Kind of key",
      help: "The dashboard says whether a key is personal or for an app with many users.",
      secret: false,
      pattern: /^(?:personal|commercial)$/,
      expected: "Choose personal or commercial.",
      options: { personal: "Personal", commercial: "Commercial" },
    },
    {
      name: "clientId",
      label: "Client ID",
      help: "dashboard.snaptrade.com, API keys.",
      secret: false,
      pattern: /^[A-Za-z0-9._-]{3,100}$/,
      expected: "Expected the client ID as the dashboard shows it: letters, digits and dashes, no spaces.",
    },
    {
      name: "consumerKey",
      label: "Consumer key",
      help: "It is shown once, when the key is made.",
      secret: true,
      pattern: /^\S{20,200}$/,
      expected: "Expected the consumer key in one piece, without spaces.",
    },
  ],
  setup: [
    "Sign up at dashboard.snaptrade.com, and make a personal API key.",
    "Paste the client ID and the consumer key here.",
    "You are sent to SnapTrade's pages: choose your broker there and sign in. The connection only reads.",
    "SnapTrade asks brokers once a day, so what you did today is here tomorrow.",
  ],
  sync: {
    // SnapTrade asks for no more than one look at an account's history a day; its own data are a day old anyway.
    schedule: { everyMinutes: 1440 },
    limits: [{ requests: 100, perMs: 60_000, of: "key" }],
    overlapDays: 14,
    endpoints: { api: "https://api.snaptrade.com" },
    // The pages on which brokers are connected.
    otherHosts: ["*.snaptrade.com"],
  },
};

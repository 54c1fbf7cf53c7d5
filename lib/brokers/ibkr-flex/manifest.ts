import type { BrokerManifest } from "@/lib/brokers/manifest";

/** Interactive Brokers' Flex Web Service, version 3: a token and the number of a saved query. */
export const ibkrFlex: BrokerManifest = {
  code: "ibkr-flex",
  description: "A read-only token and a saved Flex Query. It can read statements, and can neither trade nor withdraw.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Dividends", "Fees", "Corporate actions", "Transfers"],
  regions: ["Worldwide"],
  fields: [
    {
      name: "token",
      label: "Token",
      help: "Client Portal, Performance & Reports, Flex Queries, Flex Web Service configuration. Choose the longest lifetime it offers.",
      secret: true,
      pattern: /^\d{10,40}$/,
      expected: "Expected the token as the Client Portal shows it: 10 to 40 digits, nothing else.",
    },
    {
      name: "queryId",
      label: "Query ID",
      help: "The number beside your saved Activity Flex Query (the (i) symbol).",
      secret: false,
      pattern: /^\d{4,10}$/,
      expected: "Expected the number of the query: 4 to 10 digits.",
    },
  ],
  setup: [
    "In Client Portal open Performance & Reports, then Flex Queries.",
    "Create an Activity Flex Query with Account Information, Open Positions (Summary), Trades (Execution), Cash Transactions (Detail), Corporate Actions, Transfers, Cash Report and Conversion Rates, each with all of its fields. Choose XML and the last 365 days.",
    "Under Flex Web Service, switch the service on and generate a token.",
    "Paste the token and the number of the query here.",
  ],
  sync: {
    // The statements change once a day, in the morning of New York: twice a day finds it, whenever that was.
    schedule: { everyMinutes: 12 * 60 },
    limits: [
      { requests: 1, perMs: 1_000, of: "key" },
      { requests: 10, perMs: 60_000, of: "key" },
    ],
    overlapDays: 30,
    endpoints: { service: "https://ndcdyn.interactivebrokers.com/AccountManagement/FlexWebService" },
    // A reply names the host that has the statement ready.
    otherHosts: ["*.interactivebrokers.com"],
  },
};

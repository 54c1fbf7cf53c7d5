import type { BrokerManifest } from "../../manifest";
import { mainCurrencyField } from "../currency";

/** Kraken's spot REST API, version 0, through ccxt. */
export const kraken: BrokerManifest = {
  code: "kraken",
  description: "An API key that may only read: balances and the ledger of everything that changed them.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Staking rewards", "Deposits", "Withdrawals", "Fees"],
  regions: ["Worldwide"],
  fields: [
    {
      name: "key",
      label: "API key",
      help: "Shown when the key is made: 56 characters.",
      secret: false,
      pattern: /^[A-Za-z0-9+/]{40,100}={0,2}$/,
      expected: "Expected the API key as Kraken shows it: about 56 letters, digits, + and /.",
    },
    {
      name: "secret",
      label: "Private key",
      help: "Shown only once, when the key is made: 88 characters that end in ==.",
      secret: true,
      pattern: /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      expected: "Expected the private key as Kraken shows it: 88 characters that end in ==.",
    },
    mainCurrencyField(["EUR", "USD", "GBP", "CAD", "AUD", "CHF", "JPY", "USDT", "USDC"]),
  ],
  setup: [
    "At Kraken open Settings, then API, and create a key for Truefolio alone: two programs that share one disturb each other.",
    "Allow “Query Funds” and “Query Ledger Entries”. Leave everything else off, above all trading and withdrawing.",
    "Paste the API key and the private key here.",
  ],
  sync: {
    schedule: { everyMinutes: 360 },
    // A page of the ledger counts 2; the counter holds 15 and loses a third of a point a second, for the lowest of Kraken's levels.
    limits: [{ requests: 15, perMs: 60_000, of: "key" }],
    overlapDays: 7,
    endpoints: { api: "https://api.kraken.com" },
  },
};

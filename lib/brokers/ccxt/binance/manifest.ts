import type { BrokerManifest } from "../../manifest";
import { mainCurrencyField } from "../currency";

/** Binance's spot, wallet and fiat APIs (binance.com), through ccxt. */
export const binance: BrokerManifest = {
  code: "binance",
  description: "An API key that may only read: balances, trades, conversions, deposits, withdrawals and distributions.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Conversions", "Rewards", "Deposits", "Withdrawals", "Fees"],
  regions: ["Worldwide"],
  fields: [
    {
      name: "key",
      label: "API key",
      help: "64 letters and digits. A key that Binance makes itself (HMAC), not one of your own.",
      secret: false,
      pattern: /^[A-Za-z0-9]{64}$/,
      expected: "Expected the API key as Binance shows it: 64 letters and digits.",
    },
    {
      name: "secret",
      label: "Secret key",
      help: "Shown only once, when the key is made: 64 letters and digits.",
      secret: true,
      pattern: /^[A-Za-z0-9]{64}$/,
      expected: "Expected the secret key as Binance shows it: 64 letters and digits.",
    },
    mainCurrencyField(["USDT", "USDC", "FDUSD", "EUR", "USD", "GBP", "TRY", "BRL"]),
    {
      name: "markets",
      label: "Further markets",
      help: "Binance tells trades market by market. Coins that you hold, moved or received are found; name the markets of others, such as DOGEUSDT.",
      secret: false,
      pattern: /^[A-Z0-9]{5,30}(?:[\s,;]+[A-Z0-9]{5,30})*$/,
      expected: "Expected markets as Binance writes them, such as DOGEUSDT, SHIBUSDT.",
      optional: true,
    },
  ],
  setup: [
    "At Binance open Account, then API Management, and create a system-generated key.",
    "Leave “Enable Reading” alone switched on. If you restrict it to addresses, name the one of this server.",
    "Paste API key and secret key here.",
  ],
  sync: {
    schedule: { everyMinutes: 360 },
    // A market's trades count 20 of the 6,000 points a minute that an address has.
    limits: [{ requests: 240, perMs: 60_000, of: "installation" }],
    overlapDays: 7,
    endpoints: { api: "https://api.binance.com" },
  },
};

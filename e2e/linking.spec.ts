import type { Page } from "@playwright/test";
import { answerAfter, behave, broker } from "./support/brokers";
import { expect, expectAccessible, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());
// Brokers' own limits are kept: a sync may have to wait its turn.
test.describe.configure({ timeout: 120_000 });

/** The form for linking an account, with a broker chosen. */
async function chooseBroker(page: Page, name: RegExp, search?: string): Promise<void> {
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("link", { name: "Link account" }).first().click();
  if (search) await page.getByLabel("Find your broker").fill(search);
  await page.getByRole("radio", { name }).check();
}

/** Types what opens a broker into the form's fields; what a sign-in adds later has none. */
async function fillKey(page: Page, secrets: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(secrets)) {
    const choice = page.locator(`select[name="credential.${name}"]`);
    const field = page.locator(`input[name="credential.${name}"], textarea[name="credential.${name}"]`);
    if ((await choice.count()) > 0) await choice.selectOption(value);
    else if ((await field.count()) > 0) await field.fill(value);
  }
}

test("a person finds their broker, tests the key, links it, chooses among its accounts, and sees what they hold", async ({ page }) => {
  const { secrets, account, expected } = await broker("ibkr-flex");
  await chooseBroker(page, /Interactive Brokers/, "interactive");
  await expect(page.getByRole("radio", { name: /Kraken/ })).toHaveCount(0);
  await page.getByLabel("Account name").fill("Pension");
  await page.getByLabel("Token", { exact: true }).fill(secrets.token ?? "");
  await page.getByLabel("Query ID").fill(secrets.queryId ?? "");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("This key opens 2 accounts.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page).toHaveURL(/\/accounts\/\d+$/);
  await expect(page.getByText("This key opens several accounts.")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("checkbox", { name: /U1000002/ }).uncheck();
  await page.getByRole("button", { name: "Link these" }).click();
  await expect(page.getByText(`${account.name} (${account.id})`)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Last synced")).toBeVisible();
  await expect(page.getByText(new RegExp(`${expected.rows} new`)).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Syncs", exact: true }).click();
  await expect(page.getByRole("cell", { name: "Done" }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Holdings", exact: true }).click();
  for (const symbol of Object.keys(expected.positions).slice(0, 2))
    await expect(page.getByText(symbol, { exact: true }).first()).toBeVisible();
});

test("a key that can trade and withdraw is warned of, and a broker's sync is one form away", async ({ page }) => {
  const { secrets, expected } = await broker("bitvavo");
  await chooseBroker(page, /Bitvavo/);
  await page.getByLabel("Account name").fill("Coins");
  await fillKey(page, secrets);
  const begun = Date.now();
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByText(new RegExp(`${Object.keys(expected.positions).length} positions?|${expected.rows} new`)).first()).toBeVisible(
    {
      timeout: 30_000,
    },
  );
  test.info().annotations.push({ type: "from the form to what came", description: `${Date.now() - begun} ms` });
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(page.getByText("Nothing new", { exact: false }).first()).toBeVisible({ timeout: 30_000 });
});

test("from one form to the first holdings on screen it takes less than ten seconds, of a broker that answers in 100 ms", async ({
  page,
}) => {
  const LIMIT_MS = 10_000;
  const { secrets, expected } = await broker("bitvavo");
  await answerAfter("bitvavo", 100);
  await chooseBroker(page, /Bitvavo/);
  await page.getByLabel("Account name").fill("Quick coins");
  await fillKey(page, secrets);
  const begun = Date.now();
  const left = () => ({ timeout: Math.max(1, LIMIT_MS - (Date.now() - begun)) });
  await page.getByRole("button", { name: "Link account" }).click(left());
  await expect(page.getByText(new RegExp(`${Object.keys(expected.positions).length} positions?|${expected.rows} new`)).first()).toBeVisible(
    left(),
  );
  await page.getByRole("link", { name: "Holdings", exact: true }).click(left());
  for (const symbol of Object.keys(expected.positions).slice(0, 2))
    await expect(page.getByText(symbol, { exact: true }).first()).toBeVisible(left());
  const took = `${Date.now() - begun} ms`;
  test.info().annotations.push({ type: "from the form to holdings on screen", description: took });
  await answerAfter("bitvavo", 0);
});

test("a broker that wants one to sign in sends one back here, and the first sync begins by itself", async ({ page }) => {
  const { secrets } = await broker("zerodha-kite");
  await chooseBroker(page, /Zerodha/);
  await page.getByLabel("Account name").fill("Demat");
  await page.locator('[name="credential.apiKey"]').fill(secrets.apiKey ?? "");
  await page.locator('[name="credential.apiSecret"]').fill(secrets.apiSecret ?? "");
  await page.getByRole("button", { name: "Link account" }).click();
  await page.getByRole("button", { name: /Sign in at Zerodha/ }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByText(/not logged in to Zerodha/)).toBeVisible();
  await page.getByRole("button", { name: /Sign in at Zerodha/ }).click();
  await page.getByRole("link", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/accounts\/\d+$/);
  await expect(page.getByText("Last synced")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
});

test("the address that a sign-in comes back to is worth nothing to somebody else, nor twice @wide", async ({ page }) => {
  await page.goto("/link/callback?state=somebody-elses&status=success&request_token=x");
  await expect(page.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  await expectAccessible(page);
});

test("a key that is taken back is said in words with the button that mends it, and a new one goes on where the old one was", async ({
  page,
}) => {
  const { secrets } = await broker("kraken");
  await behave("kraken", "revoked");
  await chooseBroker(page, /Kraken/);
  await page.getByLabel("Account name").fill("Kraken");
  await fillKey(page, secrets);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("No connection")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByRole("main").getByText("Needs attention").first()).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await behave("kraken", "well");
  await page.getByRole("link", { name: "Replace credentials" }).click();
  await expect(page.getByLabel("Private key", { exact: true })).toBeVisible();
  await fillKey(page, secrets);
  await page.getByRole("button", { name: "Replace credentials" }).click();
  await expect(page.getByText("Sealed and saved.")).toBeVisible();
  await page.getByRole("link", { name: "Overview", exact: true }).click();
  await expect(page.getByText("Last synced")).toBeVisible({ timeout: 30_000 });
});

test("unlinking keeps the data or removes it, and the key is gone either way @wide", async ({ page }) => {
  const { secrets } = await broker("trading212");
  await chooseBroker(page, /Trading 212/);
  await page.getByLabel("Account name").fill("ISA");
  await fillKey(page, secrets);
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByText("Last synced")).toBeVisible({ timeout: 30_000 });
  const account = new URL(page.url()).pathname;
  await page.goto("/settings/connections");
  await expect(page.getByRole("row", { name: /ISA.*Trading 212.*Sealed/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${account}/credentials`);
  await page.getByRole("button", { name: "Unlink" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
  await expect(page).toHaveURL(account);
  await expect(page.getByText("Last synced")).toHaveCount(0);
  await page.getByRole("link", { name: "Transactions", exact: true }).click();
  await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
});

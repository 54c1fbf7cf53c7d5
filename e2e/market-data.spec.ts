import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

/** Makes an instrument that no file names, and stays on its page; returns that page's path. */
async function newInstrument(page: Page, symbol: string): Promise<string> {
  await page.goto("/instruments");
  await page.getByRole("button", { name: "New instrument or index" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Symbol").fill(symbol);
  await dialog.getByLabel("Name").fill("Acme Corporation");
  await dialog.getByLabel("Asset type").selectOption("stock");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(/\/instruments\/\d+$/);
  return new URL(page.url()).pathname;
}

test("a person enters a price, changes it and deletes it", async ({ page }) => {
  await newInstrument(page, "ACME");
  await expect(page.getByText("None yet. Until there are")).toBeVisible();
  await page.getByRole("button", { name: "Add price" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Day").fill("2025-01-02");
  await dialog.getByLabel("Price").fill("12,5");
  await dialog.getByRole("button", { name: "Add price" }).click();
  await expect(dialog.getByRole("alert")).toContainText("with a point before the decimals");
  await dialog.getByLabel("Price").fill("12.5");
  await dialog.getByRole("button", { name: "Add price" }).click();
  await expect(dialog).toBeHidden();

  const prices = page.getByRole("list", { name: "Newest prices" });
  await expect(prices).toContainText("2 Jan 2025");
  await expect(prices).toContainText("€12.50");
  await expect(prices).toContainText(/\d+ days old/);
  await expectAccessible(page);
  await prices.getByRole("button", { name: "Edit the price of 2025-01-02" }).click();
  await dialog.getByLabel("Price").fill("13");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(prices).toContainText("€13.00");
  await prices.getByRole("button", { name: "Delete the price of 2025-01-02" }).click();
  await expect(prices).toHaveCount(0);
});

test("a file of prices is looked at, imported without the line that can't be read, and taken back", async ({ page }) => {
  const instrument = await newInstrument(page, "ACME");
  await page.getByRole("link", { name: "import a file" }).click();
  await expect(page).toHaveURL(`${instrument}/prices`);
  const file = "Datum;Schlusskurs\n02.01.2025;1.012,50\n03.01.2025;soon\n06.01.2025;1.013,75\n";
  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "acme.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Look at it first" }).click();
  const main = page.getByRole("main");
  await expect(main.getByText("2 prices in acme.csv")).toBeVisible();
  await expect(main.getByRole("list", { name: "Lines that can’t be read" })).toContainText('Line 3: "soon" is no price');
  await expect(main.getByText("None yet. Add one")).toBeVisible();

  await page.getByRole("button", { name: "Import 2 prices" }).click();
  await expect(main.getByText("Imported 2 prices of acme.csv")).toBeVisible();
  const prices = page.getByRole("list", { name: "Prices", exact: true });
  await expect(prices.getByRole("listitem")).toHaveCount(2);
  await expect(prices).toContainText("€1,013.75");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove prices of acme.csv" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove prices" }).click();
  await expect(prices).toHaveCount(0);
});

test("the bank's rates are there, and a person's own go before them", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("link", { name: "Open market data" }).click();
  await expect(page).toHaveURL("/settings/market-data");
  const published = page.getByRole("list", { name: "Published rates" });
  // The worker fetches them as it starts.
  await expect(async () => {
    await page.reload();
    await expect(published).toContainText("1 EUR = 0.8765 GBP", { timeout: 1_000 });
  }).toPass();
  await expect(page.getByText("Up to date")).toBeVisible();

  await page.getByRole("button", { name: "Add rate" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("One unit of").fill("usdt");
  await dialog.getByLabel("Is so many").fill("usd");
  await dialog.getByLabel("Rate", { exact: true }).fill("0.9991");
  await dialog.getByLabel("Day").fill("2025-01-02");
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await expect(dialog).toBeHidden();
  const own = page.getByRole("list", { name: "Own rates" });
  await expect(own).toContainText("1 USDT = 0.9991 USD");
  await expectAccessible(page);

  await own.getByRole("link", { name: "USDT to USD" }).click();
  await page.getByRole("button", { name: "Delete the rate of 2025-01-02" }).click();
  await expect(page.getByText("There are none of this pair.")).toBeVisible();
});

test("prices are fetched once a person has switched that on, and a wrong symbol says so @wide", async ({ page }) => {
  await newInstrument(page, "ACME");
  await page.getByRole("button", { name: "Set Yahoo symbol" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Symbol").fill("NOSUCH");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("main").getByRole("link", { name: "market data" }).click();
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByRole("button", { name: "Switch off" })).toBeVisible();
  const symbols = page.getByRole("list", { name: "Symbols" });
  const shows = (text: string | RegExp) =>
    expect(async () => {
      await page.reload();
      await expect(symbols).toContainText(text, { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
  await shows("knows no symbol NOSUCH");
  await expectAccessible(page);

  await symbols.getByRole("button", { name: "Change symbol at Yahoo" }).click();
  await dialog.getByLabel("Symbol").fill("ACME.DE");
  await dialog.getByRole("button", { name: "Save" }).click();
  await shows("€40.00");
  await symbols.getByRole("link", { name: "ACME" }).click();
  await expect(page.getByRole("list", { name: "Newest prices" })).toContainText("Yahoo Finance");
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, importFile, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const HEADER = "trade_time,trade_type,symbol,quantity,price,currency\n";

async function importRows(page: Page, account: string, rows: string): Promise<void> {
  await importFile(page, account, { name: "mine.csv", buffer: Buffer.from(HEADER + rows) });
  await page.getByRole("button", { name: /^Import \d+ rows?$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
}

async function lookBack(page: Page, fields: { asOf?: string; known?: string }): Promise<void> {
  await page.getByRole("button", { name: "As of…" }).click();
  const form = page.getByRole("dialog", { name: "Look back" });
  if (fields.asOf) await form.getByLabel("As of", { exact: true }).fill(fields.asOf);
  if (fields.known) await form.getByLabel("As recorded at").fill(fields.known);
  await form.getByRole("button", { name: "Show" }).click();
}

test("a person looks at an account as it was on a day, on each of its pages, and comes back", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, "2024-05-02,buy,ACME,10,100,USD\n2025-02-03,sell,ACME,4,120,USD\n2025-03-01,buy,NEWT,1,50,USD\n");
  await page.goto(`${account}/holdings`);
  await lookBack(page, { asOf: "2024-12-31" });
  const main = page.getByRole("main");
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "ACME" });
  await expect(row).toContainText("10");
  await expect(row).toContainText("1,000.00");
  await expect(main).not.toContainText("NEWT");
  await expect(page.getByRole("button", { name: "Add holding" })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Transactions" }).click();
  await expect(page.getByRole("table", { name: "Transactions" })).toBeVisible();
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();
  await expect(page.getByRole("table", { name: "Transactions" }).locator("tbody").getByRole("row")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Add transaction" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Actions", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Export" }).click();
  const csv = await page.request.get((await page.getByRole("menuitem", { name: "CSV" }).getAttribute("href")) ?? "");
  expect((await csv.text()).match(/ACME|NEWT/g)).toEqual(["ACME"]);
  await page.keyboard.press("Escape");

  await page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("link", { name: "My portfolio" }).click();
  // The page that is left says the same until the next one is there.
  await expect(page.getByRole("heading", { level: 1, name: "My portfolio" })).toBeVisible();
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();
  await lookBack(page, { asOf: "2024-04-30" });
  await expect(main.getByText("Showing 30 Apr 2024")).toBeVisible();
  await expect(main).not.toContainText("ACME");
  await main.getByRole("link", { name: "Back to now" }).click();
  await expect(main).toContainText("ACME");
  await expect(main).not.toContainText("Showing");
});

test("an instrument, the days that files cover, and what a broker’s list is held against are seen as of a day", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, "2024-05-02,buy,ACME,10,100,USD\n2025-02-03,sell,ACME,4,120,USD\n");
  const main = page.getByRole("main");
  await page.goto(`${account}/coverage`);
  await expect(main.getByRole("heading", { name: "Coverage in 2025" })).toBeVisible();
  await lookBack(page, { asOf: "2024-12-31" });
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();
  await expect(main.getByRole("heading", { name: "Coverage in 2024" })).toBeVisible();
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Reconcile" }).click();
  await expect(main.getByText("There is no broker’s list to compare with")).toBeVisible();
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();

  await page.goto("/instruments");
  await page.getByRole("link", { name: "ACME" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "ACME" })).toBeVisible();
  await lookBack(page, { asOf: "2024-12-31" });
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change symbol" })).toHaveCount(0);
  const lots = page.getByRole("table", { name: "Unrealised gains by lot" });
  await expect(lots.locator("tbody").getByRole("row")).toContainText("10");
  await expectAccessible(page);
  await lots.getByRole("link", { name: "Explain Unrealised gain in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Unrealised gain of ACME, acquired 2024-05-02");
  await expect(main.getByText("Showing 31 Dec 2024")).toBeVisible();
});

test("a ledger is seen as it was recorded at an instant, before the row was edited and another imported", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, "2025-01-02,buy,ACME,10,100,USD\n");
  // The field has whole seconds: the instant is after the import and before the edit.
  await page.waitForTimeout(1_100);
  const known = new Date().toISOString().slice(0, 19);
  await page.waitForTimeout(1_100);
  await page.goto(`${account}/transactions`);
  await page.getByRole("table").getByRole("link", { name: "2 Jan 2025" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Quantity", { exact: true }).fill("7");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main")).toContainText("-US$700.00");
  await importRows(page, account, "2025-01-03,buy,NEWT,1,50,USD\n");

  await page.goto(`${account}/transactions`);
  const rows = page.getByRole("table", { name: "Transactions" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(2);
  await lookBack(page, { known });
  await expect(page.getByRole("main").getByText("Showing what was recorded on")).toBeVisible();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("-US$1,000.00");
  await rows.getByRole("link", { name: "2 Jan 2025" }).click();
  await expect(page.getByRole("main")).toContainText("-US$1,000.00");
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "Back to now" }).click();
  await expect(page.getByRole("main")).toContainText("-US$700.00");
});

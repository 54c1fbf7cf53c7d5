import { flexStatement } from "./files/flex";
import { expect, expectAccessible, importRows, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

test("a person adds, edits and deletes a holding by hand", async ({ page }) => {
  const account = await linkAccount(page, { broker: "Manual", name: "Vault" });
  await page.goto(`${account}/holdings`);
  await page.getByRole("button", { name: "Add holding" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Symbol", { exact: true }).fill("GOLD");
  await form.getByLabel("Quantity", { exact: true }).fill("2.5");
  await form.getByLabel("Average price", { exact: true }).fill("1800");
  await form.getByLabel("Currency", { exact: true }).fill("USD");
  await form.getByRole("button", { name: /add|save/i }).click();
  await expect(page.getByRole("table")).toContainText("GOLD");
  await expect(page.getByRole("table")).toContainText("4,500.00");
  await page
    .getByRole("row")
    .filter({ hasText: "GOLD" })
    .getByRole("button", { name: /actions/i })
    .click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Quantity", { exact: true }).fill("3");
  await page.getByRole("dialog").getByRole("button", { name: /save/i }).click();
  await expect(page.getByRole("table")).toContainText("5,400.00");
  await expectAccessible(page);
  await page
    .getByRole("row")
    .filter({ hasText: "GOLD" })
    .getByRole("button", { name: /actions/i })
    .click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("main")).not.toContainText("GOLD");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("table")).toContainText("GOLD");
});

test("hidden columns stay hidden, also after a reload @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, { name: "june.xml", buffer: flexStatement() });
  await page.goto(`${account}/holdings`);
  await expect(page.getByRole("columnheader", { name: /ISIN/ })).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("menuitemcheckbox", { name: "ISIN" }).click();
  await saved;
  await page.reload();
  await expect(page.getByRole("table")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /ISIN/ })).toHaveCount(0);
});

test("an account without a snapshot shows what its ledger adds up to, and says so", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Ledger only" });
  const csv = "trade_time,trade_type,symbol,quantity,price,currency\n2025-01-02,buy,ACME,10,100,USD\n2025-02-03,sell,ACME,4,120,USD\n";
  await importRows(page, account, { name: "mine.csv", buffer: Buffer.from(csv) });
  await page.goto(`${account}/holdings`);
  await expect(page.getByRole("main")).toContainText(/derived from the ledger/i);
  const row = page.getByRole("row").filter({ hasText: "ACME" });
  await expect(row).toContainText("6");
  await expect(row).toContainText("600.00");
  await expect(row).toContainText("720.00");
});

test("the portfolio shows the holdings of all its accounts with totals per currency", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, { name: "june.xml", buffer: flexStatement() });
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("link", { name: "Holdings", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "ORCH" })).toContainText("Broker");
  await expect(page.getByRole("row").filter({ hasText: /total/i })).toContainText("910.00");
  const csv = await (await page.request.get(`${new URL(page.url()).pathname}/export?format=csv`)).text();
  expect(csv).toContain("ORCH");
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, importFile, importRows, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

async function add(page: Page, type: string, fields: Readonly<Record<string, string>>) {
  await page
    .getByRole("button", { name: "Add transaction" })
    .or(page.getByRole("link", { name: "Add transaction" }))
    .first()
    .click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Type", { exact: true }).selectOption({ label: type });
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole("button", { name: /add|save/i }).click();
}

test("a person types a sale without a sign, and the ledger shows what left and what came in", async ({ page }) => {
  const account = await linkAccount(page, { broker: "Manual", name: "Desk" });
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("main")).toContainText(/no transactions/i);
  await add(page, "Buy", { Symbol: "ACME", Quantity: "10", Price: "100", Currency: "USD", Date: "2025-01-10" });
  await expect(page.getByRole("table")).toContainText("ACME");
  await add(page, "Sell", { Symbol: "ACME", Quantity: "4", Price: "120", Fee: "1", Currency: "USD", Date: "2025-02-10" });
  await expect(page.getByRole("row").filter({ hasText: "Sell" })).toContainText("479.00");
  await expect(page.getByRole("row").filter({ hasText: "Sell" })).toContainText(/[−-]4/);
  await expectAccessible(page);
});

test("what is missing is said beside its field, and nothing typed is lost", async ({ page }) => {
  const account = await linkAccount(page, { broker: "Manual", name: "Desk" });
  await page.goto(`${account}/transactions`);
  await add(page, "Buy", { Symbol: "ACME", Quantity: "ten", Price: "100", Currency: "USD", Date: "2025-01-10" });
  const form = page.getByRole("dialog");
  await expect(form.getByText(/Expected a plain number/).first()).toBeVisible();
  await expect(form.getByLabel("Symbol", { exact: true })).toHaveValue("ACME");
  await expect(form.getByLabel("Price", { exact: true })).toHaveValue("100");
});

test("a deleted row comes back with Undo", async ({ page }) => {
  const account = await linkAccount(page, { broker: "Manual", name: "Desk" });
  await page.goto(`${account}/transactions`);
  await add(page, "Deposit", { Amount: "250", Currency: "EUR", Date: "2025-01-10" });
  await expect(page.getByRole("table")).toContainText("250.00");
  await page
    .getByRole("row")
    .filter({ hasText: "Deposit" })
    .getByRole("button", { name: /actions/i })
    .click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Deposit" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Deposit" })).toBeVisible();
});

test("an edited row keeps its history", async ({ page }) => {
  const account = await linkAccount(page, { broker: "Manual", name: "Desk" });
  await page.goto(`${account}/transactions`);
  await add(page, "Deposit", { Amount: "250", Currency: "EUR", Date: "2025-01-10" });
  await page.getByRole("row").filter({ hasText: "Deposit" }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Amount", { exact: true }).fill("300");
  await page.getByRole("dialog").getByRole("button", { name: /save/i }).click();
  await expect(page.getByRole("main")).toContainText("300.00");
  await expect(page.getByRole("main")).toContainText("History");
  await expect(page.getByRole("main")).toContainText("250");
  await expectAccessible(page);
});

const manyRows = (count: number) =>
  Buffer.from(
    `trade_time,trade_type,symbol,quantity,price,currency,note\n${Array.from({ length: count }, (_, index) => {
      const day = new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
      return `${day},${index % 2 === 0 ? "buy" : "sell"},SYM${index % 7},${(index % 5) + 1},${index + 1},USD,=1+1`;
    }).join("\n")}\n`,
  );

async function accountWith(page: Page, rows: number) {
  const account = await linkAccount(page, { broker: "File import", name: "Long" });
  await importRows(page, account, { name: "many.csv", buffer: manyRows(rows) });
  return account;
}

test("a long ledger scrolls on without end, and the page holds only what is near", async ({ page }) => {
  const account = await accountWith(page, 400);
  await page.goto(`${account}/transactions`);
  const table = page.getByRole("table");
  await expect(table).toContainText("400.00");
  await table.hover();
  await expect(async () => {
    await page.mouse.wheel(0, 2500);
    await expect(table).toContainText("1 Jan 2020", { timeout: 50 });
  }).toPass({ intervals: [0] });
  expect(await table.getByRole("row").count()).toBeLessThan(200);
});

test("filters live in the address, and the export gives what they select @wide", async ({ page }) => {
  const account = await accountWith(page, 60);
  await page.goto(`${account}/transactions?type=sell&q=SYM3`);
  await expect(page.getByRole("table")).toContainText("SYM3");
  await expect(page.getByRole("table")).not.toContainText("Buy");
  const csv = await (await page.request.get(`${account}/transactions/export?format=csv&type=sell&q=SYM3`)).text();
  const lines = csv.trim().split("\r\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(1)) expect(line).toMatch(/sell.*SYM3/);
  expect(csv).toContain("'=1+1");
});

test("re-importing the exported CSV adds nothing @wide", async ({ page }) => {
  const account = await accountWith(page, 30);
  const exported = await page.request.get(`${account}/transactions/export?format=csv`);
  await importFile(page, account, { name: "export.csv", buffer: await exported.body() });
  await expect(page.getByRole("button", { name: "Nothing new to import" })).toBeDisabled();
});

test("the export as JSON has every row with its exact numbers @wide", async ({ page }) => {
  const account = await accountWith(page, 30);
  const rows = (await (await page.request.get(`${account}/transactions/export?format=json`)).json()) as {
    quantity: string;
    meta: { note: string };
  }[];
  expect(rows).toHaveLength(30);
  expect(rows[0]).toMatchObject({ quantity: "1", meta: { note: "=1+1" } });
});

import { expect, expectAccessible, importFile, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const LEDGER = "trade_time,trade_type,symbol,quantity,price,currency\n2025-01-02,buy,ACME,10,100,USD\n2025-02-03,sell,ACME,4,120,USD\n";

async function account(page: Parameters<typeof linkAccount>[0]): Promise<string> {
  const path = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, path, { name: "mine.csv", buffer: Buffer.from(LEDGER) });
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  return path;
}

test("a number leads to its formula, its numbers, and from there to the ledger row that it is from", async ({ page }) => {
  await page.goto(`${await account(page)}/holdings`);
  const value = page.getByRole("row").filter({ hasText: "ACME" }).getByRole("link", { name: "Explain Market value of ACME" });
  await expect(value).toContainText("720.00");
  await value.click();
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Market value of ACME in Broker");
  await expect(main).toContainText("6 × 120 = 720 USD");
  await expectAccessible(page);
  await main.getByRole("table").getByRole("link", { name: "Quantity" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Quantity of ACME in Broker");
  await expect(main).toContainText("10 − 4 = 6 units");
  await main.getByRole("table").getByRole("link", { name: "Sell ACME" }).click();
  await expect(page).toHaveURL(/\/transactions\/\d+$/);
  await page.getByRole("link", { name: /^Explain Amount/ }).click();
  await expect(main).toContainText("−((−4) × 120) = 480 USD");
});

test("the numbers of a table can be sorted and reached by keyboard, and totals are explained unless a filter cuts them", async ({
  page,
}) => {
  await page.goto(`${await account(page)}/holdings`);
  await page.getByRole("button", { name: "Market value" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: "Market value" })).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("rowgroup").nth(1).getByRole("row").first()).toContainText("ACME");
  const total = page.getByRole("link", { name: "Explain Total value in USD" });
  await page.getByPlaceholder("Symbol, name or ISIN").fill("ACME");
  await expect(total).toHaveCount(0);
  await page.getByPlaceholder("Symbol, name or ISIN").fill("");
  await total.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Value in USD of Broker");
  await expect(page.getByRole("main")).toContainText("720 − 520 = 200 USD");
});

test("file a number, edit the past, and see both", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const path = await account(page);
  await page.goto(`${path}/holdings`);
  await page.getByRole("row").filter({ hasText: "ACME" }).getByRole("link", { name: "Explain Market value of ACME" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("720 USD");
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByText("Copied", { exact: true })).toHaveCount(1);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Market value of ACME in Broker: 720 USD");
  expect(text).toContain("6 × 120 = 720 USD");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Copied", { exact: true })).toHaveCount(2);
  const filed = await page.evaluate(() => navigator.clipboard.readText());

  await page.goto(`${path}/transactions`);
  await page.getByRole("table").getByRole("link", { name: "2 Jan 2025" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Quantity", { exact: true }).fill("9");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(main).toContainText("-US$900.00");

  await page.goto(filed);
  const card = (title: string) => main.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  await expect(card("As filed")).toContainText("6 × 120 = 720 USD");
  await expect(card("Now")).toContainText("5 × 120 = 600 USD");
  await expect(card("Now")).toContainText("-US$120.00");
  const change = card("What changed in between").getByRole("listitem").filter({ hasText: "Buy ACME" });
  await expect(change).toContainText("Changed");
  await expect(change).toContainText(/10\s*→\s*9/);
  await expectAccessible(page);
  await change.getByRole("link", { name: "Buy ACME" }).click();
  await expect(main).toContainText("-US$900.00");
});

import { expect, importFile, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const HEADER = "trade_time,trade_type,asset_type,symbol,quantity,price,currency,net_amount,external_id\n";
/** Others make 733.33 of these four trades. The last row is a market price of 200: one share more, bought at what it is worth. */
const ROWS = [
  "2025-01-01,deposit,cash,EUR,2000,1,EUR,2000,t:0",
  "2025-01-02,buy,stock,ACME,10,100,EUR,-1000,t:1",
  "2025-02-03,sell,stock,ACME,5,120,EUR,600,t:2",
  "2025-03-03,buy,stock,ACME,5,200,EUR,-1000,t:3",
  "2025-04-03,sell,stock,ACME,5,210,EUR,1050,t:4",
  "2025-05-02,buy,stock,ACME,1,200,EUR,-200,t:5",
];

test("ten bought, five sold, five bought, five sold: the gain is 650, by every method, and the number explains itself", async ({
  page,
}) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, { name: "trades.csv", buffer: Buffer.from(HEADER + ROWS.map((row) => `${row}\n`).join("")) });
  await page.getByRole("button", { name: `Import ${ROWS.length} rows` }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  await page.getByRole("link", { name: "My portfolio" }).first().click();
  const total = page.getByRole("main").locator("dl").filter({ hasText: "Total gain" });
  await expect(total).toContainText("650.00");

  await page.getByRole("navigation", { name: "Portfolio" }).getByRole("link", { name: "Gains" }).click();
  const realised = page.getByRole("main").locator("dl").filter({ hasText: "Realised gain" });
  await expect(realised).toContainText("650.00");
  await page.getByRole("button", { name: /^Cost method/ }).click();
  await page.getByLabel("A sale closes").selectOption("average");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(realised).toContainText("400.00");

  await page.getByRole("navigation", { name: "Portfolio" }).getByRole("link", { name: "Overview" }).click();
  await expect(total).toContainText("650.00");
  await total.getByRole("link", { name: "Explain Total gain" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Gain");
  await expect(page.getByRole("main")).toContainText("= 650 EUR");
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, importFile, importRows, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const HEADER = "trade_time,trade_type,asset_type,symbol,isin,name,quantity,price,currency\n";
const file = (name: string, ...rows: string[]) => ({ name, buffer: Buffer.from(`${HEADER}${rows.join("\n")}\n`) });

/** One broker names the share by its ISIN, the other by its ticker. */
async function twoBrokers(page: Page): Promise<void> {
  const first = await linkAccount(page, { broker: "File import", name: "Broker by ISIN" });
  await importRows(page, first, file("isin.csv", "2025-01-31,buy,stock,APPLE INC,US0378331005,Apple Inc.,3,200,USD"));
  const second = await linkAccount(page, { broker: "File import", name: "Broker by ticker" });
  await importRows(page, second, file("ticker.csv", "2025-02-28,buy,stock,AAPL,,,4,210,USD"));
}

const instruments = (page: Page) => page.getByRole("table", { name: "Instruments" });

test("what two brokers name by ISIN and by symbol is one instrument after a merge, and two again after its undo", async ({ page }) => {
  await twoBrokers(page);
  await page.goto("/instruments");
  await expect(instruments(page).getByRole("row")).toHaveCount(3);
  await instruments(page).getByRole("link", { name: "APPLE INC" }).click();
  await page.getByRole("button", { name: "Merge with…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(dialog).toContainText("Choose an instrument.");
  await dialog.getByLabel("Instrument").selectOption({ label: "AAPL · USD" });
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(dialog).toBeHidden();

  const held = page.getByRole("table", { name: "Held in" });
  await expect(held).toContainText("Broker by ISIN");
  await expect(held).toContainText("Broker by ticker");
  await expect(held.getByRole("row", { name: /All accounts/ })).toContainText("7");
  await expect(page.getByRole("list", { name: "Transactions" }).getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await page.goto("/instruments");
  await expect(instruments(page).getByRole("row")).toHaveCount(2);
  await expectAccessible(page);

  await instruments(page).getByRole("link", { name: "APPLE INC" }).click();
  await page.getByRole("button", { name: "Undo merge of AAPL" }).click();
  await expect(page.getByRole("list", { name: "Merged into it" })).toBeHidden();
  await expect(held).not.toContainText("Broker by ticker");
  await page.goto("/instruments");
  await expect(instruments(page).getByRole("row")).toHaveCount(3);
});

test("a file by ISIN adds nothing to an account that has the same rows by symbol, once the two are one @wide", async ({ page }) => {
  await twoBrokers(page);
  await page.goto("/instruments");
  await instruments(page).getByRole("link", { name: "APPLE INC" }).click();
  await page.getByRole("button", { name: "Merge with…" }).click();
  await page.getByRole("dialog").getByLabel("Instrument").selectOption({ label: "AAPL · USD" });
  await page.getByRole("dialog").getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByRole("list", { name: "Merged into it" })).toContainText("AAPL");
  await page.getByRole("table", { name: "Held in" }).getByRole("link", { name: "Broker by ticker", exact: true }).click();
  await expect(page).toHaveURL(/\/accounts\/\d+$/);
  const account = new URL(page.url()).pathname;
  await importFile(page, account, file("again.csv", "2025-02-28,buy,stock,APPLE INC,US0378331005,Apple Inc.,4,210,USD"));
  await expect(page.getByRole("button", { name: "Nothing new to import" })).toBeVisible();
});

test("a company that changes its symbol keeps its rows", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, file("old.csv", "2022-01-31,buy,stock,FB,US30303M1027,Facebook,3,300,USD"));
  await page.goto("/instruments");
  await instruments(page).getByRole("link", { name: "FB" }).click();
  await page.getByRole("button", { name: "Change symbol" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New symbol").fill("META");
  await dialog.getByLabel("From").fill("2022-06-09");
  await dialog.getByRole("button", { name: "Change symbol" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "META" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Names" })).toContainText("META@USD");
  await importRows(page, account, file("new.csv", "2022-07-29,buy,stock,META,,,2,160,USD"));
  await page.goto("/instruments");
  await expect(instruments(page).getByRole("row")).toHaveCount(2);
  await expect(instruments(page).getByRole("row", { name: /META/ })).toContainText("5");
  await page.goto(`${account}/transactions`);
  await page.getByRole("row", { name: /FB/ }).getByRole("link").first().click();
  await page.getByRole("link", { name: "META in all accounts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "META" })).toBeVisible();
});

test("a check digit that doesn't fit is told with its line, and doesn't stop the import @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const given = file(
    "typo.csv",
    "2025-01-31,buy,stock,AAPL,US0378331004,Apple Inc.,3,200,USD",
    "2025-01-31,buy,stock,ORCL,US68389X1054,Oracle,3,200,USD",
  );
  await importFile(page, account, given);
  const warning = page.getByRole("main").getByRole("status").filter({ hasText: "ISIN US0378331004" });
  await expect(warning).toContainText("check digit");
  await expect(warning).toContainText("Line 2");
  await expect(warning).not.toContainText("US68389X1054");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  await page.goto("/instruments");
  await expect(instruments(page).getByRole("row", { name: /AAPL/ })).toContainText("Check digit");
  await expect(instruments(page).getByRole("row", { name: /ORCL/ })).not.toContainText("Check digit");
});

test("an alias is added and removed by hand, and one that belongs to another instrument is explained", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(
    page,
    account,
    file("two.csv", "2025-01-31,buy,stock,AAPL,,,3,200,USD", "2025-01-31,buy,stock,ORCL,US68389X1054,Oracle,3,200,USD"),
  );
  await page.goto("/instruments");
  await page.getByRole("searchbox", { name: "Search" }).fill("aapl");
  await expect(instruments(page).getByRole("row")).toHaveCount(2);
  await instruments(page).getByRole("link", { name: "AAPL" }).click();
  await page.getByRole("button", { name: "Add alias" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Value").fill("US68389X1054");
  await dialog.getByRole("button", { name: "Add alias" }).click();
  await expect(dialog).toContainText("already belongs to another instrument (ORCL, Oracle)");
  await dialog.getByLabel("Value").fill("US0378331004");
  await dialog.getByRole("button", { name: "Add alias" }).click();
  await expect(dialog).toBeHidden();
  const names = page.getByRole("list", { name: "Names" });
  await expect(names).toContainText("The check digit of this ISIN doesn't fit");
  await names.getByRole("button", { name: "Remove ISIN US0378331004" }).click();
  await expect(names).not.toContainText("US0378331004");
});

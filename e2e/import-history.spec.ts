import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, importRows, linkAccount, signUp, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

/** A file with one purchase a line: `2025-01-31 AAA`. */
const csv = (name: string, ...purchases: string[]) => ({
  name,
  buffer: Buffer.from(
    `trade_time,trade_type,symbol,quantity,price,currency\n${purchases
      .map((purchase) => `${purchase.split(" ")[0]},buy,${purchase.split(" ")[1]},1,10,USD`)
      .join("\n")}\n`,
  ),
});

const linkBroker = (page: Page) => linkAccount(page, { broker: "File import", name: "Broker" });

test("an import in the middle of a chain is undone from the list, and what others brought stays", async ({ page }) => {
  const account = await linkBroker(page);
  await importRows(page, account, csv("january.csv", "2025-01-10 AAA", "2025-01-31 BBB"));
  await importRows(page, account, csv("february.csv", "2025-01-31 BBB", "2025-02-10 EEE", "2025-02-28 CCC"));
  await importRows(page, account, csv("march.csv", "2025-02-28 CCC", "2025-03-10 DDD"));
  await page.goto(`${account}/import`);
  const row = page.getByRole("row").filter({ hasText: "february.csv" });
  await expect(row).toContainText("2 added, 1 already known");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Actions for february.csv" }).click();
  await page.getByRole("menuitem", { name: "Undo import" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog).toContainText("1 transaction will be removed");
  await expect(dialog).toContainText("1 transaction will stay");
  await dialog.getByRole("button", { name: "Undo import" }).click();
  await expect(row).toContainText("Undone");
  await expect(page.getByRole("row").filter({ hasText: "march.csv" })).toContainText("2 added");
  await page.goto(`${account}/transactions`);
  const ledger = page.getByRole("table");
  for (const symbol of ["AAA", "BBB", "CCC", "DDD"]) await expect(ledger).toContainText(symbol);
  await expect(ledger).not.toContainText("EEE");
});

test("the dialog lists what was edited on the rows of an import before it is undone", async ({ page }) => {
  const account = await linkBroker(page);
  const result = await importRows(page, account, csv("january.csv", "2025-01-10 AAA"));
  await page.goto(`${account}/transactions`);
  const row = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  await page.goto(`${row?.split("?")[0]}?edit=1`);
  await page.getByLabel("Quantity").fill("5");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("main")).toContainText("Changed");
  await page.goto(result);
  await page.getByRole("button", { name: "Undo import" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog).toContainText("You edited or deleted 1 row of this import");
  await expect(dialog).toContainText(/quantity 1 → 5/);
  await expectAccessible(page);
});

test("the coverage shows a gap, and closes it when the missing file comes", async ({ page }) => {
  const account = await linkBroker(page);
  await importRows(page, account, csv("winter.csv", "2025-01-01 AAA", "2025-03-02 BBB"));
  await importRows(page, account, csv("summer.csv", "2025-04-18 CCC", "2025-12-31 DDD"));
  await page.goto(`${account}/coverage`);
  await expect(page.getByRole("main")).toContainText("No file covers 3 Mar – 17 Apr 2025 (46 days)");
  await expect(page.getByRole("gridcell", { name: /^20 Mar 2025: no file covers it/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("gridcell", { name: /^1 Jan 2025/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("gridcell", { name: /^1 Feb 2025/ })).toBeFocused();
  await page.getByText("2025 as a table").click();
  await expect(page.getByRole("row", { name: /^March/ })).toContainText("3–31");
  await importRows(page, account, csv("spring.csv", "2025-03-02 BBB", "2025-04-18 CCC", "2025-03-20 EEE"));
  await page.goto(`${account}/coverage`);
  await expect(page.getByRole("main")).toContainText("Every day of 1 Jan – 31 Dec 2025 is covered.");
  await expect(page.getByRole("gridcell", { name: /^20 Mar 2025: covered.*spring\.csv.*1 row/ })).toBeVisible();
});

test("the original is downloaded as it came, sealed or not @wide", async ({ page }) => {
  const account = await linkBroker(page);
  const file = csv("january.csv", "2025-01-10 AAA");
  await page.goto(`${account}/import`);
  await page.getByLabel("Seal the file").check();
  await page.getByLabel("File", { exact: true }).setInputFiles({ ...file, mimeType: "text/csv" });
  await page.getByRole("button", { name: /^Import 1 row$/ }).click();
  await expect(page.getByRole("main")).toContainText("Sealed under the key");
  await expectAccessible(page);
  const download = async () => {
    const started = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download original" }).click();
    const { suggestedFilename, path } = await started.then((each) => ({ suggestedFilename: each.suggestedFilename(), path: each.path() }));
    expect(suggestedFilename).toBe("january.csv");
    return readFileSync(await path);
  };
  expect(await download()).toEqual(file.buffer);
  await page.getByRole("button", { name: "Unseal the original" }).click();
  await expect(page.getByRole("main")).toContainText("Kept as it came");
  expect(await download()).toEqual(file.buffer);
});

test("a file that is read again shows what would change, and both readings lead to each other", async ({ page }) => {
  const account = await linkBroker(page);
  await page.goto(await importRows(page, account, csv("january.csv", "2025-01-10 AAA")));
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.getByRole("main")).toContainText("It reads every transaction just as before");
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "january.csv" }).click();
  await expect(page.getByRole("main")).toContainText("Other readings of this file");
});

test("what is left of an undone import can be deleted", async ({ page }) => {
  const account = await linkBroker(page);
  await page.goto(await importRows(page, account, csv("january.csv", "2025-01-10 AAA")));
  await page.getByRole("button", { name: "Undo import" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await dialog.getByRole("button", { name: "Undo import" }).click();
  await page.getByRole("button", { name: "Delete record" }).click();
  await dialog.getByRole("button", { name: "Delete record" }).click();
  await expect(page).toHaveURL(new RegExp(`${account}/import$`));
  await expect(page.getByRole("main")).toContainText("No file has been imported yet.");
});

test("another user finds none of it @wide", async ({ page, browser }) => {
  const account = await linkBroker(page);
  const address = await importRows(page, account, csv("january.csv", "2025-01-10 AAA"));
  const stranger = await browser.newContext();
  await signUp(await stranger.newPage());
  for (const path of [`${address}/original`, `${address}/undo-effect`, `${account}/coverage`, `${account}/import`])
    expect((await stranger.request.get(path, { failOnStatusCode: false })).status(), path).toBe(404);
  await stranger.close();
});

import type { Page } from "@playwright/test";
import { workbook } from "./files/workbook";
import { expect, expectAccessible, linkAccount, signUp, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const LEDGER = "When,What,Paper,Pieces,Each,Sum\n2025-01-15,Buy,ACME,10,5,50\n2025-02-28,Dividend,ACME,,,7.50\n2025-03-01,Zap,ACME,1,1,1\n";

/** Gives a file to an account's import, and waits for the mapping screen or the preview. */
async function upload(page: Page, account: string, name: string, content: string | Buffer): Promise<void> {
  await page.goto(`${account}/import`);
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  await expect(page).toHaveURL(/\/import\/\d+/);
}

const main = (page: Page) => page.getByRole("main");
const what = (page: Page, title: string) => page.getByRole("combobox", { name: `What “${title}” is` });
const preview = (page: Page) => page.getByRole("region", { name: "Table of lines" });
const useIt = (page: Page) => page.getByRole("button", { name: "Use this mapping" });

async function confirm(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Import \d+ rows?$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
}

async function mapLedger(page: Page, account: string, saveAs: string): Promise<void> {
  await upload(page, account, "unknown.csv", LEDGER);
  for (const [title, field] of [
    ["Paper", "symbol"],
    ["Pieces", "quantity"],
    ["Each", "price"],
    ["Sum", "amount"],
  ] as const)
    await what(page, title).selectOption(field);
  await what(page, "What").selectOption("type");
  await page.getByLabel("Currency", { exact: true }).fill("EUR");
  await page.getByLabel("Save mapping as").fill(saveAs);
}

test("an unknown table is mapped once, and the same header is read without a question the next time", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await mapLedger(page, account, "My broker");
  await expect(preview(page)).toContainText("Dividend");
  await expect(preview(page)).toContainText("what “Zap” means isn't said");
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "What “Zap” means" }).selectOption("skip");
  await expect(preview(page)).toContainText("the mapping leaves these rows out");
  await useIt(page).click();
  await expect(page.getByRole("button", { name: "Import 2 rows" })).toBeVisible();
  await expectAccessible(page);
  await confirm(page);
  await upload(page, account, "next.csv", `Account 4711\n${LEDGER}2025-04-01,Buy,ACME,2,6,12\n`);
  await expect(page.getByRole("button", { name: "Import 1 row" })).toBeEnabled();
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("table")).toContainText("ACME");
});

test("a mapping can be changed while its rows are in preview", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await mapLedger(page, account, "");
  await useIt(page).click();
  await expect(page.getByRole("button", { name: "Import 2 rows" })).toBeVisible();
  await page.getByRole("link", { name: "Change mapping" }).click();
  await page.getByRole("combobox", { name: "What “Zap” means" }).selectOption("buy");
  await useIt(page).click();
  await expect(page.getByRole("button", { name: "Import 3 rows" })).toBeVisible();
});

test("dates that nothing decides are asked for, and the question shows why", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const rows = "Date,Type,Symbol,Quantity,Price,Currency\n03/03/2025,Buy,AAA,1,10,USD\n01/02/2025,Buy,BBB,1,10,USD\n";
  await upload(page, account, "open.csv", rows);
  await expect(main(page)).toContainText("Which is the day in “Date”?");
  await expect(main(page)).toContainText("Line 3: 01/02/2025 is 1 Feb 2025 or 2 Jan 2025");
  await expect(useIt(page)).toBeDisabled();
  await page.getByRole("combobox", { name: "Order of dates in “Date”" }).selectOption("dmy");
  await expect(preview(page)).toContainText("1 Feb 2025");
  await expectAccessible(page);
  await useIt(page).click();
  await confirm(page);
  // One row that decides: no question.
  await upload(page, account, "closed.csv", `${rows.replace("Price", "Unit price")}02/28/2025,Buy,CCC,1,10,USD\n`);
  await expect(main(page)).toContainText("line 4 decides, 02/28/2025");
  await expect(useIt(page)).toBeEnabled();
});

test("a German table in Windows-1252 is understood as it is @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Depot" });
  const german =
    "Depotumsätze\r\n\r\nBuchungstag;Vorgang;ISIN;Bezeichnung;Stück;Kurs;Betrag (EUR);Gebühr\r\n03.02.2025;Kauf;DE0007164600;SAP SE;10;123,45;-1.239,50;5,00\r\n14.02.2025;Ausschüttung;DE0007164600;SAP SE;;;12,34;\r\n";
  await upload(page, account, "umsätze.csv", Buffer.from(german, "latin1"));
  await expect(main(page)).toContainText("Windows-1252");
  await expect(what(page, "Stück")).toHaveValue("quantity");
  await expect(page.getByRole("combobox", { name: "What “Ausschüttung” means" })).toHaveValue("dividend");
  await expect(preview(page)).toContainText("€1,239.50");
  await useIt(page).click();
  await confirm(page);
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("table")).toContainText("DE0007164600");
});

test("a workbook is mapped like any other table @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const rows = [
    ["Trades 2025"],
    ["Date", "Type", "Symbol", "Quantity", "Price", "Currency"],
    ["2025-01-15", "Achat", "ACME", "3", "5.5", "EUR"],
  ];
  await upload(page, account, "trades.xlsx", workbook(rows));
  await expect(main(page)).toContainText("an Excel workbook");
  await expect(preview(page)).toContainText("€16.50");
  await useIt(page).click();
  await confirm(page);
});

test("another header can be chosen where the guess is wrong", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await upload(page, account, "two.csv", "Date,Type,Amount,Currency\nValue date,Action,Total,Ccy\n2025-01-15,Deposit,100,EUR\n");
  await page.getByRole("combobox", { name: "Header" }).selectOption("2");
  await expect(what(page, "Total")).toHaveValue("amount");
  await expect(preview(page)).toContainText("Deposit");
});

test("a mapping is exported, imported by another person, and is nobody else's to see @wide", async ({ page, browser }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await mapLedger(page, account, "Shared");
  await useIt(page).click();
  await expect(page.getByRole("button", { name: "Import 2 rows" })).toBeVisible();
  await page.goto("/settings");
  const settings = page.getByRole("region", { name: "Import mappings" });
  await expect(settings).toContainText("Shared");
  await expectAccessible(page);
  const href = await settings.getByRole("link", { name: "Export" }).getAttribute("href");
  const file = await (await page.request.get(href ?? "")).text();

  const context = await browser.newContext();
  const other = await context.newPage();
  await signUp(other);
  expect((await other.request.get(href ?? "", { failOnStatusCode: false })).status()).toBe(404);
  await other.goto("/settings");
  const theirs = other.getByRole("region", { name: "Import mappings" });
  await expect(theirs).toContainText("None yet");
  await theirs
    .getByLabel("Import mapping file: the file")
    .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(theirs).toContainText("This is no mapping that Truefolio exported");
  await theirs
    .getByLabel("Import mapping file: the file")
    .setInputFiles({ name: "shared.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await expect(theirs).toContainText("Shared");
  const theirAccount = await linkAccount(other, { broker: "File import", name: "Theirs" });
  await upload(other, theirAccount, "theirs.csv", LEDGER);
  await expect(other.getByRole("button", { name: "Import 2 rows" })).toBeEnabled();
  await context.close();
});

test("a saved mapping is renamed and deleted", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await mapLedger(page, account, "First name");
  await useIt(page).click();
  await expect(page.getByRole("button", { name: "Import 2 rows" })).toBeVisible();
  await page.goto("/settings");
  const settings = page.getByRole("region", { name: "Import mappings" });
  await settings.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Second name");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(settings).toContainText("Second name");
  await settings.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete mapping" }).click();
  await expect(settings).toContainText("None yet");
});

import { writeFileSync } from "node:fs";
import { flexStatement } from "./files/flex";
import { expect, expectAccessible, importFile, importRows, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const flex = (options?: Parameters<typeof flexStatement>[0]) => ({ name: "june.xml", buffer: flexStatement(options) });

test("a dropped Flex file shows what is new before anything is written", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, flex());
  await expect(page.getByRole("main")).toContainText("Interactive Brokers");
  await expect(page.getByRole("table")).toContainText("ORCH");
  await expectAccessible(page);
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("main")).not.toContainText("ORCH");
});

test("a confirmed import fills the ledger and the holdings", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, flex());
  await page.getByRole("button", { name: /^Import \d+ rows$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("table")).toContainText("ORCH");
  await expect(page.getByRole("table")).toContainText("Deposit");
  await page.goto(`${account}/holdings`);
  await expect(page.getByRole("table")).toContainText("US68571X1037");
  await expect(page.getByRole("table")).toContainText("910.00");
  await expect(page.getByRole("main")).toContainText("30 Jun 2025");
});

test("importing the same file again adds nothing and says so @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, flex());
  await importFile(page, account, flex());
  await expect(page.getByRole("button", { name: "Nothing new to import" })).toBeDisabled();
  await importFile(page, account, flex({ extraTrade: true }));
  await expect(page.getByRole("button", { name: "Import 1 rows" }).or(page.getByRole("button", { name: "Import 1 row" }))).toBeEnabled();
});

test("undo takes the import back", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await page.goto(await importRows(page, account, flex()));
  await page.getByRole("button", { name: "Undo import" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await dialog.getByRole("button", { name: /undo/i }).click();
  await expect(page.getByRole("main")).toContainText(/undone/i);
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("main")).not.toContainText("ORCH");
  await page.goto(`${account}/holdings`);
  await expect(page.getByRole("main")).not.toContainText("ORCH");
});

test("a truncated file names the line and the mend", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, { name: "june.xml", buffer: flexStatement().subarray(0, 900) });
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText(/line \d+/i);
  await expect(alert).toContainText(/download/i);
});

for (const [what, name, buffer] of [
  ["an empty file", "empty.ofx", Buffer.alloc(0)],
  ["a picture", "statement.xml", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  [
    "an XML bomb",
    "bomb.xml",
    Buffer.from('<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]><FlexQueryResponse>&c;</FlexQueryResponse>'),
  ],
  ["a letter", "letter.txt", Buffer.from("Dear broker\nplease send me my rows\n")],
] as const) {
  test(`${what} is refused in words that say what to do @wide`, async ({ page }) => {
    const account = await linkAccount(page, { broker: "File import", name: "Broker" });
    await importFile(page, account, { name, buffer });
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(page).toHaveURL(/\/import$/);
  });
}

test("a file of another account asks before its rows go here", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, flex());
  await importFile(page, account, flex({ accountId: "U9990009" }));
  await expect(page.getByRole("main")).toContainText("U9990009");
  const target = page.getByRole("combobox").first();
  await target.selectOption({ label: "A new account for it" });
  await page.getByRole("button", { name: /^Import \d+ rows$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
});

test("a line that can't be read is listed with what was expected, and the others are imported @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const csv =
    "trade_time,trade_type,symbol,quantity,price,currency\n2025-01-31,buy,AAA,1,10,USD\n2025-02-31,buy,BBB,1,10,USD\n2025-03-01,buy,CCC,NaN,10,USD\n";
  await importFile(page, account, { name: "mine.csv", buffer: Buffer.from(csv) });
  await expect(page.getByRole("main")).toContainText("2025-02-31");
  await page.getByRole("button", { name: /^Import 1 rows?$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("table")).toContainText("AAA");
});

/** So many lines that reading and writing them takes a moment. */
function longLedger(rows: number, note = ""): { name: string; buffer: Buffer } {
  const time = (row: number) => `2025-01-01T00:00:00.${String(row % 1000).padStart(3, "0")}Z`;
  const lines = Array.from({ length: rows }, (_, row) => `${time(row)},buy,S${row},1,10,USD,${note}`);
  return { name: "long.csv", buffer: Buffer.from(["trade_time,trade_type,symbol,quantity,price,currency,note", ...lines, ""].join("\n")) };
}

test("a long import goes on when its page is left, shows how far it is to whoever comes back, and is undone whole @wide", async ({
  page,
}) => {
  test.slow();
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await page.goto(`${account}/import`);
  await page.getByLabel("File", { exact: true }).setInputFiles({ ...longLedger(30_000), mimeType: "text/csv" });
  await expect(page.getByRole("progressbar", { name: /^Reading/ })).toBeVisible();
  await page.goto("/portfolios");
  await page.goto(`${account}/import`);
  await page.getByRole("link", { name: "long.csv" }).click();
  await page.getByRole("button", { name: "Import 30,000 rows" }).click({ timeout: 60_000 });
  await expect(page.getByRole("progressbar", { name: "Importing" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Undo import" }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: /undo/i }).click();
  await expect(page.getByRole("main")).toContainText("This import was undone", { timeout: 60_000 });
});

test("an import that is being written can be stopped, and nothing of it is there @wide", async ({ page }) => {
  test.slow();
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, longLedger(60_000));
  await page.getByRole("button", { name: "Import 60,000 rows" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Import 60,000 rows" })).toBeVisible({ timeout: 60_000 });
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("main")).not.toContainText("S59999");
});

test("an upload that was cut off goes on where it stopped @wide", async ({ page }, testInfo) => {
  test.slow();
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const file = testInfo.outputPath("long.csv");
  writeFileSync(file, longLedger(10_000, "n".repeat(600)).buffer);
  let pieces = 0;
  // The connection goes after the first piece, and stays away.
  await page.route(/\/upload\?at=/, (route) => {
    pieces += 1;
    return pieces > 1 ? route.abort() : route.continue();
  });
  await page.goto(`${account}/import`);
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("goes on where it stopped", { timeout: 30_000 });
  await expect(page.getByRole("main")).toContainText("Uploading");
  await page.unroute(/\/upload\?at=/);
  await page.goto(`${account}/import`);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/upload?at=")) sent.push(request.url().split("at=")[1] ?? "");
  });
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(page.getByRole("button", { name: "Import 10,000 rows" })).toBeVisible({ timeout: 90_000 });
  expect(sent[0]).toBe(String(4 * 1024 * 1024));
});

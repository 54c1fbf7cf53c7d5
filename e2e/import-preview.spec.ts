import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, importFile, importRows, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const HEADER = "trade_time,trade_type,symbol,quantity,price,currency,net_amount,external_id\n";
const csv = (...lines: string[]) => ({ name: "mine.csv", buffer: Buffer.from(HEADER + lines.map((line) => `${line}\n`).join("")) });

const importButton = (page: Page, rows: number) =>
  page.getByRole("button", { name: `Import ${rows} ${rows === 1 ? "row" : "rows"}`, exact: true });
const part = (page: Page, title: string | RegExp): Locator => page.getByRole("region", { name: title });

test("a known row leads to the row of the ledger that it equals @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, csv("2025-01-02,buy,AAA,1,10,USD,,t:1"));
  await importFile(page, account, csv("2025-01-02,buy,AAA,1,10,USD,,t:1"));
  await page.getByRole("link", { name: "See the row of line 2" }).click();
  await expect(page).toHaveURL(new RegExp(`${account}/transactions/\\d+$`));
  await expect(page.getByRole("main")).toContainText("AAA");
});

test("a corrected row shows what differs, and whose version counts is the person's to choose", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importRows(page, account, csv("2025-01-02,buy,AAA,1,10,USD,,t:1", "2025-01-03,buy,BBB,1,10,USD,,t:2"));
  await importFile(page, account, csv("2025-01-02,buy,AAA,2,10,USD,,t:1", "2025-01-03,buy,BBB,1,12.5,USD,,t:2"));
  const versions = page.getByRole("table", { name: "Versions of line 2" });
  await expect(versions.getByRole("row", { name: "Quantity 1 2" })).toBeVisible();
  await expect(versions.getByRole("row", { name: "Amount -10 -20" })).toBeVisible();
  await expect(importButton(page, 2)).toBeVisible();
  await expectAccessible(page);
  await versions.getByRole("radio", { name: "Keep yours" }).check();
  await expect(importButton(page, 1)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("1 takes the file's version, 1 stays yours.");
  await page.getByRole("button", { name: "Keep all of yours" }).click();
  await expect(page.getByRole("button", { name: "Nothing new to import" })).toBeDisabled();
  await expect(page.getByRole("table", { name: "Versions of line 3" }).getByRole("radio", { name: "Keep yours" })).toBeChecked();
  await page.getByRole("button", { name: "Take all of the file's" }).click();
  await expect(importButton(page, 2)).toBeVisible();
  await versions.getByRole("radio", { name: "Keep yours" }).check();
  await importButton(page, 1).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Versions of line 3" })).toContainText("Before");
  await page.goto(`${account}/transactions`);
  await expect(page.getByRole("table")).toContainText("12.50");
  await expect(page.getByRole("table")).not.toContainText("20.00");
});

test("what is unknown or missing is answered once for all lines alike, and can be taken back", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(
    page,
    account,
    csv(
      "2025-01-02,Kauf,AAA,1,10,USD,,t:1",
      "2025-01-03,Kauf,BBB,1,10,USD,,t:2",
      "2025-01-04,buy,CCC,1,10,,,t:3",
      "2025-01-05,buy,DDD,1,10,,,t:4",
    ),
  );
  const questions = part(page, "Answer once for all lines alike");
  await expectAccessible(page);
  await questions.getByLabel("Currency of the 2 lines that name none").fill("dollars");
  await questions.getByRole("button", { name: "Apply to all these lines" }).click();
  await expect(questions.getByRole("alert")).toContainText("three letters");
  await questions.getByLabel("Currency of the 2 lines that name none").fill("chf");
  await questions.getByLabel("“Kauf” on 2 lines: what is it?").selectOption({ label: "Buy" });
  await questions.getByRole("button", { name: "Apply to all these lines" }).click();
  await expect(importButton(page, 4)).toBeVisible();
  await expect(questions).toHaveCount(0);
  await expect(page.getByRole("table").first()).toContainText("CHF");
  const said = part(page, "What you said");
  await expect(said).toContainText("Lines without a currency are in CHF.");
  await expectAccessible(page);
  await said.getByRole("button", { name: "Remove: Lines without a currency are in CHF." }).click();
  await expect(importButton(page, 2)).toBeVisible();
  await questions.getByLabel("Currency of the 2 lines that name none").fill("EUR");
  await questions.getByRole("button", { name: "Apply to all these lines" }).click();
  await importButton(page, 4).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
});

test("lines that can't be read are told once for each problem, and can be downloaded", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  const broken = Array.from({ length: 30 }, (_, index) => `2025-02-3${index % 2},buy,AAA,${index + 1},10,USD,,t:${index}`);
  await importFile(page, account, csv("2025-01-02,buy,AAA,1,10,USD,,t:x", ...broken));
  const refused = part(page, "30 lines can't be read");
  await expect(refused.getByRole("listitem")).toHaveCount(1);
  await expect(refused).toContainText("Lines 3, 4, 5, 6, 7, 8, 9, 10 and 22 more");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    refused.getByRole("link", { name: "Download refused lines" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(31);
  expect(lines[1]).toContain("2025-02-30,buy,AAA,1,10,USD,,t:0");
  await refused.getByRole("link", { name: "See all 30" }).click();
  await expect(page.getByRole("region", { name: "Table of lines" }).getByRole("row")).toHaveCount(31);
});

test("rows to be looked at are named with the reason before they are imported @wide", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, csv("2025-01-02,buy,AAA,1,,USD,-10,t:1"));
  await expect(part(page, "To be looked at")).toContainText("Line 2: The price was worked out from the net amount.");
});

test("a file of which no line can be read says so, and what to do, in the width of the screen", async ({ page }) => {
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  await importFile(page, account, csv("2025-02-30,buy,AAA,1,10,USD,,t:1", "2025-02-31,buy,AAA,1,10,USD,,t:2"));
  const main = page.getByRole("main");
  await expect(page.getByRole("button", { name: "Nothing new to import" })).toBeDisabled();
  await expect(main).toContainText("No line of this file can be read as it is.");
  await expect(main).not.toContainText("Everything else can be imported");
  await expect(main).not.toContainText("Where the rows go");
  const reason = page.getByRole("row", { name: /^2 Refused/ }).getByText("2025-02-30");
  const box = await reason.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, importFile, linkAccount, signUp, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

/** A statement with trades and positions: the broker has twice as many shares of a company that split, and knows of no fee of 4 dollars. */
function statement({ day = "20250630", position = 20, price = "52", cash = "4996" } = {}): Buffer {
  const share = `currency="USD" assetCategory="STK" subCategory="COMMON" symbol="ORCH" description="ORCHARD ROBOTICS INC" isin="US68571X1037" multiplier="1"`;
  return Buffer.from(
    [
      `<FlexQueryResponse queryName="Test" type="AF"><FlexStatements count="1">`,
      `<FlexStatement accountId="U5550009" fromDate="20250601" toDate="${day}" whenGenerated="20250701;010000">`,
      `<AccountInformation accountId="U5550009" currency="USD" />`,
      `<Trades><Trade accountId="U5550009" ${share} tradeID="1001" transactionID="81001" dateTime="20250603;100000" settleDateTarget="20250605" transactionType="ExchTrade" buySell="BUY" quantity="10" tradePrice="100" proceeds="-1000" taxes="0" ibCommission="0" ibCommissionCurrency="USD" netCash="-1000" openCloseIndicator="O" levelOfDetail="EXECUTION" /></Trades>`,
      `<CashTransactions><CashTransaction accountId="U5550009" currency="USD" type="Deposits/Withdrawals" amount="6000" dateTime="20250602" transactionID="2001" levelOfDetail="DETAIL" /></CashTransactions>`,
      `<CashReport><CashReportCurrency accountId="U5550009" currency="USD" levelOfDetail="Currency" endingCash="${cash}" fromDate="20250601" toDate="${day}" /></CashReport>`,
      `<OpenPositions><OpenPosition accountId="U5550009" ${share} reportDate="${day}" position="${position}" markPrice="${price}" positionValue="${position * Number(price)}" costBasisPrice="${1000 / position}" costBasisMoney="1000" levelOfDetail="SUMMARY" /></OpenPositions>`,
      `</FlexStatement></FlexStatements></FlexQueryResponse>`,
    ].join("\n"),
  );
}

async function importStatement(page: Page, account: string, options: Parameters<typeof statement>[0] = {}): Promise<void> {
  await importFile(page, account, { name: `${options.day ?? "june"}.xml`, buffer: statement(options) });
  await page.getByRole("button", { name: /^Import \d+ rows?$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
}

async function differingAccount(page: Page): Promise<string> {
  const account = await linkAccount(page, { broker: "File import", name: "Split broker" });
  await importStatement(page, account);
  return account;
}

const lines = (page: Page) => page.getByRole("table", { name: "Reconciliation" });
const lineOf = (page: Page, name: string) =>
  lines(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name }) });

test("a missing split is found and fixed in two clicks, and taken back", async ({ page }) => {
  const account = await differingAccount(page);
  await page.goto(`${account}/reconcile`);
  await expect(page.getByText("2 open differences").first()).toBeVisible();
  await expect(lineOf(page, "ORCH")).toContainText("+10");
  await expect(lines(page)).toContainText("A 2:1 split between 2025-06-04 and 2025-06-30");
  await expectAccessible(page);

  await lines(page).getByRole("button", { name: "Fix… ORCH: Record the 2:1 split" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("table", { name: "Rows" })).toContainText("Split ORCH");
  await expect(dialog.getByRole("list", { name: "Differences afterwards" })).toContainText("agrees");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Write 1 row" }).click();
  await expect(dialog).toBeHidden();
  await expect(lineOf(page, "ORCH")).toContainText("Agrees");
  await expect(page.getByText("1 open difference").first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Fixes" })).toContainText("2:1 split that the ledger lacked.");

  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).click();
  await expect(lineOf(page, "ORCH")).toContainText("+10");
  await expect(page.getByRole("list", { name: "Fixes" })).toContainText("Undone");
});

test("a fix on a day that can't be is refused beside the field, and what was typed stays", async ({ page }) => {
  const account = await differingAccount(page);
  await page.goto(`${account}/reconcile`);
  await lines(page).getByRole("button", { name: "Fix… ORCH: Record the 2:1 split" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Date").fill("2024-01-01");
  await dialog.getByLabel("Reason").fill("Letter of the company.");
  await dialog.getByRole("button", { name: "Write 1 row" }).click();
  await expect(dialog).toContainText("Choose a day from 2025-06-04 to 2025-06-30");
  await expect(dialog.getByLabel("Reason")).toHaveValue("Letter of the company.");
});

test("a difference is accepted with a note, which the portfolio sees, and opened again", async ({ page }) => {
  const account = await differingAccount(page);
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  const tasks = page.locator("section").filter({ has: page.getByRole("heading", { name: "Open differences" }) });
  await expect(tasks.getByRole("listitem").first()).toContainText("ORCH");
  await tasks.getByRole("link", { name: "Cash in USD" }).click();
  await expect(page).toHaveURL(new RegExp(`${account}/reconcile#difference-cash-USD`));

  await lines(page).getByRole("button", { name: "Accept… Cash in USD" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Accept difference" }).click();
  await expect(dialog).toContainText("Enter a note that says why it may stand");
  await dialog.getByLabel("Note").fill("A fee of the bank, on its way.");
  await dialog.getByRole("button", { name: "Accept difference" }).click();
  await expect(dialog).toBeHidden();
  await expect(lineOf(page, "Cash in USD")).toContainText("Accepted");
  await expect(page.getByText("1 open difference").first()).toBeVisible();
  await lines(page).getByRole("button", { name: "End acceptance of Cash in USD" }).click();
  await expect(page.getByText("2 open differences").first()).toBeVisible();
});

test("two snapshots show what happened between them", async ({ page }) => {
  const account = await differingAccount(page);
  await importStatement(page, account, { day: "20250731", position: 20, price: "55", cash: "5000" });
  await page.goto(`${account}/reconcile`);
  await page.getByRole("link", { name: "Compare two snapshots" }).click();
  const between = page.getByRole("table", { name: "Between two snapshots" });
  await expect(between.getByRole("list", { name: "Parts of ORCH" })).toContainText("Price +US$60.00");
  await expect(between.getByRole("list", { name: "Parts of Cash in USD" })).toContainText("Not in the ledger");
  await expectAccessible(page);
});

test("an account without a list says what to do", async ({ page }) => {
  const account = await linkAccount(page, { broker: "Manual", name: "By hand" });
  await page.goto(`${account}/reconcile`);
  await expect(page.getByRole("heading", { name: "There is no broker’s list to compare with" })).toBeVisible();
  await expectAccessible(page);
});

test("another user finds none of it @wide", async ({ page, browser }) => {
  const account = await differingAccount(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  await signUp(other, { name: "Stranger", email: `stranger-${crypto.randomUUID()}@example.org`, password: "a stranger's long password" });
  for (const path of [`${account}/reconcile`, `${account}/reconcile/compare`]) {
    expect((await other.goto(path))?.status(), path).toBe(404);
    await expect(other.getByText("ORCH")).toHaveCount(0);
  }
  await context.close();
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, loadSample, test } from "./support/fixtures";

/** The sample portfolio, two years of it; begins on its overview. */
test.beforeEach(async ({ page, person }) => {
  expect(person).toBeTruthy();
  await page.goto(await loadSample(page));
  await expect(page.getByRole("heading", { name: "Sample portfolio" })).toBeVisible();
});

/** Goes to a page of the portfolio by its tab. */
async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Portfolio" }).getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/${name.toLowerCase()}$`));
}

const card = (page: Page, heading: string) =>
  page
    .getByRole("main")
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: heading, exact: true }) });

test("the value over time can be read by keys alone, and as a table", async ({ page }) => {
  const chart = card(page, "Value over time");
  const days = chart.getByRole("slider");
  await days.focus();
  await page.keyboard.press("Home");
  const first = await days.getAttribute("aria-valuetext");
  await expect(chart.locator("[aria-live=polite]")).toContainText(/Value\s*€[\d,.]+/);
  await page.keyboard.press("ArrowRight");
  expect(await days.getAttribute("aria-valuetext")).not.toBe(first);
  await chart.getByRole("button", { name: "Table" }).click();
  await expect(chart.getByRole("table").getByRole("row").nth(1)).toContainText("€");
  await expectAccessible(page);
});

test("a period is an address that can be kept, two days of one's own included", async ({ page }) => {
  await page.getByRole("navigation", { name: "Period" }).getByRole("link", { name: "3M" }).click();
  await expect(page).toHaveURL(/\?period=3M$/);
  await expect(page.getByRole("navigation", { name: "Period" }).getByRole("link", { name: "3M" })).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: "Custom period" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("From").fill("2025-01-01");
  await dialog.getByLabel("To").fill("2025-06-30");
  await dialog.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/period=custom&from=2025-01-01&to=2025-06-30$/);
  await expect(page.getByRole("button", { name: "Period from 2025-01-01 to 2025-06-30" })).toBeVisible();
});

test("the allocation opens from an asset type to its instruments, and back", async ({ page }) => {
  const allocation = card(page, "Allocation");
  await allocation.getByRole("button", { name: /^stock/i }).click();
  await expect(allocation.getByRole("link", { name: /VOLT/ })).toBeVisible();
  await allocation.getByRole("button", { name: "All by asset type" }).click();
  await expect(allocation.getByRole("button", { name: /^etf/i })).toBeVisible();
  await expectAccessible(page);
});

test("a portfolio is compared with an instrument that its person chooses", async ({ page }) => {
  await openTab(page, "Performance");
  await page.getByRole("button", { name: "Compare with …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Compare with").selectOption({ label: "WRLD, MERIDIAN WORLD EQUITY ETF" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Benchmark: WRLD" })).toBeVisible();
  await expect(card(page, "Return").getByText("WRLD", { exact: true })).toBeVisible();
});

test("the cost method is chosen where gains are shown, and the sum of the lots changes with it", async ({ page }) => {
  await openTab(page, "Gains");
  const sum = page.getByRole("table", { name: "Realised gains", exact: true }).getByRole("row", { name: /^Sum in EUR/ });
  const before = await sum.textContent();
  await page.getByRole("button", { name: /^Cost method/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("A sale closes").selectOption({ label: "Last in, first out (LIFO)" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Cost method: Last in, first out (LIFO)" })).toBeVisible();
  await expect(sum).not.toHaveText(before ?? "");
});

test("the gains of a year download as CSV, lot by lot @wide", async ({ page }) => {
  await openTab(page, "Gains");
  await page.getByRole("navigation", { name: "Year" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\?year=\d{4}$/);
  const lots = page.getByRole("table", { name: "Realised gains", exact: true }).locator("tbody").getByRole("row");
  const shown = await lots.count();
  const link = page.getByRole("link", { name: "Download CSV" });
  const response = await page.request.get((await link.getAttribute("href")) ?? "");
  const lines = (await response.text()).trimEnd().split("\r\n");
  expect(lines[0]).toContain("proceeds,cost,charges,gain");
  expect(lines).toHaveLength(shown + 1);
  await expectAccessible(page);
});

test("income is shown by month, in a calendar, by payer and ahead, the last said to be a guess", async ({ page }) => {
  await openTab(page, "Income");
  await card(page, "By month").getByRole("slider").focus();
  await page.keyboard.press("End");
  await expect(card(page, "By month").locator("[aria-live=polite]")).toContainText("expected");
  await expect(card(page, "Calendar").getByText("TIDE").first()).toBeVisible();
  await expect(page.getByRole("table", { name: "Income by payer" })).toContainText("TIDE");
  await expect(card(page, "Income ahead")).toContainText("Expected");
  await expectAccessible(page);
});

test("an instrument carries a person's tags and their note", async ({ page }) => {
  await page.goto("/instruments");
  await page.getByRole("table").getByRole("link", { name: "WRLD" }).click();
  await page.getByLabel("Tag", { exact: true }).fill("Pension");
  await page.getByRole("button", { name: "Add tag" }).click();
  await expect(page.getByRole("button", { name: "Remove tag Pension" })).toBeVisible();
  await page.getByLabel("Note", { exact: true }).fill("Bought for the long run.");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(card(page, "Notes")).toContainText("Saved.");
  await page.reload();
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Bought for the long run.");
  await page.getByRole("button", { name: "Remove tag Pension" }).click();
  await expect(page.getByRole("button", { name: "Remove tag Pension" })).toHaveCount(0);
});

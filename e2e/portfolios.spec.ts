import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const card = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });

async function create(page: Page, name: string, description = "") {
  await page.goto("/portfolios");
  await page.getByRole("button", { name: "New portfolio" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Description").fill(description);
  await dialog.getByRole("button", { name: /create/i }).click();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
}

async function choose(page: Page, portfolio: string, action: string) {
  await card(page, portfolio)
    .getByRole("button", { name: /actions/i })
    .click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

test("a person creates a portfolio, renames it and describes it", async ({ page }) => {
  await create(page, "Retirement", "For later");
  await expect(card(page, "Retirement")).toContainText("For later");
  await choose(page, "Retirement", "Edit");
  await page.getByRole("dialog").getByLabel("Name").fill("Pension");
  await page.getByRole("dialog").getByRole("button", { name: /save/i }).click();
  await expect(page.getByRole("link", { name: "Pension", exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("a nameless portfolio is refused beside the field, and what was typed stays", async ({ page }) => {
  await page.goto("/portfolios");
  await page.getByRole("button", { name: "New portfolio" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("   ");
  await dialog.getByLabel("Description").fill("Kept");
  await dialog.getByRole("button", { name: /create/i }).click();
  await expect(dialog.getByText("Enter a name.").first()).toBeVisible();
  await expect(dialog.getByLabel("Description")).toHaveValue("Kept");
});

test("there is always exactly one default among the active portfolios", async ({ page }) => {
  await create(page, "Second");
  await choose(page, "Second", "Make default");
  await expect(card(page, "Second").getByText("Default", { exact: true })).toBeVisible();
  await expect(page.getByText("Default", { exact: true })).toHaveCount(1);
  await choose(page, "Second", "Archive");
  await expect(card(page, "My portfolio").getByText("Default", { exact: true })).toBeVisible();
});

test("an archived portfolio can be restored", async ({ page }) => {
  await create(page, "Old");
  await choose(page, "Old", "Archive");
  await page.getByText(/Archived \(1\)/).click();
  await choose(page, "Old", "Restore");
  await expect(page.getByText(/Archived \(1\)/)).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Old", exact: true })).toBeVisible();
});

test("deleting a portfolio says what goes with it and wants its name typed", async ({ page }) => {
  await create(page, "Doomed");
  await choose(page, "Doomed", "Delete");
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog.getByRole("button", { name: /delete/i })).toBeDisabled();
  await dialog.getByRole("textbox").fill("doomed");
  await dialog.getByRole("button", { name: /delete/i }).click();
  await expect(page.getByRole("link", { name: "Doomed", exact: true })).toHaveCount(0);
});

test("a newcomer loads the sample, sees a living portfolio, and removes it in one click", async ({ page }) => {
  await page.goto("/portfolios");
  await page.getByRole("button", { name: "Load sample data" }).first().click();
  await expect(page.getByRole("heading", { name: "Sample portfolio" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Sample brokerage").first()).toBeVisible();
  await page.getByRole("link", { name: "Holdings" }).click();
  await expect(page).toHaveURL(/\/holdings$/);
  await expect(page.getByRole("table")).toContainText("WRLD");
  await page.getByRole("link", { name: "Transactions" }).click();
  await expect(page).toHaveURL(/\/transactions$/);
  await expect(page.getByRole("table")).toContainText("Dividend");
  await page.getByRole("button", { name: "Remove sample" }).click();
  await expect(page).toHaveURL(/\/portfolios$/);
  await expect(page.getByText("Sample portfolio")).toHaveCount(0);
});

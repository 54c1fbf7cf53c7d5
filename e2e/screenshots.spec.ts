import { expect, loadSample, test } from "./support/fixtures";

/** The README's pictures. `UPDATE_SCREENSHOTS=1 npm test -- --e2e` writes them into docs/images; otherwise they are only taken. */
const folder = process.env.UPDATE_SCREENSHOTS === "1" ? "docs/images" : "test-results/images";

test("the README's pictures show the sample portfolio @wide", async ({ page, person }) => {
  expect(person).toBeTruthy();
  await page.goto(await loadSample(page));
  await expect(page.getByRole("heading", { name: "Sample portfolio" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Allocation" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Buy WRLD")).toBeVisible();
  await expect(page.locator("canvas").first()).toBeVisible();
  await page.screenshot({ path: `${folder}/overview.png` });
  await page.getByRole("link", { name: "Holdings", exact: true }).click();
  await expect(page).toHaveURL(/\/holdings$/);
  await expect(page.getByRole("table")).toContainText("WRLD");
  await page.screenshot({ path: `${folder}/holdings.png` });
  await page.getByRole("link", { name: "Transactions", exact: true }).click();
  await expect(page).toHaveURL(/\/transactions$/);
  await expect(page.getByRole("table")).toContainText("Dividend");
  await page.screenshot({ path: `${folder}/transactions.png` });
  await page.getByRole("navigation", { name: "Portfolio" }).getByRole("link", { name: "Performance" }).click();
  await expect(page.getByRole("table", { name: "Performance by holding" })).toContainText("WRLD");
  await expect(page.locator("canvas").first()).toBeVisible();
  await page.screenshot({ path: `${folder}/performance.png` });
});

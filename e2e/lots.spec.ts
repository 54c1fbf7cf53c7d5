import type { Page } from "@playwright/test";
import { expect, expectAccessible, importRows, linkAccount, test } from "./support/fixtures";

const LEDGER = `trade_time,trade_type,symbol,quantity,price,currency
2025-01-10,buy,ACME,10,100,EUR
2025-02-10,buy,ACME,10,150,EUR
2025-03-10,buy,ACME,4,120,EUR
2025-04-10,sell,ACME,12,160,EUR
`;

test.beforeEach(({ person }) => expect(person).toBeTruthy());

/** Ends on the page of the sale. */
async function openSale(page: Page): Promise<void> {
  const account = await linkAccount(page, { broker: "File import", name: "Desk" });
  await importRows(page, account, { name: "ledger.csv", buffer: Buffer.from(LEDGER) });
  await page.goto(`${account}/transactions?type=sell`);
  await page.getByRole("table").getByRole("row").filter({ hasText: "Sell" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Lots sold" })).toBeVisible();
}

const taken = (page: Page) => page.getByRole("table", { name: "Lots taken" });

test("a person chooses the dearest lot of a sale, and its gain changes wherever it is shown", async ({ page }) => {
  await openSale(page);
  const sale = page.url();
  await expect(taken(page)).toContainText("620.00");
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Cost method/ }).click();
  await page.getByRole("dialog").getByLabel("A sale closes").selectOption({ label: "Lots as chosen" });
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Choose lots" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose lots" });
  const [oldest, dearest, newest] = ["Lot of 10 Jan 2025", "Lot of 10 Feb 2025", "Lot of 10 Mar 2025"].map((name) =>
    dialog.getByLabel(name),
  );
  if (!oldest || !dearest || !newest) throw new Error("a lot is missing");

  await dearest.fill("ten");
  await newest.fill("5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/Expected a plain number/).first()).toBeVisible();
  await dearest.fill("10");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("This lot has only 4 units.", { exact: true })).toBeVisible();
  await newest.fill("4");
  await expect(dialog.getByText("14 of 12 units chosen: 2 more than the sale has.")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("This makes 14 units in all, and the sale has 12.", { exact: true })).toBeVisible();
  await expect(dearest).toHaveValue("10");
  await expectAccessible(page);
  await newest.fill("");
  await expect(dialog.getByText("10 of 12 units chosen. The other 2 come from the oldest lots.")).toBeVisible();
  await newest.focus();
  await page.keyboard.press("Enter");

  await expect(dialog).toBeHidden();
  await expect(taken(page).getByRole("row", { name: /^10 Feb 2025/ })).toContainText("100.00");
  await expect(taken(page).getByRole("row", { name: /^Sum/ })).toContainText("220.00");
  await expect(page.getByRole("main")).toContainText("lots chosen");
  await expectAccessible(page);

  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("navigation", { name: "Portfolio" }).getByRole("link", { name: "Gains" }).click();
  await expect(page.getByRole("table", { name: "Realised gains", exact: true }).getByRole("row", { name: /^Sum in EUR/ })).toContainText(
    "220.00",
  );

  await page.goto(sale);
  await page.getByRole("button", { name: "Use the method’s own lots" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Use the method’s own lots" }).click();
  await expect(taken(page).getByRole("row", { name: /^Sum/ })).toContainText("620.00");
});

test("a lot that was chosen and is deleted is said to be gone, and counts again when it is back", async ({ page }) => {
  await openSale(page);
  const sale = page.url();
  await page.getByRole("button", { name: /^Cost method/ }).click();
  await page.getByRole("dialog").getByLabel("A sale closes").selectOption({ label: "Lots as chosen" });
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Choose lots" }).click();
  await page.getByRole("dialog").getByLabel("Lot of 10 Mar 2025").fill("4");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("As chosen for this row.")).toBeVisible();
  await taken(page).getByRole("link", { name: "10 Mar 2025" }).click();
  await expect(page.getByRole("heading", { name: "Buy ACME" })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("This transaction was deleted")).toBeVisible();

  await page.goto(sale);
  await expect(page.getByText("Some of the lots chosen aren’t open any more")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "this row" }).click();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByRole("heading", { name: "Buy ACME" })).toBeVisible();
  await page.goto(sale);
  await expect(taken(page).getByRole("row", { name: /^10 Mar 2025/ })).toContainText("160.00");
  await expect(page.getByText("Some of the lots chosen aren’t open any more")).toBeHidden();
});

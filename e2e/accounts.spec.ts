import { expect, expectAccessible, linkAccount, test } from "./support/fixtures";

test.beforeEach(({ person }) => expect(person).toBeTruthy());

const TOKEN = "314159265358979323846264";

test("a person links an account that needs no credentials and edits it", async ({ page }) => {
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("link", { name: "Link account" }).first().click();
  await page.getByRole("radio", { name: "Manual" }).check();
  await page.getByLabel("Account name").fill("House");
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page).toHaveURL(/\/accounts\/\d+$/);
  await expect(page.getByRole("heading", { name: "House" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Edit" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Account name").fill("The house");
  await dialog.getByRole("button", { name: /save/i }).click();
  await expect(page.getByRole("heading", { name: "The house" })).toBeVisible();
});

test("closing an account keeps it, and it can be reopened", async ({ page }) => {
  await page.goto(await linkAccount(page, { broker: "File import", name: "Old broker" }));
  await page.getByRole("button", { name: "Close account" }).click();
  await expect(page.getByRole("main").getByText("Closed", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Reopen account" }).click();
  await expect(page.getByRole("main").getByText("Active", { exact: true }).first()).toBeVisible();
});

test("deleting an account wants its name typed", async ({ page }) => {
  await page.goto(await linkAccount(page, { broker: "Manual", name: "Mistake" }));
  await page.getByRole("button", { name: "Delete" }).first().click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog.getByRole("button", { name: /delete/i })).toBeDisabled();
  await dialog.getByRole("textbox").fill("Mistake");
  await dialog.getByRole("button", { name: /delete/i }).click();
  await expect(page).toHaveURL(/\/portfolios\/\d+$/);
  await expect(page.getByText("Mistake")).toHaveCount(0);
});

test("a broker's key is checked, sealed, and never shown again @wide", async ({ page }) => {
  const bodies: string[] = [];
  page.on("response", async (response) => {
    if (/json|html|text|component/.test(response.headers()["content-type"] ?? "")) bodies.push(await response.text().catch(() => ""));
  });
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("link", { name: "Link account" }).first().click();
  await page.getByRole("radio", { name: /Interactive Brokers/ }).check();
  await page.getByLabel("Account name").fill("Flex");
  await page.getByLabel("Token", { exact: true }).fill("too short");
  await page.getByLabel("Query ID").fill("987654");
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByText(/10 to 40 digits/).first()).toBeVisible();
  await expect(page.getByLabel("Account name")).toHaveValue("Flex");
  await expect(page.getByLabel("Token", { exact: true })).toHaveValue("");
  await page.getByLabel("Token", { exact: true }).fill(TOKEN);
  await page.getByLabel("Query ID").fill("987654");
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page).toHaveURL(/\/accounts\/\d+$/);
  await page.getByRole("link", { name: "Credentials", exact: true }).click();
  await expect(page.getByRole("main")).toContainText(TOKEN.slice(-4));
  await page.reload();
  expect(bodies.join("\n")).not.toContain(TOKEN);
});

test("a blank field keeps what is sealed, a filled one replaces it", async ({ page }) => {
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("link", { name: "Link account" }).first().click();
  await page.getByRole("radio", { name: /Interactive Brokers/ }).check();
  await page.getByLabel("Account name").fill("Flex");
  await page.getByLabel("Token", { exact: true }).fill(TOKEN);
  await page.getByLabel("Query ID").fill("987654");
  await page.getByRole("button", { name: "Link account" }).click();
  await page.getByRole("link", { name: "Credentials", exact: true }).click();
  await page.getByLabel("Query ID").fill("112233");
  await page.getByRole("button", { name: "Replace credentials" }).click();
  await expect(page.getByText("Sealed and saved.").first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText(TOKEN.slice(-4));
  await page.getByLabel("Token", { exact: true }).fill("271828182845904523536028");
  await page.getByRole("button", { name: "Replace credentials" }).click();
  await expect(page.getByRole("main")).toContainText("6028");
  await expectAccessible(page);
});

import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support/fixtures";

/** What the provider's own page asks. */
async function vouch(page: Page, email: string, { fault = "none", isVerified = true } = {}): Promise<void> {
  await expect(page.getByRole("heading", { name: "Company" })).toBeVisible();
  await page.getByLabel("Address").fill(email);
  if (!isVerified) await page.getByLabel("Confirmed").uncheck();
  await page.getByLabel("Fault").selectOption(fault);
  await page.getByRole("button", { name: "Let me in" }).click();
}

const someone = () => `grace-${crypto.randomUUID()}@example.org`;
const section = (page: Page) => page.getByRole("region", { name: "Other sites" });

test("a newcomer comes in by another site, without a password, and comes back the same way", async ({ page }) => {
  const email = someone();
  await page.goto("/sign-up");
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await vouch(page, email);
  await expect(page).toHaveURL(/\/portfolios$/);
  await expect(page.getByRole("main").getByText("My portfolio")).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in?callbackUrl=%2Fsettings");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await vouch(page, email);
  await expect(page).toHaveURL(/\/settings$/);
  await expect(section(page).getByText(`as ${email}`)).toBeVisible();
  await expect(page.getByText("You have none.")).toBeVisible();
  await expectAccessible(page);

  await section(page).getByRole("button", { name: "Disconnect Company" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Nothing else would let you in");
});

test("a person connects another site, is let in by it, and disconnects it", async ({ page, person }) => {
  const email = someone();
  await page.goto("/settings");
  await section(page).getByRole("button", { name: "Connect Company" }).click();
  await vouch(page, email);
  await expect(page).toHaveURL(/\/settings#security$/);
  await expect(section(page).getByText(`as ${email}`)).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await vouch(page, email);
  await expect(page).toHaveURL(/\/portfolios$/);
  await page.goto("/settings");
  await expect(page.getByRole("main").getByText(person.email).first()).toBeVisible();
  await section(page).getByRole("button", { name: "Disconnect Company" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(section(page).getByText("not connected")).toBeVisible();
});

test("nobody gets into an account because another site knows its address, nor with an address that it hasn't confirmed @wide", async ({
  page,
  person,
}) => {
  await page.context().clearCookies();
  const alert = page.getByRole("main").getByRole("status");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await vouch(page, person.email);
  await expect(alert).toContainText("An account with that address");
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await vouch(page, someone(), { isVerified: false });
  await expect(alert).toContainText("has not confirmed your e-mail address");
  await page.goto("/portfolios");
  await expect(page).toHaveURL(/\/sign-in/);
});

for (const fault of ["nonce", "audience", "signature", "expired"])
  test(`a token with a wrong ${fault} lets nobody in @wide`, async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Company" }).click();
    await vouch(page, someone(), { fault });
    await expect(page.getByRole("main").getByRole("status")).toContainText("The other site didn’t let you in");
    await page.goto("/portfolios");
    await expect(page).toHaveURL(/\/sign-in/);
  });

test("the way back from another site works in the browser that went there, once @wide", async ({ page, browser }) => {
  await page.goto("/sign-in");
  const coming = page.waitForRequest((request) => request.url().includes("/api/auth/callback/company"));
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await vouch(page, someone());
  const back = (await coming).url();
  await expect(page).toHaveURL(/\/portfolios$/);
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await elsewhere.goto(back);
  await elsewhere.goto("/portfolios");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

import type { Page } from "@playwright/test";
import { enterPassword, expect, expectAccessible, test } from "./support/fixtures";
import { linkSentTo } from "./support/mail";

const NEW_PASSWORD = "green kettles whistle at noon";

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await enterPassword(page, { email, password });
}

test("who has forgotten the password chooses a new one by a link, and is signed out where they were signed in", async ({
  page,
  person,
  browser,
}) => {
  const elsewhere = await browser.newContext({ viewport: page.viewportSize() });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in");
  await other.getByRole("link", { name: "Forgot your password?" }).click();
  await expectAccessible(other);
  await other.getByLabel("Email").fill(person.email);
  await other.getByRole("button", { name: "Send the link" }).click();
  await expect(other.getByText("a message is on its way")).toBeVisible();

  const link = await linkSentTo(person.email, "Choose a new password");
  await other.goto(link);
  await expect(other.getByText(person.email)).toBeVisible();
  await expectAccessible(other);
  await other.getByLabel("New password").fill("short");
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("Use at least 12 characters").first()).toBeVisible();
  await other.getByLabel("New password").fill(NEW_PASSWORD);
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("Your password was changed")).toBeVisible();

  await page.goto("/portfolios");
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, person.email, NEW_PASSWORD);
  await expect(page).toHaveURL(/\/portfolios$/);
  await other.goto(link);
  await expect(other.getByText("This link is no longer good")).toBeVisible();
  await expectAccessible(other);
  await elsewhere.close();
});

test("an unknown address gets the same words as a known one @wide", async ({ page, person }) => {
  const words: string[] = [];
  for (const email of [person.email, `nobody-${crypto.randomUUID()}@example.org`]) {
    await page.goto("/forgot-password");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByRole("status").filter({ hasText: "on its way" })).toBeVisible();
    words.push(await page.getByRole("main").innerText());
  }
  expect(words[0]).toBe(words[1]);
});

test("a person confirms the address, and changes to another one", async ({ page, person }) => {
  await page.goto("/settings");
  const profile = page.getByRole("region", { name: "Profile" });
  await expect(profile.getByText("Not confirmed")).toBeVisible();
  // Of two links the newer one is good.
  const older = await linkSentTo(person.email, "Confirm your address");
  await profile.getByRole("button", { name: "Send again" }).click();
  await expect(profile.getByText(`on its way to ${person.email}`)).toBeVisible();
  await page.goto(await linkSentTo(person.email, "Confirm your address", older));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Yes, confirm it" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await page.goto("/settings");
  await expect(profile.getByText("Confirmed", { exact: true })).toBeVisible();

  const fresh = `new-${crypto.randomUUID()}@example.org`;
  await profile.getByRole("button", { name: "Change address" }).click();
  await page.getByLabel("New email").fill(fresh);
  await page.getByLabel("Your password").fill(person.password);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`on its way to ${fresh}`)).toBeVisible();
  await page.goto(await linkSentTo(fresh, "Confirm your new address"));
  await page.getByRole("button", { name: "Yes, confirm it" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await page.goto("/settings");
  await expect(profile.getByText(fresh)).toBeVisible();
  await expect(profile.getByText("Confirmed", { exact: true })).toBeVisible();
});

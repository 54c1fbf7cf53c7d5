import type { Page } from "@playwright/test";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";
import { linkSentTo } from "./support/mail";

const PASSWORD = "analytical engines at dawn";

/** Signs up with an address that playwright.config.ts has made an operator's, without showing that it is theirs. */
const signUpAsOperator = (page: Page) =>
  signUp(page, { name: "Grace", email: `operator-${test.info().project.name}@example.org`, password: PASSWORD });

test("whoever runs the site sees what waits, the workers and the database, once the address is shown to be theirs", async ({
  page,
  browser,
}) => {
  const { email } = await signUpAsOperator(page);
  // Where no mail is sent, anybody could have signed up with it.
  expect((await page.request.get("/operator")).status()).toBe(404);
  await page.goto("/settings");
  await expect(page.getByRole("link", { name: "See how the site is" })).toHaveCount(0);
  await page.goto(await linkSentTo(email, "Confirm your address"));
  await page.getByRole("button", { name: "Yes, confirm it" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();

  await page.goto("/settings");
  await page.getByRole("link", { name: "See how the site is" }).click();
  await expect(page).toHaveURL(/\/operator$/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "This site" })).toBeVisible();
  for (const queue of ["Imports", "Syncs", "Messages"]) await expect(main.getByRole("cell", { name: queue, exact: true })).toBeVisible();
  await expect(main).toContainText(/Workers\s*1[^0-9]/);
  await expect(main).toContainText(/\d MB, PostgreSQL 1\d/);
  await expect(main).toContainText(/\d{14}_\w+/);
  // Nothing of anybody, the operator included.
  await expect(main).not.toContainText("@");
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  const other = await browser.newContext();
  await signUp(await other.newPage());
  const answer = await other.request.get("/operator");
  expect([answer.status(), /queue|migration|worker/i.test((await answer.text()).replaceAll(/<script[\s\S]*?<\/script>/g, ""))]).toEqual([
    404,
    false,
  ]);
  await other.close();
});

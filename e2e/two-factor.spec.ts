import type { Locator, Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { ageSignIn } from "./support/database";
import { enterPassword, expect, expectAccessible, test } from "./support/fixtures";

const STEP_MS = 30_000;
const section = (page: Page): Locator => page.getByRole("region", { name: "Two-factor sign-in" });

/** What the app on a phone shows now, or shows some steps of half a minute later: each code opens one session only. */
const codeOf = (key: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * STEP_MS });

async function setUp(page: Page): Promise<string> {
  await page.goto("/settings");
  await section(page).getByRole("button", { name: "Set up two-factor sign-in" }).click();
  await expect(section(page).getByRole("img", { name: /QR code/ })).toBeVisible();
  return ((await section(page).locator("code").textContent()) ?? "").replaceAll(" ", "");
}

async function turnOn(page: Page): Promise<{ key: string; recoveryCodes: string[] }> {
  const key = await setUp(page);
  await section(page).getByRole("textbox", { name: "Code" }).fill(codeOf(key));
  await section(page).getByRole("button", { name: "Turn on" }).click();
  await expect(section(page).getByText("Keep these recovery codes now")).toBeVisible();
  return { key, recoveryCodes: await section(page).getByRole("listitem").allTextContents() };
}

async function signInAsFarAsTheCode(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await enterPassword(page, person);
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("a person sets up an authenticator app, and from then on signs in with its codes too", async ({ page, person }) => {
  const pending = await setUp(page);
  await expectAccessible(page);
  await section(page).getByRole("textbox", { name: "Code" }).fill("000000");
  await section(page).getByRole("button", { name: "Turn on" }).click();
  await expect(
    section(page)
      .getByText(/Enter the code that the app shows now/)
      .first(),
  ).toBeVisible();
  await section(page).getByRole("button", { name: "Cancel" }).click();
  await expect(section(page).getByRole("button", { name: "Set up two-factor sign-in" })).toBeVisible();

  const { key, recoveryCodes } = await turnOn(page);
  expect(key).not.toBe(pending);
  expect(recoveryCodes).toHaveLength(10);
  await expectAccessible(page);
  await section(page).getByRole("button", { name: "I have kept them" }).click();
  await expect(section(page).getByText(/^On since .*10 recovery codes are left/)).toBeVisible();
  for (const code of recoveryCodes) await expect(page.getByText(code)).toHaveCount(0);

  await signInAsFarAsTheCode(page, person);
  await expectAccessible(page);
  await enterCode(page, "000000");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("That code doesn’t fit");
  await expect(page.getByRole("textbox", { name: "Code" })).toHaveValue("000000");
  await enterCode(page, codeOf(key, 1));
  await expect(page).toHaveURL(/\/portfolios$/);
});

test("without the phone a recovery code signs in, once, and new ones replace all of them", async ({ page, person }) => {
  const { recoveryCodes } = await turnOn(page);
  const [first = "", second = ""] = recoveryCodes;
  await signInAsFarAsTheCode(page, person);
  await enterCode(page, first.toUpperCase().replaceAll("-", " "));
  await expect(page).toHaveURL(/\/portfolios$/);
  await signInAsFarAsTheCode(page, person);
  await enterCode(page, first);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("That code doesn’t fit");
  await enterCode(page, second);
  await expect(page).toHaveURL(/\/portfolios$/);

  await page.goto("/settings");
  await expect(section(page).getByText(/8 recovery codes are left/)).toBeVisible();
  await section(page).getByRole("button", { name: "New recovery codes" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make new codes" }).click();
  await expect(section(page).getByRole("listitem")).toHaveCount(10);
  expect(await section(page).getByRole("listitem").allTextContents()).not.toContain(recoveryCodes[2]);
});

test("turning it off asks who it is when the sign-in is a while ago, and then the password is enough", async ({ page, person }) => {
  await turnOn(page);
  await ageSignIn(person.email, 11);
  await page.goto("/settings");
  await section(page).getByRole("button", { name: "Turn off" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Turn off" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm it’s you" });
  await proof.getByLabel("Your password").fill(person.password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(section(page).getByRole("button", { name: "Set up two-factor sign-in" })).toBeVisible();
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await enterPassword(page, person);
  await expect(page).toHaveURL(/\/portfolios$/);
});

test("exporting everything asks who it is when the sign-in is a while ago @wide", async ({ page, person }) => {
  await page.goto("/settings");
  await ageSignIn(person.email, 11);
  await page.getByRole("button", { name: "Export everything" }).click();
  await expect(page.getByRole("heading", { name: "Confirm it’s you" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Your password").fill("not the password at all");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("This is not your password.").first()).toBeVisible();
  await page.getByLabel("Your password").fill(person.password);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.zip$/);
});

test("a person signs another device out, and this one stays", async ({ page, person, browser }) => {
  const copy = await browser.newContext();
  const elsewhere = await copy.newPage();
  await elsewhere.goto("/sign-in");
  await enterPassword(elsewhere, person);
  await expect(elsewhere).toHaveURL(/\/portfolios$/);
  await page.goto("/settings");
  const sessions = page.getByRole("region", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out there" }).click();
  await expect(sessions).toHaveCount(1);
  await expect(page.getByText("This device")).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await copy.close();
});

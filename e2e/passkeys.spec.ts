import type { CDPSession, Page } from "@playwright/test";
import { ageSignIn } from "./support/database";
import { enterPassword, expect, expectAccessible, test } from "./support/fixtures";

interface Device {
  cdp: CDPSession;
  authenticatorId: string;
}

/** The browser's own simulation of a device with a lock, which keeps passkeys. */
async function plugInDevice(page: Page): Promise<Device> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

const section = (page: Page) => page.getByRole("region", { name: "Passkeys" });

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto("/settings");
  await section(page).getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await expect(section(page).getByText(name, { exact: true })).toBeVisible();
}

test("a person adds a passkey, signs in with nothing else, renames it, and removes it", async ({ page, person }) => {
  expect(person).toBeTruthy();
  await plugInDevice(page);
  await addPasskey(page, "Laptop");
  await expectAccessible(page);

  await page.context().clearCookies();
  await page.goto("/sign-in?callbackUrl=%2Fsettings");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(section(page).getByText(/used .*20\d\d/)).toBeVisible();

  await section(page).getByRole("button", { name: "Rename Laptop" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Old laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await section(page).getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove passkey" }).click();
  await expect(section(page).getByText("Old laptop", { exact: true })).toHaveCount(0);

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("That passkey isn’t known here");
});

test("a passkey proves who it is before something that a browser left open must not do", async ({ page, person }) => {
  await plugInDevice(page);
  await addPasskey(page, "Phone");
  await ageSignIn(person.email, 11);
  await section(page).getByRole("button", { name: "Remove Phone" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove passkey" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm it’s you" });
  await proof.getByRole("button", { name: "Use a passkey" }).click();
  await expect(section(page).getByText("Phone", { exact: true })).toHaveCount(0);
});

test("who closes the browser's question, or has no passkey for this site, is told so and can sign in otherwise", async ({
  page,
  person,
}) => {
  const { cdp, authenticatorId } = await plugInDevice(page);
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.goto("/settings");
  await section(page).getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("dialog").getByText(/No passkey was made/)).toBeVisible();
  await expect(page.getByRole("dialog").getByLabel("Name")).toHaveValue("Laptop");

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("No passkey was used");
  await enterPassword(page, person);
  await expect(page).toHaveURL(/\/portfolios$/);
});

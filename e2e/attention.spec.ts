import { receiver } from "./support/brokers";
import { expect, expectAccessible, test } from "./support/fixtures";
import { linkSentTo } from "./support/mail";

test("a person has messages about accounts sent to a receiver of theirs, whose secret is shown once, and sees whether a test arrived", async ({
  page,
  person,
}) => {
  expect(person).toBeTruthy();
  const { url } = await receiver();
  await page.goto("/settings");
  await page.getByRole("link", { name: "See all keys" }).click();
  const section = page.getByRole("region", { name: "When an account needs you" });
  await section.getByLabel("Address").fill("https://192.168.1.20/hook");
  await section.getByRole("button", { name: "Save address" }).click();
  await expect(section.getByText("Only public addresses under https can be reached").first()).toBeVisible();
  await expectAccessible(page);
  await section.getByLabel("Address").fill(url);
  await section.getByRole("button", { name: "Save address" }).click();
  await expect(section.getByText("The signing secret")).toBeVisible();
  await expect(section.getByText(/^whsec_/)).toBeVisible();
  await expect(section.getByText(new URL(url).host)).toBeVisible();
  await section.getByRole("button", { name: "Send a test", exact: true }).click();
  await expect(section.getByText("Arrived", { exact: true })).toBeVisible();
  const tests = (await receiver()).received.map(({ body }) => JSON.parse(body) as { type: string });
  expect(tests.map(({ type }) => type)).toContain("test");
  await expectAccessible(page);
  await page.reload();
  await expect(section.getByText(/^whsec_/)).toHaveCount(0);
  await expect(page.getByText("a-path-that-is-a-secret")).toHaveCount(0);
  await section.getByRole("button", { name: "Remove address" }).click();
  await expect(section.getByText("No address is set.")).toBeVisible();
});

test("a person has messages sent by mail, once the address is known to be theirs", async ({ page, person }) => {
  await page.goto("/settings/connections");
  const section = page.getByRole("region", { name: "When an account needs you" });
  await section.getByRole("checkbox", { name: /Send a message to/ }).check();
  await section.getByRole("button", { name: "Save", exact: true }).click();
  await expect(section.getByText("Confirm your address first", { exact: false }).first()).toBeVisible();
  await page.goto(await linkSentTo(person.email, "Confirm your address"));
  await page.getByRole("button", { name: "Yes, confirm it" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await page.goto("/settings/connections");
  await section.getByRole("checkbox", { name: /Send a message to/ }).check();
  await section.getByRole("button", { name: "Save", exact: true }).click();
  await section.getByRole("button", { name: "Send a test by mail" }).click();
  await expect(section.getByText("Arrived", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

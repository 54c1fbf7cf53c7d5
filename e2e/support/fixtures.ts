import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** Somebody who has just signed up, and whose browser this is. */
export interface Person {
  name: string;
  email: string;
  password: string;
}

interface Fixtures {
  person: Person;
  /** Fails the test when the page does: an uncaught error, or anything that it says on the console as an error. */
  calmPage: undefined;
}

export const test = base.extend<Fixtures>({
  calmPage: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        // The browser's own word for every answer that isn't 2xx, refusals that a test provokes included.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ page }, use) => {
    const person = { name: "Ada Lovelace", email: `ada-${crypto.randomUUID()}@example.org`, password: "analytical engines at dawn" };
    await signUp(page, person);
    await use(person);
  },
});

/** Through the page's own form; ends on the portfolios. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/portfolios$/);
}

/** Links an account in the first portfolio, and stays on its page; returns that page's path (`/accounts/7`). */
export async function linkAccount(page: Page, { broker, name }: { broker: string; name: string }): Promise<string> {
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "My portfolio", exact: true }).click();
  await page.getByRole("link", { name: "Link account" }).first().click();
  await page.getByRole("radio", { name: broker }).check();
  await page.getByLabel("Account name").fill(name);
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page).toHaveURL(/\/accounts\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Gives a file to an account's import page, and waits for its preview or its refusal. `account` is the account's path. */
export async function importFile(page: Page, account: string, file: string | { name: string; buffer: Buffer }): Promise<void> {
  await page.goto(`${account}/import`);
  const given = typeof file === "string" ? file : { ...file, mimeType: "application/octet-stream" };
  await page.getByLabel("File", { exact: true }).setInputFiles(given);
  const main = page.getByRole("main");
  const preview = main.getByRole("button", { name: /^(Import [\d,]+ rows?|Nothing new to import)$/ });
  await expect(preview.or(main.getByRole("alert")).first()).toBeVisible();
}

/** Holds the page as it is now against every rule of axe: not one violation. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
  expect(found, "axe violations").toEqual([]);
}

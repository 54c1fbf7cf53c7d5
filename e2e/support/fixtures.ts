import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type GivenFile, type Person, signUp } from "./set-up";

export { enterPassword, importRows, linkAccount, loadSample, signUp } from "./set-up";
export { expect };

interface Fixtures {
  /** Somebody who has just signed up, and whose browser this is. */
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
  person: async ({ page }, use) => use(await signUp(page)),
});

/** Gives a file to an account's import page, and waits for its preview or its refusal. `account` is the account's path. */
export async function importFile(page: Page, account: string, file: string | GivenFile): Promise<void> {
  await page.goto(`${account}/import`);
  const given = typeof file === "string" ? file : { ...file, mimeType: "application/octet-stream" };
  await page.getByLabel("File", { exact: true }).setInputFiles(given);
  const main = page.getByRole("main");
  const preview = main.getByRole("button", { name: /^(Import [\d,]+ rows?|Nothing new to import)$/ });
  // A long file takes a while to read, on a busy machine above all.
  await expect(preview.or(main.getByRole("alert")).first()).toBeVisible({ timeout: 30_000 });
}

/** Holds the page as it is now against every rule of axe: not one violation. */
export async function expectAccessible(page: Page): Promise<void> {
  // Only what is violated is asked for, and no page is opened to gather the findings of frames: we have none. A third of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
  expect(found, "axe violations").toEqual([]);
}

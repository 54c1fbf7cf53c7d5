import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support/fixtures";

/** Opens a page and waits until all of it has streamed in. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "networkidle" });
  await expect(page.getByRole("main")).toBeVisible();
}

/** Every kind of page that can be reached from this one, found by walking the links; so a new page is walked too. */
async function reachablePages(page: Page, from: string): Promise<string[]> {
  const seen = new Map<string, string>();
  const queue = [from];
  while (queue.length > 0) {
    const path = queue.shift() ?? "";
    // All figures are explained on pages of one kind.
    const shape = path
      .replace(/\d+/g, ":id")
      .replace(/\?.*/, "")
      .replace(/^\/explain\/.*/, "/explain/:figure");
    if (seen.has(shape) || /\/export|\/original|\/api\/|example-csv/.test(path)) continue;
    seen.set(shape, path);
    await open(page, path);
    queue.push(...(await page.locator("a[href^='/']").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))));
  }
  return [...seen.values()];
}

async function loadSample(page: Page) {
  await page.goto("/portfolios");
  await page.getByRole("button", { name: "Load sample data" }).first().click();
  await expect(page.getByRole("heading", { name: "Sample portfolio" })).toBeVisible();
}

// Colours are the same on a phone: it is walked in one of the themes.
const SCHEMES = [
  ["light", ""],
  ["dark", " @wide"],
] as const;
for (const [scheme, where] of SCHEMES) {
  test(`every page is accessible in the ${scheme} theme, asks nobody else for anything, and logs no error${where}`, async ({
    page,
    person,
  }) => {
    test.slow();
    expect(person).toBeTruthy();
    await page.emulateMedia({ colorScheme: scheme });
    const origin = new URL(page.url()).origin;
    const foreign: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await loadSample(page);
    const pages = await reachablePages(page, new URL(page.url()).pathname);
    expect(pages.length).toBeGreaterThan(8);
    for (const path of pages) {
      await open(page, path);
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  });
}

test("the pages before signing in are accessible", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
});

test("a page that does not exist says so and leads home", async ({ page, person }) => {
  expect(person).toBeTruthy();
  const response = await page.goto("/accounts/999999999");
  expect(response?.status()).toBe(404);
  await expectAccessible(page);
});

test("text that looks like markup is shown as text", async ({ page, person }) => {
  expect(person).toBeTruthy();
  const hostile = `<img src=x onerror="document.title='owned'">`;
  await page.goto("/portfolios");
  await page.getByRole("button", { name: "New portfolio" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(hostile);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /create/i })
    .click();
  await expect(page.getByRole("link", { name: hostile, exact: true })).toBeVisible();
  expect(await page.title()).not.toBe("owned");
});

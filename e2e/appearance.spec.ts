import type { Page } from "@playwright/test";
import { expect, expectAccessible, loadSample, test } from "./support/fixtures";

/** All figures are explained on pages of one kind. */
const kindOf = (path: string) =>
  path
    .replace(/\d+/g, ":id")
    .replace(/\?.*/, "")
    .replace(/^\/explain\/.*/, "/explain/:figure");

/** Opens every kind of page that can be reached from this one, found by walking the links; so a new page is walked too. */
async function* walk(page: Page, from: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const queue = [from]; queue.length > 0; ) {
    const path = queue.shift() ?? "";
    if (seen.has(kindOf(path)) || /\/export|\/original|\/api\/|example-csv/.test(path)) continue;
    seen.add(kindOf(path));
    // All of it has streamed in, and what its links lead to has been fetched in advance.
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("main")).toBeVisible();
    queue.push(...(await page.locator("a[href^='/']").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))));
    yield path;
  }
}

test("every page is accessible in both themes, asks nobody else for anything, and logs no error", async ({ page, person }, { project }) => {
  // As long as there are pages, on a machine that may be busy.
  test.setTimeout(360_000);
  expect(person).toBeTruthy();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${project.use.baseURL}/`) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  // Colours are the same on a phone: it is walked in one of the themes.
  const themes = project.name === "phone" ? (["light"] as const) : (["light", "dark"] as const);
  let pages = 0;
  for await (const path of walk(page, await loadSample(page))) {
    pages += 1;
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await test.step(`${path} in the ${colorScheme} theme`, () => expectAccessible(page));
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  expect(pages).toBeGreaterThan(8);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
});

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

test("text that looks like markup is shown as text @wide", async ({ page, person }) => {
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

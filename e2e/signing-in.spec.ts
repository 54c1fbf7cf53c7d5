import { enterPassword, expect, expectAccessible, test } from "./support/fixtures";

test("a newcomer signs up, lands on the portfolios, and finds a first one that is the default", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Email").fill(`ada-${crypto.randomUUID()}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill("analytical engines at dawn");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/portfolios$/);
  await expect(page.getByRole("main").getByText("My portfolio")).toBeVisible();
  await expect(page.getByRole("main").getByText("Default", { exact: true })).toBeVisible();
});

test("a signed-out person who opens a deep link lands there after signing in @wide", async ({ page, person }) => {
  await page.context().clearCookies();
  await page.goto("/settings?from=link");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await enterPassword(page, person);
  await expect(page).toHaveURL(/\/settings\?from=link$/);
});

test("an unknown e-mail and a wrong password get the same words, and what was typed stays", async ({ page, person }) => {
  await page.context().clearCookies();
  const words: string[] = [];
  for (const email of [person.email, `nobody-${Date.now()}@example.org`]) {
    await page.goto("/sign-in");
    await enterPassword(page, { email, password: "not the password at all" });
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    words.push((await alert.textContent()) ?? "");
    await expect(page.getByLabel("Email")).toHaveValue(email);
  }
  expect(words[0]).toBe(words[1]);
});

test("after too many attempts even the right password waits, and the page says how long @wide", async ({ page, person }) => {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  const attempt = async (password: string) => {
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    const answered = page.waitForResponse((response) => response.url().includes("/callback/credentials"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await answered;
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  };
  for (let count = 0; count < 8; count += 1) await attempt(`wrong password number ${count}`);
  await attempt(person.password);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/wait 1[0-9] minutes/i);
});

test("a short or common password is refused with the reason beside the field, and the other fields stay", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Email").fill(`ada-${Date.now()}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill("Password1234");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/among the most used/).first()).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ada");
  await expectAccessible(page);
});

test("signing out ends the session for a copied cookie too", async ({ page, person, browser }) => {
  const cookies = await page.context().cookies();
  const copy = await browser.newContext();
  await copy.addCookies(cookies);
  const elsewhere = await copy.newPage();
  await elsewhere.goto("/portfolios");
  await expect(elsewhere).toHaveURL(/\/portfolios$/);
  await page.goto("/portfolios");
  await page.getByRole("button", { name: new RegExp(person.name) }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await copy.close();
});

test("signing out everywhere works at once @wide", async ({ page, person, browser }) => {
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await elsewhere.goto("/sign-in");
  await enterPassword(elsewhere, person);
  await expect(elsewhere).toHaveURL(/\/portfolios$/);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

for (const [what, name, value] of [
  ["a session token that is no token", "next-auth.session-token", "garbage.%ff"],
  ["a callback address that is no address", "next-auth.callback-url", "%zz:::not a url"],
] as const) {
  test(`${what} leads to the sign-in page, not to an error @wide`, async ({ page }) => {
    await page.context().addCookies([{ name, value, url: test.info().project.use.baseURL ?? "" }]);
    const response = await page.goto("/portfolios");
    expect(response?.status()).toBe(200);
    await expect(page).toHaveURL(/\/sign-in/);
  });
}

test("a way back to another site is ignored @wide", async ({ page, person }) => {
  await page.context().clearCookies();
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2F");
  await enterPassword(page, person);
  await expect(page).toHaveURL(/\/portfolios$/);
});

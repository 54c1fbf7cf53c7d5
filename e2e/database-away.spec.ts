import { openTemporaryDatabase, type TemporaryDatabase } from "@/scripts/temporary-database";
import { expect, test } from "./support/fixtures";
import { type Relay, relayTo } from "./support/relay";
import { type SecondApp, startSecondApp } from "./support/second-app";

const EMAIL = "ada-without-a-database@example.org";
const PASSWORD = "analytical engines at dawn";
const HTML = { accept: "text/html" };

test.describe.configure({ mode: "serial", timeout: 180_000 });

let database: TemporaryDatabase;
let relay: Relay;
let app: SecondApp;
test.beforeAll(async () => {
  database = await openTemporaryDatabase();
  relay = await relayTo(database.ownerUrl);
  app = await startSecondApp({ DATABASE_URL: relay.url });
});
test.afterAll(async () => {
  await app?.stop();
  await database?.stop();
});

test("while the database is away everybody is asked to come again, nothing typed is lost, and then it goes on @wide", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: app.address });
  const page = await context.newPage();
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Email").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/portfolios$/);
  const portfolio = await page.getByRole("link", { name: "My portfolio", exact: true }).getAttribute("href");
  await page.getByRole("button", { name: "New portfolio" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Pension");

  await relay.cut();
  await test.step("a form says so, and keeps what was typed", async () => {
    await dialog.getByRole("button", { name: /create/i }).click();
    await expect(dialog.getByRole("alert").first()).toContainText("can't reach its database");
    await expect(dialog.getByLabel("Name")).toHaveValue("Pension");
  });
  await test.step("pages, downloads and what pages fetch answer 503, and say when to ask again", async () => {
    const addresses = [
      "/portfolios",
      `${portfolio}`,
      "/settings",
      `${portfolio}/transactions/export?format=csv`,
      `/reset-password?token=${"A".repeat(43)}`,
    ];
    for (const address of addresses) {
      const answer = await context.request.get(address, { headers: HTML, maxRedirects: 0 });
      const text = await answer.text();
      expect([address, answer.status(), answer.headers()["retry-after"]]).toEqual([address, 503, "5"]);
      expect(text).toContain("Truefolio is busy");
      expect(text).not.toMatch(/\bat \w|prisma|127\.0\.0\.1/i);
    }
    const rows = await context.request.get(`${portfolio}/transactions/rows`);
    expect([rows.status(), await rows.json()]).toEqual([503, { message: expect.stringContaining("Try again in a moment") }]);
    const second = await context.newPage();
    expect((await second.goto("/portfolios"))?.status()).toBe(503);
    await expect(second.getByRole("alert")).toHaveText("It can’t answer this now. Try again in a moment.");
    await second.close();
  });
  await test.step("signing in isn't called a wrong password, and signing out doesn't only look like it", async () => {
    const { csrfToken } = (await (await context.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
    const form = { csrfToken, email: EMAIL, password: PASSWORD, json: "true" };
    const signIn = await context.request.post("/api/auth/callback/credentials", { form });
    expect([signIn.status(), ((await signIn.json()) as { url: string }).url]).toEqual([503, expect.stringMatching(/error=away$/)]);
    const signOut = await context.request.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
    expect([signOut.status(), signOut.headers()["set-cookie"]]).toEqual([503, undefined]);
  });
  await test.step("a supervisor learns that it lives, and a balancer that it isn't ready", async () => {
    const probes = ["/livez", "/readyz"].map(async (path) => (await context.request.get(path)).status());
    expect(await Promise.all(probes)).toEqual([200, 503]);
  });

  await relay.mend();
  await dialog.getByRole("button", { name: /create/i }).click();
  await expect(page.getByRole("link", { name: "Pension", exact: true })).toBeVisible();
  expect((await context.request.get("/readyz")).status()).toBe(200);
  expect(app.printed()).toMatch(/"event":"request_failed"/);
  expect(app.printed()).not.toMatch(new RegExp(`${EMAIL}|${PASSWORD}`));
  await context.close();
});

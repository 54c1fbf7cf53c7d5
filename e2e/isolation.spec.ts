import type { Browser, BrowserContext } from "@playwright/test";
import { explainHref } from "@/lib/explain/address";
import { FIGURES } from "@/lib/explain/schema";
import { mappingFor } from "@/lib/formats/mapped/fixtures";
import { serverAction } from "@/scripts/testing/server-actions";
import { flexStatement } from "./files/flex";
import { expect, importRows, linkAccount, signUp, test } from "./support/fixtures";
import { type Method, type Route, routes } from "./support/routes";
import { callAction, ownOrigin } from "./support/server-actions";

/** Sound as an announcement and as a piece: what is refused is the person. */
const SOUND = { data: { name: "x.csv", size: 1 }, params: { at: "0" } };
const QUIET = { maxRedirects: 0, failOnStatusCode: false } as const;
/** What nobody is answered: a page and the way back from a broker lead to the sign-in, everything else says so. */
const turnedAway = ({ kind, path }: Pick<Route, "kind" | "path">) => (kind === "page" ? 307 : path === "/link/callback" ? 303 : 401);

/** A browser that was signed in, and whose person has ended all of their sessions, or deleted themselves. */
async function signedOut(browser: Browser, how: "closed" | "deleted"): Promise<BrowserContext> {
  const context = await browser.newContext();
  const { email, password } = await signUp(await context.newPage());
  const before = await context.cookies();
  const action = serverAction(how === "closed" ? "signOutEverywhereAction" : "deleteUserAction");
  await callAction(context.request, action, { confirmation: email, password });
  await context.clearCookies();
  // The cookie as it was, whatever the browser was told to forget.
  await context.addCookies(before);
  return context;
}

test("another user, nobody, a closed session and a deleted user reach none of a person's pages and downloads @wide", async ({
  page,
  person,
  browser,
}) => {
  test.slow();
  expect(person).toBeTruthy();
  const account = await linkAccount(page, { broker: "File import", name: "Secret broker" });
  const result = await importRows(page, account, { name: "june.xml", buffer: flexStatement() });
  const importId = result.split("/").at(-1) ?? "";
  const accountId = account.split("/").at(-1) ?? "";
  await page.goto("/portfolios");
  const portfolioId =
    /(\d+)$/.exec((await page.getByRole("link", { name: "My portfolio", exact: true }).getAttribute("href")) ?? "")?.[1] ?? "";
  await page.goto(`${account}/transactions`);
  const transaction = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  const transactionId = /transactions\/(\d+)/.exec(transaction ?? "")?.[1] ?? "";

  await page.goto("/instruments");
  const instrument = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  const instrumentId = /instruments\/(\d+)/.exec(instrument ?? "")?.[1] ?? "";
  const idIn = (path: string) =>
    path.startsWith("/portfolios") ? portfolioId : path.startsWith("/instruments") ? instrumentId : accountId;

  const mapping = { format: "truefolio-mapping", version: 1, name: "Secret broker", mapping: mappingFor({ Date: "date" }) };
  await callAction(page.request, serverAction("importMappingAction"), { file: JSON.stringify(mapping) });
  await page.goto("/settings");
  const exported = await page.locator('a[href*="/settings/mappings/"]').first().getAttribute("href");
  const mappingId = /mappings\/(\d+)/.exec(exported ?? "")?.[1] ?? "";

  const paths: Route[] = routes()
    .filter(({ path }) => /\[(?!figure)/.test(path))
    .map((route) => ({
      ...route,
      path: route.path
        .replace("[id]", idIn(route.path))
        .replace("[importId]", importId)
        .replace("[transactionId]", transactionId)
        .replace("[mappingId]", mappingId),
    }));
  const ofOneself = routes().filter(({ path }) => !path.includes("["));
  expect(paths.length).toBeGreaterThan(10);
  // A number's page names what it is about in its query: one for every figure, of the account and of the portfolio.
  await page.goto(`${account}/holdings`);
  const number = await page
    .getByRole("link", { name: /^Explain Market value of/ })
    .first()
    .getAttribute("href");
  const instrumentKey = new URL(number ?? "", page.url()).searchParams.get("instrument") ?? "";
  for (const figure of FIGURES)
    for (const scope of [{ account: accountId }, { portfolio: portfolioId }])
      paths.push({
        kind: "page",
        methods: ["get"],
        path: explainHref(figure, { ...scope, instrument: instrumentKey, currency: "USD", transaction: transactionId }),
      });
  for (const { path } of paths) expect(path, "this route has a segment that the test does not know").not.toContain("[");

  const stranger = await browser.newContext();
  await signUp(await stranger.newPage());
  const others = new Map([
    ["nobody", await browser.newContext()],
    ["a closed session", await signedOut(browser, "closed")],
    ["a deleted user", await signedOut(browser, "deleted")],
  ]);
  const headers = { origin: ownOrigin() };
  const options = (method: Method) => ({ ...QUIET, ...(method === "get" ? {} : { headers, ...SOUND }) });

  for (const { path, methods } of paths)
    for (const method of methods) {
      const answer = await stranger.request[method](path, options(method));
      expect(answer.status(), `another user at ${method} ${path}`).toBe(404);
      expect(await answer.text()).not.toMatch(/Secret broker|ORCH|U5550001/);
    }
  // What is about whoever asks answers them with what is theirs.
  for (const { path, methods } of ofOneself)
    for (const method of methods)
      expect(await (await stranger.request[method](path, options(method))).text()).not.toMatch(/Secret broker|ORCH|U5550001/);
  for (const [who, { request }] of others)
    for (const route of [...paths, ...ofOneself])
      for (const method of route.methods)
        expect((await request[method](route.path, options(method))).status(), `${who} at ${method} ${route.path}`).toBe(turnedAway(route));

  // An archived portfolio is still its person's, and nobody else's.
  expect((await callAction(page.request, serverAction("archivePortfolioAction"), { id: portfolioId })).ok()).toBe(true);
  for (const { path, methods } of paths.filter((route) => route.methods.includes("get"))) {
    expect(methods).toEqual(["get"]);
    expect((await stranger.request.get(path, QUIET)).status(), `another user at ${path}, archived`).toBe(404);
    expect([200, 400, 404, 409], `its person at ${path}, archived`).toContain((await page.request.get(path, QUIET)).status());
  }
  for (const context of [stranger, ...others.values()]) await context.close();
});

test("a change or a download that another site's page asks for is refused, at every address @wide", async ({ page, person }) => {
  expect(person).toBeTruthy();
  const host = new URL(ownOrigin()).host;
  const forged = [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: `https://${host}.evil.example` },
  ] as Record<string, string>[];
  const pulled = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  ] as Record<string, string>[];
  const handlers = routes().filter(({ kind, path }) => kind === "route" && path !== "/link/callback");
  expect(handlers.length).toBeGreaterThan(15);
  for (const { path, methods } of handlers)
    for (const method of methods)
      for (const headers of method === "get" ? pulled : forged) {
        const answer = await page.request[method](path.replaceAll(/\[\w+\]/g, "1"), {
          ...QUIET,
          headers,
          ...(method === "get" ? {} : SOUND),
        });
        expect(answer.status(), `${method} ${path} with ${JSON.stringify(headers)}`).toBe(403);
      }
});

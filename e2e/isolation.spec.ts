import { readdirSync } from "node:fs";
import { join } from "node:path";
import { explainHref } from "@/lib/explain/address";
import { FIGURES } from "@/lib/explain/schema";
import { flexStatement } from "./files/flex";
import { expect, importRows, linkAccount, signUp, test } from "./support/fixtures";

/** All pages and route handlers behind the sign-in, from the files that make them: a new one is walked without being named here. */
function routes(): { kind: "page" | "route"; path: string }[] {
  const found: { kind: "page" | "route"; path: string }[] = [];
  for (const entry of readdirSync("app/(app)", { recursive: true, withFileTypes: true })) {
    const kind = entry.name === "page.tsx" ? "page" : entry.name === "route.ts" ? "route" : null;
    if (kind)
      found.push({
        kind,
        path: join(entry.parentPath, "/")
          .replace(/^app\/\(app\)/, "")
          .replace(/\/$/, ""),
      });
  }
  return found;
}

test("another user, and nobody, reach none of a person's pages and downloads @wide", async ({ page, person, browser }) => {
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

  const paths = routes()
    .filter(({ path }) => path.includes("[id]"))
    .map(({ kind, path }) => ({
      kind,
      path: path.replace("[id]", idIn(path)).replace("[importId]", importId).replace("[transactionId]", transactionId),
    }));
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
        path: explainHref(figure, { ...scope, instrument: instrumentKey, currency: "USD", transaction: transactionId }),
      });
  for (const { path } of paths) expect(path, "this route has a segment that the test does not know").not.toContain("[");

  const stranger = await browser.newContext();
  await signUp(await stranger.newPage());
  const nobody = await browser.newContext();

  for (const { kind, path } of paths) {
    const method = /\/(upload|preview)$/.test(path) ? "post" : "get";
    const options = {
      maxRedirects: 0,
      failOnStatusCode: false,
      // Sound as an announcement and as a piece: what is refused is the person.
      ...(method === "post"
        ? { headers: { origin: new URL(page.url()).origin }, data: { name: "x.csv", size: 1 }, params: { at: "0" } }
        : {}),
    };
    const asStranger = await stranger.request[method](path, options);
    expect(asStranger.status(), `another user at ${path}`).toBe(404);
    expect(await asStranger.text()).not.toMatch(/Secret broker|ORCH|U5550001/);
    const asNobody = await nobody.request[method](path, options);
    expect(asNobody.status(), `nobody at ${path}`).toBe(kind === "page" ? 307 : 401);
  }
  await stranger.close();
  await nobody.close();
});

test("an upload from another site's page is refused @wide", async ({ page, person }) => {
  expect(person).toBeTruthy();
  const account = await linkAccount(page, { broker: "File import", name: "Broker" });
  for (const headers of [{ origin: "https://evil.example" }, {}] as Record<string, string>[]) {
    const response = await page.request.post(`${account}/import/upload`, { data: flexStatement(), headers, failOnStatusCode: false });
    expect(response.status()).toBe(403);
  }
});

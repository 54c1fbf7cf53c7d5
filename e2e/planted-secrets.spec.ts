import { readFileSync } from "node:fs";
import { explainHref } from "@/lib/explain/address";
import { FIGURES } from "@/lib/explain/schema";
import { mappingFor } from "@/lib/formats/mapped/fixtures";
import { serverAction } from "@/scripts/testing/server-actions";
import { foundAmong } from "@/test/planted";
import { broker, receiver } from "./support/brokers";
import { expect, test } from "./support/fixtures";
import { routes } from "./support/routes";
import { callAction, ownOrigin } from "./support/server-actions";

const SHORTEST = 8;
const idIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? "";

test("no secret of a person or of the installation stands in any page, as HTML, as what the browser's router fetches, or in an error @wide", async ({
  page,
  person,
}) => {
  test.slow();
  const get = async (path: string) => (await page.request.get(path)).text();
  const { secrets } = await broker("ibkr-flex");
  const portfolioId = idIn(await get("/portfolios"), /href="\/portfolios\/(\d+)"/);
  const credentials = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`credential.${name}`, value]));
  const key = { portfolioId, broker: "ibkr-flex", displayName: "Pension", externalAccountId: "", ...credentials };
  const linked = await (await callAction(page.request, serverAction("linkAccountAction"), key)).text();
  const accountId = idIn(linked, /\/accounts\/(\d+)/);
  const hook = (await receiver()).url;
  const saved = await (await callAction(page.request, serverAction("saveWebhookAction"), { webhookUrl: hook })).text();
  const mapping = { format: "truefolio-mapping", version: 1, name: "Mine", mapping: mappingFor({ Date: "date" }) };
  await callAction(page.request, serverAction("importMappingAction"), { file: JSON.stringify(mapping) });

  // A key of several accounts: what it opens is chosen on the account's page.
  await page.goto(`/accounts/${accountId}`);
  await expect(page.getByText("This key opens several accounts.")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("checkbox", { name: /U1000002/ }).uncheck();
  await page.getByRole("button", { name: "Link these" }).click();
  await expect(page.getByText("Last synced")).toBeVisible({ timeout: 60_000 });

  const session = (await page.context().cookies()).find(({ name }) => name.endsWith("session-token"))?.value ?? "";
  const installation = JSON.parse(readFileSync(`test-results/data-${process.env.E2E_RUN}/secrets.json`, "utf8")) as Record<string, unknown>;
  const planted = new Map(
    [
      ["the broker's token", secrets.token ?? ""],
      ["the password", person.password],
      ["the session", session],
      ["the webhook", hook],
      ["its signing secret", idIn(saved, /whsec_([\w+/=]+)/)],
      ...Object.entries(installation).map(([name, value]) => [`the installation's ${name}`, typeof value === "string" ? value : ""]),
    ].filter((entry): entry is [string, string] => (entry[1]?.length ?? 0) >= SHORTEST),
  );
  expect(planted.size).toBeGreaterThan(7);

  const transactionId = idIn(await get(`/accounts/${accountId}/transactions`), /transactions\/(\d+)/);
  const importId = idIn(await get(`/accounts/${accountId}/import`), /import\/(\d+)/);
  const instrumentId = idIn(await get("/instruments"), /instruments\/(\d+)/);
  const ownId = (path: string) =>
    path.startsWith("/portfolios") ? portfolioId : path.startsWith("/instruments") ? instrumentId : accountId;
  const paths = routes()
    .filter(({ kind, path }) => kind === "page" && !path.includes("[figure]"))
    .map(({ path }) => path.replace("[id]", ownId(path)).replace("[importId]", importId).replace("[transactionId]", transactionId));
  for (const figure of FIGURES) paths.push(explainHref(figure, { account: accountId, currency: "USD", transaction: transactionId }));
  for (const path of paths) expect(path, "this page has a segment that the test does not know").not.toMatch(/\[|\/\/|\/$/);
  expect(paths.length).toBeGreaterThan(40);
  // Error pages: of an address that there is none of, and of what isn't theirs.
  paths.push("/nowhere", "/accounts/999999999", `/accounts/${accountId}/transactions/999999999`, "/accounts/x");

  const texts = new Map<string, string>();
  for (const path of paths)
    for (const [as, headers] of [
      ["HTML", {}],
      ["RSC", { rsc: "1" }],
    ] as const) {
      // The router's own address of a page is where such a request is sent on to.
      const answer = await page.request.get(path, { failOnStatusCode: false, maxRedirects: as === "RSC" ? 3 : 0, headers });
      expect(answer.status(), `${path} as ${as}`).toBeLessThan(500);
      texts.set(`${path} as ${as}`, `${JSON.stringify(answer.headers())}\n${await answer.text()}`);
    }
  // What a form answers that is refused with everything in it; and one whose action is none.
  for (const name of ["linkAccountAction", "replaceCredentialsAction", "testTypedAction", "changePasswordAction", "saveWebhookAction"]) {
    const wrong = { ...key, portfolioId: "x", accountId: "x", currentPassword: person.password, webhookUrl: `${hook} ` };
    texts.set(`${name}, refused`, await (await callAction(page.request, serverAction(name), wrong)).text());
  }
  const unknown = { id: "00".repeat(21), name: "none" };
  texts.set("an unknown action", await (await callAction(page.request, unknown, key, ownOrigin())).text());
  expect(texts.get(`/accounts/${accountId} as HTML`)).toContain("Pension");
  expect(texts.get(`/accounts/${accountId} as RSC`)).toContain("Pension");
  // The scan sees what there is to be seen.
  expect(foundAmong(texts, new Map([["the name", "Pension"]])).length).toBeGreaterThan(10);
  expect(foundAmong(texts, planted)).toEqual([]);
});

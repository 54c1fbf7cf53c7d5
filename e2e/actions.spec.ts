import { readFileSync } from "node:fs";
import type { APIRequestContext, Page } from "@playwright/test";
import { mappingFor } from "@/lib/formats/mapped/fixtures";
import { flexStatement } from "./files/flex";
import { expect, importFile, linkAccount, signUp, test } from "./support/fixtures";

interface Action {
  id: string;
  name: string;
}

/** Every server action of the build, from the list that the server itself answers by: a new one is tried without being named here. */
function actions(): Action[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { exportedName: string }>;
  };
  return Object.entries(manifest.node).map(([id, { exportedName }]) => ({ id, name: exportedName }));
}

/** What people do before they have signed in; nothing of anybody's is in it. */
const PUBLIC = ["signUpAction"];
/** Actions that change only the person who calls them, whatever ids are sent along. */
const OF_ONESELF = [
  "createPortfolioAction",
  "loadSampleAction",
  "removeSampleAction",
  "updateProfileAction",
  "savePreferencesAction",
  "changePasswordAction",
  "signOutEverywhereAction",
  "saveHiddenColumnsAction",
  "findInstrumentsAction",
  "readMappingAction",
  "importMappingAction",
  "createInstrumentAction",
  "choosePriceProviderAction",
  "addRateAction",
];

interface Ids {
  portfolioId: string;
  accountId: string;
  importId: string;
  statementId: string;
  transactionId: string;
  holdingId: string;
  instrumentId: string;
  mappingId: string;
}

/** A mapping that would be valid for any table with a column of dates. */
const MAPPING = mappingFor({ Date: "date" });

/** A form that would be valid for any action, with the victim's ids in every position. */
function fieldsFor(action: Action, ids: Ids): Record<string, string> {
  const id = /Portfolio/.test(action.name)
    ? ids.portfolioId
    : /Account/.test(action.name)
      ? ids.accountId
      : /Holding/.test(action.name)
        ? ids.holdingId
        : ids.transactionId;
  return {
    ...ids,
    id,
    otherId: ids.instrumentId,
    aliasId: "1",
    priceId: "1",
    rateId: "1",
    day: "2025-01-01",
    from: "USD",
    to: "EUR",
    rate: "1",
    source: "file:june.csv",
    provider: "",
    kind: "isin",
    value: "US0378331005",
    place: "USD",
    validFrom: "2025-01-01",
    seen: "0",
    "lot.1": "1",
    target: "skip",
    seal: "yes",
    rowId: "1",
    choice: "mine",
    outcome: "changed",
    about: "currency",
    "rawType.0": "Rights Offering",
    "tradeType.0": "rights",
    confirmation: /Portfolio/.test(action.name) ? "My portfolio" : "Secret broker",
    name: "Taken over",
    description: "Taken over",
    displayName: "Taken over",
    externalAccountId: "X",
    status: "closed",
    broker: "manual",
    "credential.token": "271828182845904523536028",
    "credential.queryId": "1234",
    table: "holdings",
    hidden: "isin",
    mapping: JSON.stringify(MAPPING),
    saveAs: "Taken over",
    file: JSON.stringify({ format: "truefolio-mapping", version: 1, name: "Taken over", mapping: MAPPING }),
    snapshotId: "first",
    subject: "cash:USD",
    cause: "missing_row",
    reason: "Taken over",
    figure: "quantity",
    difference: "1",
    note: "Taken over",
    until: "",
    fixId: "1",
    acceptanceId: "1",
    tradeType: "buy",
    assetType: "stock",
    symbol: "EVIL",
    quantity: "1",
    price: "1",
    avgPrice: "1",
    currency: "USD",
    date: "2025-01-01",
    asOf: "2025-01-01",
    baseCurrency: "USD",
    costMethod: "lifo",
    timeZone: "UTC",
    locale: "en-GB",
    currentPassword: "x",
    newPassword: "plain green kettle",
    method: "lifo",
    benchmarkId: ids.instrumentId,
    tag: "Taken over",
  };
}

/** Calls an action as the browser does: React's encoding of the arguments (a state, a form). */
function call(request: APIRequestContext, action: Action, fields: Record<string, string>, origin?: string) {
  const multipart: Record<string, string> = { "0": '[{"status":"idle"},"$K1"]' };
  for (const [name, value] of Object.entries(fields)) multipart[`1_${name}`] = value;
  return request.post("/sign-in", {
    multipart,
    maxRedirects: 0,
    failOnStatusCode: false,
    headers: { "next-action": action.id, ...(origin ? { origin } : {}) },
  });
}

/** All that a person can see of what is theirs. */
async function everything(page: Page, ids: Ids): Promise<string> {
  const paths = [
    "/portfolios",
    `/portfolios/${ids.portfolioId}`,
    `/accounts/${ids.accountId}`,
    `/accounts/${ids.accountId}/holdings`,
    `/accounts/${ids.accountId}/reconcile`,
    `/accounts/${ids.accountId}/import/${ids.importId}`,
    "/instruments",
    `/instruments/${ids.instrumentId}`,
    `/instruments/${ids.instrumentId}/prices`,
  ];
  const texts: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    texts.push(await page.getByRole("main").innerText());
  }
  texts.push(await (await page.request.get(`/accounts/${ids.accountId}/transactions/export?format=json`)).text());
  return texts.join("\n");
}

async function prepare(page: Page): Promise<Ids> {
  const account = await linkAccount(page, { broker: "File import", name: "Secret broker" });
  await page.goto(`${account}/holdings`);
  await importFile(page, account, { name: "june.xml", buffer: flexStatement() });
  await page.getByRole("button", { name: /^Import \d+ rows$/ }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible();
  const importId = /import\/(\d+)/.exec(page.url())?.[1] ?? "";
  const accountId = account.split("/").at(-1) ?? "";
  await page.goto("/portfolios");
  const portfolioId =
    /(\d+)$/.exec((await page.getByRole("link", { name: "My portfolio", exact: true }).getAttribute("href")) ?? "")?.[1] ?? "";
  const rows = (await (await page.request.get(`${account}/transactions/export?format=json`)).json()) as { id: string }[];
  await page.goto("/instruments");
  const instrument = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  const instrumentId = /(\d+)$/.exec(instrument ?? "")?.[1] ?? "";
  // Ids are drawn one after the other, so these small ones are this person's or an earlier one's: in either case not the stranger's.
  return {
    portfolioId,
    accountId,
    importId,
    statementId: importId,
    transactionId: rows[0]?.id ?? "",
    holdingId: "1",
    instrumentId,
    mappingId: "1",
  };
}

test("another user's actions with a person's ids, and nobody's, change and reveal nothing @wide", async ({ page, person, browser }) => {
  test.slow();
  expect(person).toBeTruthy();
  const ids = await prepare(page);
  const origin = new URL(page.url()).origin;
  const before = await everything(page, ids);
  const strangers = await browser.newContext();
  await signUp(await strangers.newPage(), {
    name: "Stranger",
    email: `stranger-${crypto.randomUUID()}@example.org`,
    password: "a stranger's long password",
  });
  const nobody = await browser.newContext();
  const all = actions().filter(({ name }) => !PUBLIC.includes(name));
  expect(all.length).toBeGreaterThan(20);

  for (const action of all) {
    const asNobody = await (await call(nobody.request, action, fieldsFor(action, ids), origin)).text();
    expect(asNobody, `nobody calls ${action.name}`).toContain("You have been signed out");
    if (action.name === "signOutEverywhereAction") continue;
    const asStranger = await (await call(strangers.request, action, fieldsFor(action, ids), origin)).text();
    if (!OF_ONESELF.includes(action.name)) expect(asStranger, `another user calls ${action.name}`).toMatch(/"status":"error"/);
    expect(asStranger).not.toMatch(/Secret broker|ORCH|U5550001/);
  }
  expect(await everything(page, ids)).toBe(before);
  await strangers.close();
  await nobody.close();
});

test("an action that another site's page sends, or that names no origin, is refused @wide", async ({ page, person }) => {
  expect(person).toBeTruthy();
  const create = actions().find(({ name }) => name === "createPortfolioAction");
  if (!create) throw new Error("the action is missing");
  for (const origin of ["https://evil.example", undefined]) {
    const response = await call(page.request, create, { name: "Planted", description: "" }, origin);
    expect(await response.text()).not.toMatch(/"status":"ok"/);
  }
  await page.goto("/portfolios");
  await expect(page.getByText("Planted")).toHaveCount(0);
});

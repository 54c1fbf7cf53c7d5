import type { Page } from "@playwright/test";
import { NOT_FOUND } from "@/lib/action/outcome";
import { mappingFor } from "@/lib/formats/mapped/fixtures";
import { type ServerAction, serverAction, serverActions } from "@/scripts/testing/server-actions";
import { flexStatement } from "./files/flex";
import { expect, importRows, linkAccount, signUp, test } from "./support/fixtures";
import { callAction } from "./support/server-actions";

/** What people do before they have signed in; nothing of anybody's is in it. */
const PUBLIC = ["beginPasskeySignInAction", "signUpAction", "requestResetAction", "resetPasswordAction", "verifyEmailAction"];
/** Actions that change only the person who calls them, whatever ids are sent along. */
const OF_ONESELF = [
  "createPortfolioAction",
  "loadSampleAction",
  "removeSampleAction",
  "updateProfileAction",
  "savePreferencesAction",
  "changePasswordAction",
  "signOutEverywhereAction",
  "deleteUserAction",
  "saveHiddenColumnsAction",
  "findInstrumentsAction",
  "readMappingAction",
  "importMappingAction",
  "createInstrumentAction",
  "choosePriceProviderAction",
  "addRateAction",
  "testTypedAction",
  "proveByPasswordAction",
  "beginTwoFactorAction",
  "cancelTwoFactorAction",
  "confirmTwoFactorAction",
  "renewRecoveryCodesAction",
  "turnOffTwoFactorAction",
  "beginPasskeyAction",
  "beginConnectAction",
  "addPasskeyAction",
  "beginPasskeyProofAction",
  "provePasskeyAction",
  "sendVerificationAction",
  "changeEmailAction",
  "saveAttentionEmailAction",
  "saveWebhookAction",
  "removeWebhookAction",
  "testAttentionAction",
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
function fieldsFor(action: ServerAction, ids: Ids): Record<string, string | File> {
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
    // Typed in small letters it confirms as well, and isn't taken for the victim's when what was sent comes back.
    confirmation: /Portfolio/.test(action.name) ? "my portfolio" : "secret broker",
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
    file: /Prices/.test(action.name)
      ? new File(["date,price,currency\n2025-01-01,1,USD\n"], "june.csv")
      : JSON.stringify({ format: "truefolio-mapping", version: 1, name: "Taken over", mapping: MAPPING }),
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
    password: "x",
    currentPassword: "x",
    newPassword: "plain green kettle",
    channel: "webhook",
    webhookUrl: "https://example.org/hook",
    newEmail: "taken-over@example.org",
    method: "lifo",
    benchmarkId: ids.instrumentId,
    tag: "Taken over",
    remote: "U1000001",
    data: "keep",
    passkeyId: "1",
    identityId: "1",
    sessionId: "not-a-session",
    code: "123456",
    answer: "{}",
  };
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
  const result = await importRows(page, account, { name: "june.xml", buffer: flexStatement() });
  const importId = result.split("/").at(-1) ?? "";
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
  const before = await everything(page, ids);
  const strangers = await browser.newContext();
  await signUp(await strangers.newPage());
  const nobody = await browser.newContext();
  // What makes something comes last: until then nothing at all is the stranger's own, whatever its id.
  const all = serverActions()
    .filter(({ name }) => !PUBLIC.includes(name))
    .sort((a, b) => Number(OF_ONESELF.includes(a.name)) - Number(OF_ONESELF.includes(b.name)));
  expect(all.length).toBeGreaterThan(20);

  for (const action of all) {
    const asNobody = await (await callAction(nobody.request, action, fieldsFor(action, ids))).text();
    expect(asNobody, `nobody calls ${action.name}`).toContain("You have been signed out");
    if (action.name === "signOutEverywhereAction") continue;
    const asStranger = await (await callAction(strangers.request, action, fieldsFor(action, ids))).text();
    // For nothing else than whose it is: a form that is refused for what it says would prove nothing.
    if (!OF_ONESELF.includes(action.name)) expect(asStranger, `another user calls ${action.name}`).toContain(NOT_FOUND.message);
    expect(asStranger).not.toMatch(/Secret broker|ORCH|U5550001/);
  }
  expect(await everything(page, ids)).toBe(before);
  await strangers.close();
  await nobody.close();
});

test("every action is refused where another site's page sends it, or nobody says which page does @wide", async ({ page, person }) => {
  test.slow();
  expect(person).toBeTruthy();
  const ids = await prepare(page);
  const before = await everything(page, ids);
  for (const action of serverActions())
    for (const [origin, forwarded] of [["https://evil.example", "evil.example"], ["https://evil.example"], ["null"], [null]] as const) {
      const headers: Record<string, string> = forwarded ? { "x-forwarded-host": forwarded } : {};
      const answer = await (await callAction(page.request, action, fieldsFor(action, ids), origin, headers)).text();
      expect(answer, `${action.name} from ${origin}`).not.toMatch(/"status":"ok"/);
    }
  expect(await everything(page, ids)).toBe(before);
  // It would have been done, had our own page sent it.
  const create = serverAction("createPortfolioAction");
  expect(await (await callAction(page.request, create, { name: "Sown", description: "" })).text()).toMatch(/"status":"ok"/);
});

test("a session that was closed, and one of a deleted user, do nothing any more @wide", async ({ browser }) => {
  for (const ending of ["signOutEverywhereAction", "deleteUserAction"]) {
    const context = await browser.newContext();
    const { email, password } = await signUp(await context.newPage());
    const cookies = await context.cookies();
    await callAction(context.request, serverAction(ending), { confirmation: email, password });
    await context.addCookies(cookies);
    for (const action of serverActions().filter(({ name }) => !PUBLIC.includes(name)))
      expect(await (await callAction(context.request, action, {})).text(), `${action.name} after ${ending}`).toContain(
        "You have been signed out",
      );
    await context.close();
  }
});

// What a journey finds when it begins. Made by the requests that the pages send, without the pages: those have journeys of their own.
import { type APIResponse, expect, type Page } from "@playwright/test";
import type { ImportProgress, UploadState } from "@/lib/imports/schema";
import { serverAction } from "@/scripts/testing/server-actions";
import { callAction, ownOrigin } from "./server-actions";

/** Somebody who has signed up. */
export interface Person {
  name: string;
  email: string;
  password: string;
}

export interface GivenFile {
  name: string;
  buffer: Buffer;
}

/** By the names that people choose from. */
const BROKERS = { "File import": "file", Manual: "manual" } as const;

const newcomer = (): Person => ({
  name: "Ada Lovelace",
  email: `ada-${crypto.randomUUID()}@example.org`,
  password: "analytical engines at dawn",
});

/** Signs somebody up and in: the browser of that page is theirs from now on. The page stays where it is. */
export async function signUp(page: Page, person: Person = newcomer()): Promise<Person> {
  const { name, email, password } = person;
  await act(page, "signUpAction", { name, email, password });
  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { csrfToken, email, password, json: "true" };
  const answer = (await (await page.request.post("/api/auth/callback/credentials", { form })).json()) as { url: string };
  expect(answer.url, "where signing in leads").not.toContain("error=");
  return person;
}

/** Links an account in the first portfolio; returns the path of its page (`/accounts/7`). The page stays where it is. */
export async function linkAccount(page: Page, { broker, name }: { broker: keyof typeof BROKERS; name: string }): Promise<string> {
  const fields = { portfolioId: await firstPortfolio(page), broker: BROKERS[broker], displayName: name, externalAccountId: "" };
  return leadsTo(await act(page, "linkAccountAction", fields));
}

/** Loads the sample; returns the path of its portfolio. The page stays where it is. */
export async function loadSample(page: Page): Promise<string> {
  return leadsTo(await act(page, "loadSampleAction", {}));
}

/** Imports every row of a file that needs no question answered; returns the path of the import's page. `account` is the account's path. */
export async function importRows(page: Page, account: string, { name, buffer }: GivenFile): Promise<string> {
  const headers = { origin: ownOrigin() };
  const announced = await page.request.post(`${account}/import/upload`, { data: { name, size: buffer.length }, headers });
  const { importId } = (await announced.json()) as UploadState;
  const path = `${account}/import/${importId}`;
  await page.request.post(`${path}/upload?at=0`, { data: buffer, headers });
  await settled(page, path, "preview");
  await act(page, "commitImportAction", { importId });
  await settled(page, path, "imported");
  return path;
}

async function settled(page: Page, path: string, status: ImportProgress["status"]): Promise<void> {
  const ask = async () => ((await (await page.request.get(`${path}/progress`)).json()) as ImportProgress).status;
  await expect.poll(ask, { message: path, intervals: [30, 30, 60, 100] }).toBe(status);
}

/** The path of the person's only portfolio ends in this. */
async function firstPortfolio(page: Page): Promise<string> {
  const id = /href="\/portfolios\/(\d+)"/.exec(await (await page.request.get("/portfolios")).text())?.[1];
  if (id === undefined) throw new Error("there is no portfolio");
  return id;
}

/** Calls an action that has to succeed. */
async function act(page: Page, name: string, fields: Readonly<Record<string, string>>): Promise<APIResponse> {
  const response = await callAction(page.request, serverAction(name), fields);
  if (response.headers()["x-action-redirect"] === undefined) expect(await response.text(), name).toContain('"status":"ok"');
  return response;
}

function leadsTo(response: APIResponse): string {
  const path = response.headers()["x-action-redirect"]?.split(";")[0];
  if (path === undefined) throw new Error("the action leads nowhere");
  return path;
}

/** Types e-mail address and password into the sign-in page that is open, and sends them. */
export async function enterPassword(page: Page, { email, password }: Pick<Person, "email" | "password">): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

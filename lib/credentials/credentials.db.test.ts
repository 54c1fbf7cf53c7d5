import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteAccount, linkAccount } from "@/lib/accounts/mutations";
import type { Actor } from "@/lib/auth/actor";
import { open } from "@/lib/crypto/seal";
import { type TestDatabase, testDatabase } from "@/test/database";
import { replaceCredentials } from "./mutations";
import { getCredentialState } from "./queries";

let db: TestDatabase;
let actor: Actor;
let portfolioId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor, portfolioId } = await db.signUp());
});
afterAll(() => db.close());

const TOKEN = "314159265358979323846264";
const OTHER = "271828182845904523536028";

async function link(fields: Record<string, string> = {}) {
  return linkAccount(actor, {
    portfolioId: portfolioId.toString(),
    broker: "ibkr-flex",
    displayName: "Flex",
    externalAccountId: "",
    "credential.token": TOKEN,
    "credential.queryId": "987654",
    ...fields,
  });
}

async function linked(): Promise<bigint> {
  const outcome = await link();
  return BigInt((outcome.ok && outcome.redirectTo?.split("/").at(-1)) || "0");
}

async function sealedRow(accountId: bigint) {
  const [row] = await db.owner.query<{ credentials: Record<string, string>; encrypted: boolean }>(
    "SELECT credentials, encrypted FROM broker_account_credentials WHERE broker_account_id = $1",
    [accountId.toString()],
  );
  return row ?? { credentials: {}, encrypted: false };
}

describe("linking an account", () => {
  it("seals the credentials in the account's own transaction", async () => {
    const accountId = await linked();
    const { credentials, encrypted } = await sealedRow(accountId);
    expect(encrypted).toBe(true);
    expect(JSON.parse(Buffer.from(credentials.protected ?? "", "base64url").toString())).toMatchObject({
      alg: "A256GCMKW",
      enc: "A256GCM",
      kid: "test",
    });
    expect(await open(accountId, credentials)).toEqual({ ok: true, secrets: { token: TOKEN, queryId: "987654" } });
  });

  it("leaves no account behind when a credential is malformed, and names the field", async () => {
    const count = async () => (await db.owner.query("SELECT id FROM broker_accounts")).length;
    const before = await count();
    expect(await link({ "credential.token": "hello" })).toMatchObject({
      ok: false,
      fieldErrors: { "credential.token": expect.stringContaining("digits") },
    });
    expect(await count()).toBe(before);
  });

  it("gives a manual account one sealed, empty row", async () => {
    const accountId = await db.account(actor, { broker: "manual" });
    expect(await getCredentialState(actor, accountId)).toMatchObject({ state: "empty", hints: {} });
    expect((await sealedRow(accountId)).encrypted).toBe(true);
  });
});

describe("replacing credentials", () => {
  it("keeps what is left blank and notes in the audit log that the old one was opened", async () => {
    const accountId = await linked();
    expect(
      await replaceCredentials(actor, { accountId: accountId.toString(), "credential.token": OTHER, "credential.queryId": "" }),
    ).toMatchObject({ ok: true });
    expect(await open(accountId, (await sealedRow(accountId)).credentials)).toEqual({
      ok: true,
      secrets: { token: OTHER, queryId: "987654" },
    });
    const events = await db.owner.query<{ event: string }>("SELECT event FROM audit_log WHERE subject = $1 ORDER BY id", [
      `account:${accountId}`,
    ]);
    expect(events.map((row) => row.event)).toEqual(["account_linked", "sync_requested", "credentials_opened", "credentials_replaced"]);
  });

  it("never overwrites a row that does not open with half of itself", async () => {
    const [accountId, other] = [await linked(), await linked()];
    await db.owner.query("UPDATE broker_account_credentials SET credentials = $2 WHERE broker_account_id = $1", [
      accountId.toString(),
      (await sealedRow(other)).credentials,
    ]);
    const before = await sealedRow(accountId);
    expect(
      await replaceCredentials(actor, { accountId: accountId.toString(), "credential.token": OTHER, "credential.queryId": "" }),
    ).toMatchObject({ ok: false });
    expect(await sealedRow(accountId)).toEqual(before);
    expect(
      await replaceCredentials(actor, { accountId: accountId.toString(), "credential.token": OTHER, "credential.queryId": "112233" }),
    ).toMatchObject({ ok: true });
    expect(await open(accountId, (await sealedRow(accountId)).credentials)).toMatchObject({ ok: true });
  });

  it("is not for another user, who learns nothing of the account", async () => {
    const accountId = await linked();
    const { actor: stranger } = await db.signUp();
    expect(await getCredentialState(stranger, accountId)).toBeNull();
    expect(
      await replaceCredentials(stranger, { accountId: accountId.toString(), "credential.token": OTHER, "credential.queryId": "1234" }),
    ).toMatchObject({ ok: false });
    expect(await open(accountId, (await sealedRow(accountId)).credentials)).toMatchObject({ secrets: { token: TOKEN } });
  });
});

it("a planted secret is in no table of the database, in any spelling", async () => {
  const accountId = await linked();
  await replaceCredentials(actor, { accountId: accountId.toString(), "credential.token": OTHER, "credential.queryId": "" });
  const tables = await db.owner.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  const needles = [TOKEN, OTHER].flatMap((secret) => [
    secret,
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("hex"),
  ]);
  for (const { name } of tables) {
    const text = JSON.stringify(await db.owner.query(`SELECT t::text AS row FROM "${name}" t`));
    for (const needle of needles) expect(text.includes(needle), name).toBe(false);
  }
});

it("deleting an account destroys its credentials row", async () => {
  const accountId = await linked();
  expect(await deleteAccount(actor, accountId, "flex")).toMatchObject({ ok: true });
  expect(await sealedRow(accountId)).toEqual({ credentials: {}, encrypted: false });
});

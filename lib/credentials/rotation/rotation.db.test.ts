import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { replaceCredentials } from "@/lib/credentials/mutations";
import { getCredentialState } from "@/lib/credentials/queries";
import { sealWebhook } from "@/lib/credentials/webhooks/mutations";
import type { CredentialKey, Keyring } from "@/lib/crypto/keys";
import { credentialKeys } from "@/lib/crypto/keys";
import { open } from "@/lib/crypto/seal";
import { openFile, sealFile } from "@/lib/crypto/seal-file";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { countByKey, type OwnerConnection, rotate } from "./mutations";

const key = (id: string, fill: number): CredentialKey => ({ id, secret: new Uint8Array(32).fill(fill) });
const [oldest, middle, newest] = [() => credentialKeys()[0], key("k2", 2), key("k3", 3)] as const;
const ring = (...first: CredentialKey[]): Keyring => [...first, oldest()] as unknown as Keyring;

let db: TestDatabase;
let client: pg.Client;
let owner: OwnerConnection;
let ada: Person;
let accounts: bigint[];

beforeAll(async () => {
  db = await testDatabase();
  client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  owner = { query: async (sql, values) => ({ rows: (await client.query(sql, values && [...values])).rows }) };
});
afterAll(async () => {
  await client.end();
  await db.close();
});
beforeEach(async () => {
  await db.owner.query("TRUNCATE users CASCADE");
  ada = await db.signUp("Ada");
  accounts = [];
  for (let count = 0; count < 5; count += 1) accounts.push(await db.account(ada.actor, { broker: "ibkr-flex" }));
});

const sealedOf = async (accountId: bigint) =>
  (
    await db.owner.query<{ credentials: unknown }>("SELECT credentials FROM broker_account_credentials WHERE broker_account_id = $1", [
      accountId,
    ])
  )[0]?.credentials;
const opensUnder = async (accountId: bigint, ...keys: CredentialKey[]) => (await open(accountId, await sealedOf(accountId), keys)).ok;

describe("rotating the keys", () => {
  it("seals everything under the newest key, and the same secrets come out", async () => {
    const before = await Promise.all(accounts.map(async (id) => open(id, await sealedOf(id))));
    expect(await rotate(owner, ring(middle))).toEqual({ resealed: 5, unreadable: 0 });
    expect(await Promise.all(accounts.map(async (id) => open(id, await sealedOf(id), [middle])))).toEqual(before);
    expect(await countByKey(owner)).toEqual(new Map([["k2", 5]]));
  });

  it("changes nothing when it is run again", async () => {
    await rotate(owner, ring(middle));
    const sealed = await Promise.all(accounts.map(sealedOf));
    expect(await rotate(owner, ring(middle))).toEqual({ resealed: 0, unreadable: 0 });
    expect(await Promise.all(accounts.map(sealedOf))).toEqual(sealed);
  });

  it("goes on where it was cut off", async () => {
    let queries = 0;
    const cutOff: OwnerConnection = {
      query: (sql, values) => {
        queries += 1;
        // In the third account's transaction: locked, and not yet written.
        if (queries === 11) throw new Error("killed");
        return owner.query(sql, values);
      },
    };
    await expect(rotate(cutOff, ring(middle))).rejects.toThrow("killed");
    expect([...(await countByKey(owner))].sort()).toEqual(
      [
        ["k2", 2],
        [oldest().id, 3],
      ].sort(),
    );
    expect(await rotate(owner, ring(middle))).toEqual({ resealed: 3, unreadable: 0 });
  });

  it("leaves what it can't open as it is, and says how much that is", async () => {
    await rotate(owner, ring(middle));
    // The key in the middle was taken away too early.
    expect(await rotate(owner, [newest, oldest()])).toEqual({ resealed: 0, unreadable: 5 });
    expect(await opensUnder(accounts[0] ?? 0n, middle)).toBe(true);
  });

  it("seals the originals of imports anew as well", async () => {
    const [accountId = 0n] = accounts;
    const [row] = await db.owner.query<{ id: string }>(
      "INSERT INTO imports (broker_account_id, file_name, file_size, sealed) VALUES ($1, 'flex.xml', 3, true) RETURNING id",
      [accountId],
    );
    const file = { accountId, importId: BigInt(row?.id ?? 0) };
    const sealed = await sealFile(file, new Uint8Array([1, 2, 3]));
    await db.owner.query("INSERT INTO import_files (import_id, broker_account_id, content) VALUES ($1, $2, $3)", [
      row?.id,
      accountId,
      Buffer.from(sealed),
    ]);
    expect(await rotate(owner, ring(middle))).toEqual({ resealed: 6, unreadable: 0 });
    const [stored] = await db.owner.query<{ content: Buffer }>("SELECT content FROM import_files WHERE import_id = $1", [row?.id]);
    expect(await openFile(file, stored?.content ?? new Uint8Array(), [middle])).toEqual({ ok: true, bytes: new Uint8Array([1, 2, 3]) });
  });

  it("seals people's webhooks anew as well, and counts them", async () => {
    const sealed = await sealWebhook(ada.userId, { url: "https://example.org/hook", secret: "whsec_x" });
    await db.owner.query("INSERT INTO attention_settings (user_id, webhook_host, webhook) VALUES ($1, 'example.org', $2)", [
      ada.userId,
      Buffer.from(sealed),
    ]);
    expect(await rotate(owner, ring(middle))).toEqual({ resealed: 6, unreadable: 0 });
    expect(await countByKey(owner)).toEqual(new Map([["k2", 6]]));
    const [row] = await db.owner.query<{ webhook: Buffer }>("SELECT webhook FROM attention_settings");
    const opened = await openFile({ userId: ada.userId }, row?.webhook ?? new Uint8Array(), [middle]);
    expect(opened.ok && Buffer.from(opened.bytes).toString("utf8")).toContain("https://example.org/hook");
    expect(await openFile({ userId: ada.userId + 1n }, row?.webhook ?? new Uint8Array(), [middle])).toMatchObject({ ok: false });
  });

  it("never leaves a moment in which a row can't be opened, while people replace what is in it", async () => {
    const keys = ring(middle);
    let isOver = false;
    let looks = 0;
    const failures: bigint[] = [];
    const look = async () => {
      while (!isOver) {
        for (const id of accounts) if (!(await opensUnder(id, ...keys))) failures.push(id);
        looks += 1;
      }
    };
    const replace = async () => {
      for (const [index, id] of accounts.entries())
        await replaceCredentials(ada.actor, {
          accountId: id.toString(),
          "credential.token": String(10n ** 15n + BigInt(index)),
          "credential.queryId": "654321",
        });
    };
    const looking = look();
    await Promise.all([rotate(owner, keys), replace()]);
    // They seal under the key that they know: the next round moves it.
    await rotate(owner, keys);
    isOver = true;
    await looking;
    expect(failures).toEqual([]);
    expect(looks).toBeGreaterThan(0);
    expect(await countByKey(owner)).toEqual(new Map([["k2", 5]]));
    expect(await open(accounts[2] ?? 0n, await sealedOf(accounts[2] ?? 0n), keys)).toMatchObject({
      secrets: { token: "1000000000000002" },
    });
  });

  it("doesn't change since when a key is said to be here", async () => {
    const [accountId = 0n] = accounts;
    const before = await getCredentialState(ada.actor, accountId);
    await rotate(owner, ring(middle));
    expect((await getCredentialState(ada.actor, accountId))?.updatedAt).toBe(before?.updatedAt);
  });
});

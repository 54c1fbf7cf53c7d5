import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { isOperator, type Operator } from "./operator";
import { getSite } from "./queries";

const ADDRESS = "grace@example.org";
let db: TestDatabase;
let grace: Actor;
let bob: Person;
beforeAll(async () => {
  process.env.OPERATOR_EMAILS = ` ${ADDRESS.toUpperCase()} ,,somebody@example.org`;
  db = await testDatabase();
  const person = await db.signUp("Grace");
  await db.owner.query("UPDATE users SET email = $2 WHERE id = $1", [person.userId, ADDRESS]);
  grace = { ...person.actor, email: ADDRESS };
  bob = await db.signUp("Bob");
});
afterAll(async () => {
  delete process.env.OPERATOR_EMAILS;
  await db.close();
});

const verify = (userId: string, email: string) =>
  db.owner.query(
    "INSERT INTO verified_emails (user_id, email) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET email = excluded.email",
    [userId, email],
  );

describe("the operator", () => {
  it("is whose address was named, and shown to be theirs", async () => {
    expect(await isOperator(grace)).toBe(false);
    await verify(grace.userId, "another@example.org");
    expect(await isOperator(grace)).toBe(false);
    await verify(grace.userId, ADDRESS);
    expect(await isOperator(grace)).toBe(true);
  });

  it("isn't anybody else, whose address is theirs as well", async () => {
    await verify(bob.actor.userId, bob.actor.email);
    expect(await isOperator(bob.actor)).toBe(false);
  });

  it("sees counts and ages of everybody's jobs, and nothing of what they are about", async () => {
    const accountId = await db.account(bob.actor, { broker: "file", displayName: "Secret place" });
    const requestedAt = new Date(Date.now() - 90_000);
    const row = { brokerAccountId: accountId, fileName: "secret.csv", fileSize: 1, requestedAt };
    await asActor(bob.actor, async (tx) => {
      await tx.import.createMany({ data: ["reading", "failed", "imported"].map((status) => ({ ...row, status })) });
      await tx.syncRun.create({ data: { brokerAccountId: accountId, cause: "person", status: "failed", finishedAt: new Date() } });
    });
    const site = await getSite(grace as Operator);
    expect(site.queues.imports).toMatchObject({ waiting: 1, running: 0, done: 1, failed: 1 });
    expect(site.queues.imports.oldestSeconds).toBeGreaterThanOrEqual(90);
    expect(site.queues.syncs).toMatchObject({ waiting: 0, failed: 1 });
    expect(site).toMatchObject({ workers: 0, lastBackupAt: null, slowStatements: null });
    expect(site.database.migration).toMatch(/^\d{14}_\w+$/);
    expect(JSON.stringify(site)).not.toMatch(/secret|@|Bob|Grace/i);
  });

  it("is told that statements aren't counted where PostgreSQL could, and doesn't", async () => {
    const address = new URL(inject("postgres").superuserUrl);
    address.pathname = new URL(db.ownerUrl).pathname;
    const superuser = new pg.Client({ connectionString: address.href });
    await superuser.connect();
    try {
      await superuser.query("CREATE SCHEMA statements; CREATE EXTENSION pg_stat_statements SCHEMA statements");
      expect((await getSite(grace as Operator)).slowStatements).toBeNull();
      await superuser.query("GRANT USAGE ON SCHEMA statements TO PUBLIC");
      expect((await getSite(grace as Operator)).slowStatements).toBeNull();
    } finally {
      await superuser.end();
    }
  });
});

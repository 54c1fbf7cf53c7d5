import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import pg from "pg";
import type { PrismaClient } from "@/generated/prisma/client";
import { linkAccount } from "@/lib/accounts/mutations";
import type { Actor } from "@/lib/auth/actor";
import { actorOfSession, openSession } from "@/lib/auth/session";
import { ensureRoles } from "@/scripts/runtime/roles";
import { newDatabase } from "./databases";

/** A person who has signed up and in. */
export interface Person {
  actor: Actor;
  userId: bigint;
  /** Their first portfolio, the default one. */
  portfolioId: bigint;
}

export interface AccountOptions {
  broker?: "manual" | "file" | "ibkr-flex";
  /** The person's default portfolio when left out. */
  portfolioId?: bigint;
  displayName?: string;
}

export interface TestDatabase {
  /** As the role that owns the tables, whom row-level security does not bind: for arranging and for looking behind the scenes. */
  owner: { query<Row extends pg.QueryResultRow = pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<Row[]> };
  ownerUrl: string;
  /** postgres://… of the application's role. */
  appUrl: string;
  signUp(name?: string): Promise<Person>;
  /** Links an account, as a person would; returns its id. */
  account(actor: Actor, options?: AccountOptions): Promise<bigint>;
  close(): Promise<void>;
}

/** The password of everybody who signs up here, hashed with the least parameters: tests should not wait for it. */
export const TEST_PASSWORD = "four plain test words";
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };

const CREDENTIALS = { manual: {}, file: {}, "ibkr-flex": { "credential.token": "1234567890123456", "credential.queryId": "123456" } };

const holder = globalThis as { truefolioDatabase?: PrismaClient };

/**
 * A new database of this test file's own, migrated and empty, with the application connected to it as in earnest: by its own role.
 * Call it once per file, in `beforeAll`, and `close()` it in `afterAll`: lib/env reads the environment a single time.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const ownerUrl = await newDatabase("migrated");
  const password = randomBytes(12).toString("hex");
  const { appUrl, queueUrl } = await ensureRoles(ownerUrl, { app: { password }, queue: { password } });
  Object.assign(process.env, {
    APP_DATABASE_URL: appUrl,
    QUEUE_DATABASE_URL: queueUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    NEXTAUTH_URL: "http://localhost:3000",
    CREDENTIAL_KEYS: `test:${randomBytes(32).toString("base64")}`,
    // Nothing is fetched from anywhere, unless a test says from where.
    ECB_URL: process.env.ECB_URL ?? "off",
    YAHOO_URL: process.env.YAHOO_URL ?? "off",
  });
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  const owner: TestDatabase["owner"] = { query: async (sql, params) => (await pool.query(sql, params)).rows };
  return {
    owner,
    ownerUrl,
    appUrl,
    signUp: (personName = "Ada") => signUp(owner, personName),
    account: (actor, options) => account(owner, actor, options),
    close: async () => {
      await holder.truefolioDatabase?.$disconnect();
      delete holder.truefolioDatabase;
      await pool.end();
    },
  };
}

async function signUp(owner: TestDatabase["owner"], name: string): Promise<Person> {
  const email = `${randomBytes(8).toString("hex")}@example.org`;
  const [user] = await owner.query<{ id: string }>("SELECT auth_sign_up($1, $2, $3) AS id", [
    email,
    name,
    await hash(TEST_PASSWORD, QUICK),
  ]);
  const userId = BigInt(user?.id ?? 0);
  const actor = await actorOfSession(await openSession(userId, "test"));
  if (!actor) throw new Error("the session that was just opened is not there");
  return { actor, userId, portfolioId: await defaultPortfolio(owner, actor) };
}

async function account(owner: TestDatabase["owner"], actor: Actor, options: AccountOptions = {}): Promise<bigint> {
  const { broker = "manual", displayName = "Account" } = options;
  const portfolioId = options.portfolioId ?? (await defaultPortfolio(owner, actor));
  const outcome = await linkAccount(actor, {
    portfolioId: portfolioId.toString(),
    broker,
    displayName,
    externalAccountId: "",
    ...CREDENTIALS[broker],
  });
  const id = outcome.ok ? outcome.redirectTo?.split("/").at(-1) : undefined;
  if (id === undefined) throw new Error(`the account was not linked: ${JSON.stringify(outcome)}`);
  return BigInt(id);
}

async function defaultPortfolio(owner: TestDatabase["owner"], actor: Actor): Promise<bigint> {
  const [row] = await owner.query<{ id: string }>("SELECT id FROM portfolios WHERE user_id = $1 AND is_default", [actor.userId]);
  return BigInt(row?.id ?? 0);
}

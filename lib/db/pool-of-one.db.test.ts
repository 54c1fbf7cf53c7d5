import { afterAll, beforeAll, expect, it } from "vitest";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { asActor } from "./as-actor";
import { asActorInBulk } from "./bulk";
import { database } from "./client";

let db: TestDatabase;
let people: [Person, Person];

beforeAll(async () => {
  // Everybody comes by the same connection, as behind a pooler that lends it for a transaction at a time.
  process.env.DATABASE_POOL = "1";
  db = await testDatabase();
  people = [await db.signUp("Ada"), await db.signUp("Bob")];
});
afterAll(async () => {
  delete process.env.DATABASE_POOL;
  await db.close();
});

const connections = async () => {
  const [row] = await db.owner.query<{ count: number }>("SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = $1", [
    decodeURIComponent(new URL(db.appUrl).username),
  ]);
  return row?.count;
};

const owners = (person: Person) =>
  asActor(person.actor, async (tx) => (await tx.portfolio.findMany({ select: { userId: true } })).map(({ userId }) => userId));

const nobodys = async () => (await database().$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM portfolios`)[0]?.count;

it("shows people who share one connection their own rows only, and nobody any", async () => {
  const rounds = await Promise.all(
    Array.from({ length: 20 }, async (_, round) => {
      const person = people[round % 2] ?? people[0];
      return { person, seen: await owners(person), nobody: await nobodys() };
    }),
  );
  expect(await connections()).toBe(1);
  for (const { person, seen, nobody } of rounds) {
    expect(seen).toEqual([person.userId]);
    expect(nobody).toBe(0);
  }
});

it("leaves nothing of a person on the connection when their transaction fails", async () => {
  const [ada, bob] = people;
  const failing = asActor(ada.actor, (tx) => tx.$queryRaw`SELECT 1 / 0`);
  await expect(failing).rejects.toThrow();
  expect(await nobodys()).toBe(0);
  expect(await owners(bob)).toEqual([bob.userId]);
});

it("gives a bulk transaction's connection back with nothing of the person, and no table of theirs", async () => {
  const [ada, bob] = people;
  const count = (person: Person) =>
    asActorInBulk(person.actor, async (tx) => {
      await tx.$executeRaw`CREATE TEMPORARY TABLE staged (user_id bigint) ON COMMIT DROP`;
      await tx.copyIn("COPY staged FROM STDIN", [`${person.userId}\n`]);
      return tx.$queryRaw<{ own: bigint; others: bigint }[]>`
        SELECT count(*) FILTER (WHERE p.user_id = s.user_id) AS own, count(*) FILTER (WHERE p.user_id <> s.user_id) AS others
        FROM portfolios p, staged s`;
    });
  for (const person of [ada, bob, ada]) expect(await count(person)).toEqual([{ own: 1n, others: 0n }]);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { asActor } from "@/lib/db/as-actor";
import { addTag, removeTag } from "@/lib/instruments/annotations/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { instrumentTags } from "./instrument-tags";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function instrumentOf({ userId }: Person): Promise<bigint> {
  const [row] = await db.owner.query<{ id: string }>(
    "INSERT INTO instruments (user_id, asset_type, symbol) VALUES ($1, 'etf', 'WORLD') RETURNING id",
    [userId],
  );
  return BigInt(row?.id ?? 0);
}
const instant = async () =>
  (await db.owner.query<{ at: string }>(`SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`))[0]
    ?.at ?? "";
const tagsAt = async ({ actor }: Person, id: bigint, known: string | null) =>
  (await asActor(actor, (tx) => instrumentTags(tx, { asOf: null, known }))).get(id.toString()) ?? [];

it("an instrument has the tags that it had at an instant, those that were taken away since among them", async () => {
  const ada = await db.signUp("Ada");
  const id = await instrumentOf(ada);
  const times = [await instant()];
  await addTag(ada.actor, id, "Core");
  times.push(await instant());
  await addTag(ada.actor, id, "World");
  await removeTag(ada.actor, id, "Core");
  times.push(await instant());
  await addTag(ada.actor, id, "Core");
  const seen = [];
  for (const known of [...times, null]) seen.push(await tagsAt(ada, id, known));
  expect(seen).toEqual([[], ["Core"], ["World"], ["Core", "World"]]);
});

it("tags of another user are none of anybody's, now or then", async () => {
  const [ada, eve] = [await db.signUp("Ada"), await db.signUp("Eve")];
  const id = await instrumentOf(ada);
  await addTag(ada.actor, id, "Core");
  const known = await instant();
  await removeTag(ada.actor, id, "Core");
  expect(await tagsAt(ada, id, known)).toEqual(["Core"]);
  expect(await tagsAt(eve, id, known)).toEqual([]);
});

it("an instrument that goes takes what it was tagged with along", async () => {
  const ada = await db.signUp("Ada");
  const id = await instrumentOf(ada);
  await addTag(ada.actor, id, "Core");
  await addTag(ada.actor, id, "World");
  await removeTag(ada.actor, id, "Core");
  await db.owner.query("DELETE FROM instruments WHERE id = $1", [id.toString()]);
  expect(await db.owner.query("SELECT 1 FROM instrument_tag_history WHERE instrument_id = $1", [id.toString()])).toEqual([]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { MOST_TAGS } from "./limits";
import { addTag, removeTag, setNote } from "./mutations";
import { getAnnotations } from "./queries";

let db: TestDatabase;
let ada: Person;
let acme: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ada = await db.signUp("Ada");
  acme = await instrument(ada, "ACME");
});

async function instrument({ userId }: Person, symbol: string): Promise<bigint> {
  const [row] = await db.owner.query<{ id: string }>(
    "INSERT INTO instruments (user_id, asset_type, symbol) VALUES ($1, 'stock', $2) RETURNING id",
    [userId, symbol],
  );
  return BigInt(row?.id ?? 0);
}
const tagsOf = async (id: bigint) => (await getAnnotations(ada.actor, id))?.tags;

describe("tags", () => {
  it("are added and removed one by one", async () => {
    await addTag(ada.actor, acme, "Pension");
    await addTag(ada.actor, acme, "Dividend");
    expect(await tagsOf(acme)).toEqual(["Dividend", "Pension"]);
    expect(await removeTag(ada.actor, acme, "Pension")).toMatchObject({ ok: true });
    expect(await tagsOf(acme)).toEqual(["Dividend"]);
  });

  it("take the spelling that the person chose first, on every instrument", async () => {
    const other = await instrument(ada, "OTHER");
    await addTag(ada.actor, acme, "Dividend");
    await addTag(ada.actor, other, "DIVIDEND");
    expect(await tagsOf(other)).toEqual(["Dividend"]);
    expect((await getAnnotations(ada.actor, other))?.known).toEqual(["Dividend"]);
  });

  it("may be alike but for a letter that a pattern would take for any", async () => {
    await addTag(ada.actor, acme, "AxB");
    await addTag(ada.actor, acme, "A_B");
    expect(await tagsOf(acme)).toEqual(["A_B", "AxB"]);
  });

  it("are refused twice on one instrument, and beyond the most", async () => {
    await addTag(ada.actor, acme, "Dividend");
    expect(await addTag(ada.actor, acme, "dividend")).toMatchObject({
      ok: false,
      fieldErrors: { tag: expect.stringContaining("already") },
    });
    for (let index = 1; index < MOST_TAGS; index += 1) await addTag(ada.actor, acme, `Tag ${index}`);
    expect(await addTag(ada.actor, acme, "One more")).toMatchObject({
      ok: false,
      fieldErrors: { tag: expect.stringContaining("the most") },
    });
  });
});

describe("a note", () => {
  it("is kept, changed, and gone when it is emptied", async () => {
    await setNote(ada.actor, acme, "Bought on a hunch.");
    expect(await getAnnotations(ada.actor, acme)).toMatchObject({ note: "Bought on a hunch.", notedAt: expect.stringContaining("T") });
    await setNote(ada.actor, acme, "Line one\nline two");
    expect(await getAnnotations(ada.actor, acme)).toMatchObject({ note: "Line one\nline two" });
    await setNote(ada.actor, acme, "");
    expect(await getAnnotations(ada.actor, acme)).toMatchObject({ note: "", notedAt: null });
  });
});

describe("another user", () => {
  it("neither sees nor changes the tags and the note of a person's instrument", async () => {
    await addTag(ada.actor, acme, "Secret");
    await setNote(ada.actor, acme, "Nobody's business");
    const before = await getAnnotations(ada.actor, acme);
    const eve = await db.signUp("Eve");
    expect(await getAnnotations(eve.actor, acme)).toBeNull();
    expect(await addTag(eve.actor, acme, "Mine")).toMatchObject({ ok: false });
    expect(await removeTag(eve.actor, acme, "Secret")).toMatchObject({ ok: false });
    expect(await setNote(eve.actor, acme, "Taken over")).toMatchObject({ ok: false });
    expect(await setNote(eve.actor, acme, "")).toMatchObject({ ok: false });
    expect(await getAnnotations(ada.actor, acme)).toEqual(before);
    const mine = await instrument(eve, "EVE");
    await addTag(eve.actor, mine, "secret");
    expect((await getAnnotations(eve.actor, mine))?.known).toEqual(["secret"]);
  });
});

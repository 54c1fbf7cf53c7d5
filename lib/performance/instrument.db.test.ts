import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeSymbol } from "@/lib/instruments/mutations";
import { NOW } from "@/lib/moment/schema";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { getGains, getInstrumentFigures } from "./queries";

let db: TestDatabase;
let ada: Person;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ada = await db.signUp();
  accountId = await db.account(ada.actor);
});

async function add(fields: Record<string, string>): Promise<string> {
  const row = { assetType: "stock", symbol: "MAMA", currency: "EUR", tradeType: "buy", ...fields };
  const outcome = await addTransaction(ada.actor, accountId, transactionFormSchema.parse(row));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.data.id;
}

/** Rows of one event, as a file tells them. */
const group = (ids: readonly string[]) =>
  db.owner.query(`UPDATE transactions SET meta = meta || '{"groupId": "event"}' WHERE id = ANY ($1::bigint[])`, [ids]);

async function idOf(symbol: string): Promise<bigint> {
  const [row] = await db.owner.query<{ id: string }>("SELECT id FROM instruments WHERE user_id = $1 AND symbol = $2", [ada.userId, symbol]);
  return BigInt(row?.id ?? 0);
}

/** Ten MAMA at 100, merged into five BABY a year later. */
async function merger() {
  await add({ date: "2024-01-10", quantity: "10", price: "100" });
  await group([
    await add({ date: "2025-01-10", tradeType: "merger", reason: "The companies merged.", quantity: "-10" }),
    await add({ date: "2025-01-10", tradeType: "merger", reason: "The companies merged.", symbol: "BABY", quantity: "5" }),
  ]);
}

describe("the page of an instrument", () => {
  it("has the lots that came from another with their cost and day, as the portfolio's gains have them", async () => {
    await merger();
    const figures = await getInstrumentFigures(ada.actor, await idOf("BABY"), NOW);
    expect(figures?.lots).toMatchObject([{ quantity: "5", cost: "1000", acquired: "2024-01-10", costKnown: true }]);
    expect(figures?.lots).toEqual((await getGains(ada.actor, ada.portfolioId, {}, NOW))?.open);
    expect((await getInstrumentFigures(ada.actor, await idOf("MAMA"), NOW))?.lots).toEqual([]);
  });

  it("can be looked back from: to a day before the merger there was nothing of one, and all of the other", async () => {
    await merger();
    const moment = { asOf: "2024-12-31", known: null };
    expect(await getInstrumentFigures(ada.actor, await idOf("BABY"), moment)).toBeNull();
    const figures = await getInstrumentFigures(ada.actor, await idOf("MAMA"), moment);
    expect(figures?.lots).toMatchObject([{ quantity: "10", cost: "1000" }]);
    expect(figures?.prices.at(-1)?.day).toBe("2024-12-31");
  });

  it("has all rows of a symbol that meant another instrument before a day, and none from before it", async () => {
    await add({ symbol: "FB", date: "2025-06-01", quantity: "1", price: "100" });
    const id = await idOf("FB");
    expect(await changeSymbol(ada.actor, id, { symbol: "META", place: "EUR", validFrom: "2025-06-09" })).toMatchObject({ ok: true });
    await add({ symbol: "META", date: "2025-07-01", quantity: "4", price: "100" });
    await add({ symbol: "META", date: "2025-01-01", quantity: "100", price: "1" });
    const figures = await getInstrumentFigures(ada.actor, id, NOW);
    expect(figures?.lots.map(({ quantity }) => quantity)).toEqual(["1", "4"]);
  });

  it("is somebody else's to nobody", async () => {
    await merger();
    const bob = await db.signUp("Bob");
    expect(await getInstrumentFigures(bob.actor, await idOf("MAMA"), NOW)).toBeNull();
  });
});

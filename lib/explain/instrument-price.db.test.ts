import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW } from "@/lib/moment/schema";
import { getInstrumentFigures } from "@/lib/performance/queries";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { explain } from "./queries";

let db: TestDatabase;
let ada: Person;
let instrument: string;

beforeAll(async () => {
  db = await testDatabase();
  ada = await db.signUp();
  const account = await db.account(ada.actor);
  const rows = [
    { quantity: "10", price: "100", date: "2025-01-02" },
    { tradeType: "split", quantity: "10", reason: "Two for one.", date: "2025-03-03" },
    { quantity: "1", price: "60", date: "2025-04-01" },
  ];
  for (const row of rows) {
    const form = transactionFormSchema.parse({ assetType: "stock", symbol: "ACME", currency: "EUR", tradeType: "buy", ...row });
    expect(await addTransaction(ada.actor, account, form)).toMatchObject({ ok: true });
  }
  const [found] = await db.owner.query<{ id: string }>("SELECT id FROM instruments WHERE user_id = $1 AND symbol = 'ACME'", [ada.userId]);
  instrument = found?.id ?? "";
});
afterAll(() => db.close());

const priceOf = (asOf: string, actor = ada.actor) =>
  explain(actor, { figure: "instrument-price", instrument, moment: { asOf, known: null } }).then((found) => found?.derivation ?? null);

describe("the price of an instrument on a day", () => {
  it("is explained as the chart draws it, before a split, after it, and with the next price", async () => {
    const drawn = new Map((await getInstrumentFigures(ada.actor, BigInt(instrument), NOW))?.prices.map(({ day, price }) => [day, price]));
    for (const [day, price] of [
      ["2025-02-01", "100"],
      ["2025-03-10", "50"],
      ["2025-05-01", "60"],
    ] as const) {
      expect(drawn.get(day), day).toBe(price);
      expect((await priceOf(day))?.figure, day).toEqual({ amount: price, unit: "EUR" });
    }
  });

  it("names the price it came from, its day and its source, and the split since", async () => {
    const derivation = await priceOf("2025-03-10");
    expect(derivation?.substituted).toBe("100, after the splits since 2025-01-02, = 50 EUR");
    expect(derivation?.inputs).toMatchObject([
      { amount: "100", source: expect.stringContaining("2025-01-02"), href: `/instruments/${instrument}/prices?before=2025-01-03` },
    ]);
    expect(derivation?.notes).toEqual(["The price is an old one, of 2025-01-02."]);
  });

  it("is not worked out where it is a price as it was entered", async () => {
    expect((await priceOf("2025-02-01"))?.substituted).toBe("");
  });

  it("is another user's to nobody, and nothing for what isn't an instrument", async () => {
    expect(await priceOf("2025-05-01", (await db.signUp("Bob")).actor)).toBeNull();
    expect(await explain(ada.actor, { figure: "instrument-price", instrument: "ACME", moment: NOW })).toBeNull();
  });
});

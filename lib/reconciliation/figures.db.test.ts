import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { type BrokerRow, brokerSnapshot, ledger } from "@/lib/holdings/arrange";
import { NOW } from "@/lib/moment/schema";
import { decimal } from "@/lib/money/decimal";
import { type TestDatabase, testDatabase } from "@/test/database";
import type { DraftInput } from "@/test/factories";
import { getBetween } from "./between/queries";
import { getCosts } from "./cost/queries";
import { acceptDifference } from "./mutations";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor } = await db.signUp());
  accountId = await db.account(actor);
});

const JUNE = { id: "june", asOf: "2025-06-30T00:00:00.000Z", dateOnly: true };
const JULY = { id: "july", asOf: "2025-07-31T00:00:00.000Z", dateOnly: true };
const snapshot = (rows: readonly BrokerRow[], { id, asOf } = JUNE) => brokerSnapshot(db, accountId, id, asOf, rows);
const acme = (fields: DraftInput = {}): DraftInput => ({ currency: "USD", quantity: "10", price: "100", ...fields });
const FEE = { meta: { netAmount: "-1005", fees: [{ type: "commission", amount: "5", currency: "USD" }] } };

describe("costs", () => {
  it("are compared where the units agree, and differ by the charges", async () => {
    await ledger(db, accountId, [acme(FEE), acme({ symbol: "BETA", quantity: "1" })]);
    await snapshot([
      { costValue: "1000", avgPrice: "100", marketValue: "1200" },
      { symbol: "BETA", quantity: "2", costValue: "1" },
    ]);
    expect(await getCosts(actor, accountId, JUNE)).toMatchObject([
      {
        subject: { symbol: "ACME" },
        ledger: "1005",
        broker: "1000",
        difference: "-5",
        ledgerAvgPrice: "100.5",
        value: "1200",
        state: "open",
        causes: [{ kind: "charges", evidence: [{ tradeType: "buy" }] }],
      },
    ]);
  });

  it("that agree have no cause, and one that nobody tells is not compared", async () => {
    await ledger(db, accountId, [acme(), acme({ symbol: "BETA" })]);
    await snapshot([{ avgPrice: "100" }, { symbol: "BETA" }]);
    expect(await getCosts(actor, accountId, JUNE)).toMatchObject([
      { state: "agrees", broker: "1000", causes: [] },
      { state: "unknown", broker: null, difference: null },
    ]);
  });

  it("are accepted by themselves", async () => {
    await ledger(db, accountId, [acme(FEE)]);
    await snapshot([{ costValue: "1000" }]);
    const [line] = (await getCosts(actor, accountId, JUNE)) ?? [];
    const accepting = {
      accountId: accountId.toString(),
      snapshotId: "june",
      subject: line?.subject.key ?? "",
      note: "Charges.",
      until: null,
    };
    expect(await acceptDifference(actor, { ...accepting, figure: "cost", difference: decimal("-5") })).toMatchObject({ ok: true });
    expect(await getCosts(actor, accountId, JUNE)).toMatchObject([{ state: "accepted", accepted: { note: "Charges." } }]);
  });
});

describe("between two snapshots", () => {
  beforeEach(async () => {
    await ledger(db, accountId, [
      acme(),
      acme({ quantity: "5", price: "110", tradeTime: "2025-07-10T10:00:00.000Z" }),
      {
        assetType: "cash",
        symbol: "USD",
        currency: "USD",
        tradeType: "deposit",
        quantity: "50",
        price: "1",
        tradeTime: "2025-07-11T10:00:00.000Z",
      },
    ]);
    await snapshot([
      { marketValue: "1000", meta: { price: "100" } },
      { assetType: "cash", symbol: "USD", quantity: "700" },
    ]);
    await snapshot(
      [
        { quantity: "15", marketValue: "1800", meta: { price: "120" } },
        { assetType: "cash", symbol: "USD", quantity: "200" },
      ],
      JULY,
    );
  });

  it("every change is explained, the two newest first unless the address says which", async () => {
    const view = await getBetween(actor, accountId, {}, "USD", NOW);
    expect(view).toMatchObject({ from: JUNE, to: JULY });
    expect(view?.lines).toMatchObject([
      {
        subject: { symbol: "ACME" },
        fromValue: "1000",
        toValue: "1800",
        parts: [
          { part: "trades", units: "5", value: "550" },
          { part: "price", value: "250" },
        ],
      },
      {
        subject: { symbol: "USD" },
        parts: [
          { part: "trades", units: "-550" },
          { part: "moves", units: "50" },
        ],
      },
    ]);
    expect(await getBetween(actor, accountId, { from: "july", to: "june" }, "USD", NOW)).toMatchObject({ from: JUNE, to: JULY });
    expect(await getBetween(actor, accountId, { from: "never" }, "USD", NOW)).toBeNull();
  });

  it("the rate has its part where both days have one", async () => {
    await db.owner.query(
      "INSERT INTO reference_rates (on_date, currency, per_euro) VALUES ('2025-06-30', 'USD', 1.25), ('2025-07-30', 'USD', 1)",
    );
    const view = await getBetween(actor, accountId, {}, "EUR", NOW);
    expect(view?.withoutRate).toEqual([]);
    expect(view?.lines[0]?.parts.at(-1)).toEqual({ part: "fx", units: null, value: "200" });
    expect((await getBetween(actor, accountId, {}, "CHF", NOW))?.withoutRate).toEqual(["USD"]);
  });

  it("a rate that the person typed counts as on every other page", async () => {
    await db.owner.query(
      `INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source)
       VALUES ($1, 'USD', 'NOK', '2025-06-30', 10, 'manual'), ($1, 'USD', 'NOK', '2025-07-31', 11, 'manual')`,
      [actor.userId],
    );
    const view = await getBetween(actor, accountId, {}, "NOK", NOW);
    expect(view?.withoutRate).toEqual([]);
    expect(view?.lines[0]?.parts.at(-1)).toEqual({ part: "fx", units: null, value: "1000" });
  });

  it("another user sees neither, nor the costs", async () => {
    const { actor: stranger } = await db.signUp("Stranger");
    expect(await getBetween(stranger, accountId, {}, "USD", NOW)).toBeNull();
    expect(await getCosts(stranger, accountId, JUNE)).toBeNull();
  });
});

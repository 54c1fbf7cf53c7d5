import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokerSnapshot, ledger } from "@/lib/holdings/arrange";
import { findInstruments } from "@/lib/instruments/mutations";
import { getInstrument } from "@/lib/instruments/queries";
import { type Moment, NOW } from "@/lib/moment/schema";
import { getBetween } from "@/lib/reconciliation/between/queries";
import { type Part, valueChange } from "@/lib/reconciliation/between/rules";
import { getCosts } from "@/lib/reconciliation/cost/queries";
import { getReconciliation } from "@/lib/reconciliation/queries";
import { deleteTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import type { DraftInput } from "@/test/factories";
import { explain } from "./queries";
import type { FigureName } from "./schema";

let db: TestDatabase;
let person: Person;
let accountId: bigint;

const JUNE = "2025-06-30T00:00:00.000Z";
const JULY = "2025-07-31T00:00:00.000Z";
const BETA = "US02079K3059";

/** ACME agrees, with another cost; of BETA, which the broker calls by its ISIN alone, three units lack; cash is off. */
beforeAll(async () => {
  db = await testDatabase();
  person = await db.signUp();
  accountId = await db.account(person.actor);
  const fee = { meta: { netAmount: "-1005", fees: [{ type: "commission", amount: "5", currency: "USD" }] } };
  await ledger(db, accountId, [
    { currency: "USD", quantity: "10", price: "100", ...fee },
    { currency: "USD", symbol: "BETA", quantity: "4", price: "20", meta: { netAmount: "-80", instrument: { isin: BETA } } },
    { currency: "USD", symbol: "BETA", quantity: "1", price: "22", tradeTime: "2025-07-10T10:00:00.000Z", meta: { netAmount: "-22" } },
  ]);
  const rows = [
    { costValue: "1000", avgPrice: "100", marketValue: "1200" },
    { symbol: "GOOG", isin: BETA, quantity: "7", marketValue: "210" },
    { assetType: "cash", symbol: "USD", quantity: "700" },
  ];
  await brokerSnapshot(db, accountId, "june", JUNE, rows);
  await brokerSnapshot(db, accountId, "july", JULY, [...rows.slice(0, 2), { symbol: "BOND", quantity: "2", avgPrice: "9" }]);
  expect(await findInstruments(person.actor)).toMatchObject({ ok: true });
});
afterAll(() => db.close());

/** Every figure is worked out by itself. */
const PATIENT = 120_000;

async function told(figure: FigureName, instrument: string, snapshot: string | undefined, moment: Moment): Promise<string | null> {
  const subject = { account: accountId.toString(), instrument, snapshot };
  const explained = await explain(person.actor, { figure, ...subject, moment });
  expect(explained, `${figure} of ${instrument}`).toBeTruthy();
  if (explained?.derivation.figure.amount === null) expect(explained.derivation.reason).toBeTruthy();
  return explained?.derivation.figure.amount ?? null;
}

it(
  "explains every figure of every line of the reconciliation with what the line shows, of each list and on a past day",
  async () => {
    const looks: [string | undefined, Moment][] = [
      [undefined, NOW],
      ["june", NOW],
      [undefined, { asOf: "2025-07-15", known: null }],
    ];
    for (const [snapshotId, moment] of looks) {
      const view = await getReconciliation(person.actor, accountId, { ...(snapshotId && { snapshotId }), moment });
      if (!view?.snapshot) throw new Error("there is no list");
      const { id } = view.snapshot;
      expect(view.lines.length).toBeGreaterThan(1);
      for (const { subject, ledger: ours, broker, difference, value } of view.lines) {
        expect(await told("ledger-units", subject.key, id, moment)).toBe(ours);
        expect(await told("listed-units", subject.key, id, moment)).toBe(broker);
        expect(await told("units-difference", subject.key, id, moment)).toBe(difference);
        expect(await told("difference-value", subject.key, id, moment)).toBe(value);
      }
      const costs = await getCosts(person.actor, accountId, view.snapshot, moment);
      expect(costs?.length).toBeGreaterThan(0);
      for (const { subject, ledger: ours, broker, difference, value } of costs ?? []) {
        expect(await told("ledger-cost", subject.key, id, moment)).toBe(ours);
        expect(await told("listed-cost", subject.key, id, moment)).toBe(broker);
        expect(await told("cost-difference", subject.key, id, moment)).toBe(difference);
        expect(await told("listed-value", subject.key, id, moment)).toBe(value);
      }
    }
  },
  PATIENT,
);

it("explains how much of an instrument an account has, by its ledger under all names, and by its newest list", async () => {
  const [row] = await db.owner.query<{ id: string }>("SELECT instrument_id AS id FROM instrument_aliases WHERE value = $1", [BETA]);
  const instrument = row?.id ?? "";
  const detail = await getInstrument(person.actor, BigInt(instrument));
  const [held] = detail?.heldIn ?? [];
  expect(held).toMatchObject({ units: "5", listed: "7" });
  expect(await told("ledger-units", instrument, undefined, NOW)).toBe("5");
  expect(await told("listed-units", instrument, undefined, NOW)).toBe("7");
  expect(await told("held-units", instrument, undefined, NOW)).toBe("5");
  const past = { asOf: "2025-07-01", known: null };
  expect((await getInstrument(person.actor, BigInt(instrument), past))?.heldIn).toMatchObject([{ units: "4", listed: "7" }]);
  expect(await told("ledger-units", instrument, undefined, past)).toBe("4");
});

it("holds the list against the ledger as both were recorded at an instant, and keeps no trace of having looked", async () => {
  const [{ at } = { at: "" }] = await db.owner.query<{ at: string }>(
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
  );
  const [row] = await db.owner.query<{ id: string }>("SELECT id FROM transactions WHERE broker_account_id = $1 AND quantity = 1", [
    accountId,
  ]);
  await deleteTransaction(person.actor, BigInt(row?.id ?? 0));
  const lineOf = async (moment: Moment) => {
    const view = await getReconciliation(person.actor, accountId, { moment });
    return view?.lines.find(({ subject }) => subject.symbol === "BETA");
  };
  expect(await lineOf(NOW)).toMatchObject({ ledger: "4", difference: "3" });
  const checks = () => db.owner.query("SELECT id FROM reconciliation_checks WHERE broker_account_id = $1", [accountId]);
  const before = await checks();
  const filed = await lineOf({ asOf: null, known: at });
  expect(filed).toMatchObject({ ledger: "5", difference: "2", causes: [] });
  expect(await told("ledger-units", filed?.subject.key ?? "", "july", { asOf: null, known: at })).toBe("5");
  expect(await checks()).toEqual(before);
});

it("explains nobody else's lines", async () => {
  const bob = await db.signUp("Bob");
  const request = { account: accountId.toString(), instrument: "cash:USD", snapshot: "june", moment: NOW };
  expect(await explain(person.actor, { figure: "listed-units", ...request })).not.toBeNull();
  expect(await explain(bob.actor, { figure: "listed-units", ...request })).toBeNull();
});

describe("between two lists", () => {
  const AUGUST = "2025-08-31T00:00:00.000Z";

  /** A split, a trade, a dividend in units, a fee in cash, units that no row tells, and a rate that moves. */
  beforeAll(async () => {
    const row = (fields: DraftInput): DraftInput => ({ currency: "USD", tradeTime: "2025-08-10T10:00:00.000Z", ...fields });
    await ledger(db, accountId, [
      row({ tradeType: "split", quantity: "10", price: "0", meta: { netAmount: "0" } }),
      row({ tradeType: "buy", quantity: "2", price: "61", meta: { netAmount: "-122" } }),
      row({ tradeType: "transfer_in", quantity: "3", price: "0", meta: { netAmount: "0" } }),
      row({ symbol: "GAMMA", quantity: "4", price: "8", meta: { netAmount: "-32" } }),
      row({ tradeType: "fee", assetType: "cash", symbol: "USD", quantity: "7", price: "1", meta: { netAmount: "-7" } }),
    ]);
    await brokerSnapshot(db, accountId, "august", AUGUST, [
      { quantity: "26", marketValue: "1690", meta: { price: "65" } },
      { symbol: "GAMMA", quantity: "4" },
      { assetType: "cash", symbol: "USD", quantity: "500" },
    ]);
    const rates = [
      ["2025-06-30", "0.9"],
      ["2025-08-31", "0.95"],
    ];
    for (const [day, rate] of rates)
      await db.owner.query(
        "INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source) VALUES ($1, 'USD', 'EUR', $2, $3, 'manual')",
        [person.userId, day, rate],
      );
  });

  it(
    "explains the change of every line and each of its parts, in units and in value, with what the page shows",
    async () => {
      const view = await getBetween(person.actor, accountId, { from: "june", to: "august" }, "EUR", NOW);
      const seen = new Set<string>();
      for (const line of view?.lines ?? []) {
        const subject = { account: accountId.toString(), instrument: line.subject.key, earlier: "june", snapshot: "august", moment: NOW };
        const amountOf = async (figure: FigureName, part?: Part) => {
          const explained = await explain(person.actor, { ...subject, figure, part });
          expect(explained, `${figure} ${part} of ${line.subject.symbol}`).toBeTruthy();
          expect(explained?.derivation.reason === null, `${figure} ${part}`).toBe(explained?.derivation.figure.amount !== null);
          return explained?.derivation.figure.amount ?? null;
        };
        expect(await amountOf("value-change")).toBe(valueChange(line));
        for (const { part, units, value } of line.parts) {
          seen.add(part);
          expect(await amountOf("part-value", part), `${part} of ${line.subject.symbol}`).toBe(value);
          if (units !== null && line.subject.kind === "instrument") expect(await amountOf("part-units", part)).toBe(units);
        }
      }
      expect([...seen].sort()).toEqual(["actions", "charges", "fx", "moves", "price", "trades", "unexplained"]);
    },
    PATIENT,
  );

  it("explains nobody else's", async () => {
    const carol = await db.signUp("Carol");
    const request = { account: accountId.toString(), instrument: "cash:USD", earlier: "june", snapshot: "august", moment: NOW };
    expect(await explain(person.actor, { figure: "value-change", ...request })).not.toBeNull();
    expect(await explain(carol.actor, { figure: "value-change", ...request })).toBeNull();
  });
});

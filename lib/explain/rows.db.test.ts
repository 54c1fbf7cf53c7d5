import { afterAll, beforeAll, expect, it } from "vitest";
import { type Moment, NOW } from "@/lib/moment/schema";
import { add, decimal, round, subtract } from "@/lib/money/decimal";
import { getGains, getIncome, getInstrumentFigures } from "@/lib/performance/queries";
import type { GainRow, IncomeRow, OpenLotRow } from "@/lib/performance/schema";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { explainHref } from "./address";
import { explain } from "./queries";
import { lotSubject, paymentSubject, type RowScope, saleSubject } from "./row-subjects";
import { type ExplainSubject, type FigureName, parseExplainRequest } from "./schema";

let db: TestDatabase;
let person: Person;

/** Two currencies, a lot that is sold in parts, a sale out of two lots, a short sale, a payment with tax. */
const ROWS: readonly Record<string, string>[] = [
  { quantity: "10", price: "100", fee: "2", date: "2025-01-02" },
  { quantity: "10", price: "110", fee: "3", date: "2025-01-09" },
  { tradeType: "sell", quantity: "5", price: "120", fee: "1", date: "2025-02-03" },
  { tradeType: "sell", quantity: "7", price: "130", date: "2025-02-04" },
  { quantity: "3", price: "50", currency: "USD", symbol: "BETA", date: "2025-03-03" },
  { tradeType: "sell", quantity: "1", price: "70", fee: "0.5", currency: "USD", symbol: "BETA", date: "2025-05-02" },
  { tradeType: "sell", quantity: "4", price: "20", currency: "USD", symbol: "GAMA", date: "2025-03-04" },
  { quantity: "4", price: "15", currency: "USD", symbol: "GAMA", date: "2025-05-05" },
  { tradeType: "dividend", amount: "12.34", tax: "2.1", date: "2025-04-03" },
  { tradeType: "dividend", amount: "3", currency: "USD", symbol: "BETA", date: "2025-04-04" },
  { quantity: "1", price: "5", currency: "SEK", symbol: "NORD", date: "2025-06-02" },
];

beforeAll(async () => {
  db = await testDatabase();
  person = await db.signUp();
  const account = await db.account(person.actor);
  await db.owner.query(
    `INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source)
     VALUES ($1, 'USD', 'EUR', '2025-01-01', 0.9, 'manual'), ($1, 'USD', 'EUR', '2025-05-01', 0.95, 'manual')`,
    [person.userId],
  );
  for (const row of ROWS) {
    const form = transactionFormSchema.parse({ assetType: "stock", symbol: "ACME", currency: "EUR", tradeType: "buy", ...row });
    expect(await addTransaction(person.actor, account, form)).toMatchObject({ ok: true });
  }
});
afterAll(() => db.close());

/** What a page shows of a row: an amount, or the reason why there is none. */
interface Shown {
  figure: FigureName;
  subject: ExplainSubject;
  amount: string | null;
  reason?: string | null;
}

const ofLot = (scope: RowScope, row: OpenLotRow): Shown[] => {
  const subject = lotSubject(scope, row);
  return [
    { figure: "lot-quantity", subject, amount: row.quantity },
    { figure: "lot-cost", subject, amount: row.cost },
    { figure: "lot-value", subject, ...row.value },
    { figure: "lot-gain", subject, ...row.gain },
    { figure: "lot-gain-base", subject, ...row.gainBase },
  ];
};

const ofSale = (scope: RowScope, row: GainRow): Shown[] => {
  const subject = saleSubject(scope, row);
  return [
    { figure: "sale-proceeds", subject, amount: row.proceeds },
    { figure: "sale-cost", subject, amount: row.cost },
    { figure: "sale-charges", subject, amount: row.charges },
    { figure: "sale-gain", subject, amount: row.gain },
    { figure: "sale-gain-base", subject, ...row.gainBase },
    { figure: "sale-fx", subject, ...row.fxBase },
  ];
};

const ofPayment = (scope: RowScope, row: IncomeRow): Shown[] => {
  const subject = paymentSubject(scope, row);
  return [
    { figure: "payment", subject, amount: row.net },
    { figure: "payment-base", subject, ...row.netBase },
  ];
};

async function expectExplained(shown: readonly Shown[], moment: Moment): Promise<void> {
  for (const { figure, subject, amount, reason } of shown) {
    const url = new URL(explainHref(figure, subject, moment), "http://localhost");
    const request = parseExplainRequest(figure, Object.fromEntries(url.searchParams));
    const explained = request && (await explain(person.actor, request));
    expect(explained, url.href).toBeTruthy();
    const told = explained?.derivation.figure.amount ?? null;
    expect(told && round(told, 12), url.href).toBe(amount);
    if (amount === null) expect(explained?.derivation.reason, url.href).toBe(reason);
    else if (figure !== "lot-quantity") expect(explained?.derivation.formula, url.href).not.toBe("");
  }
}

const MOMENTS: readonly Moment[] = [NOW, { asOf: "2025-04-30", known: null }];

it("explains every figure of every row of the gains and the income with what the row shows, now and on a past day", async () => {
  const scope = { portfolio: person.portfolioId.toString() };
  for (const moment of MOMENTS) {
    const gains = await getGains(person.actor, person.portfolioId, {}, moment);
    const income = await getIncome(person.actor, person.portfolioId, { period: "max" }, moment);
    const shown = [
      ...(gains?.realised.flatMap((row) => ofSale(scope, row)) ?? []),
      ...(gains?.open.flatMap((row) => ofLot(scope, row)) ?? []),
      ...(income?.rows.flatMap((row) => ofPayment(scope, row)) ?? []),
    ];
    expect(shown.length).toBeGreaterThan(30);
    await expectExplained(shown, moment);
  }
});

it("explains every lot and payment of an instrument's page", async () => {
  for (const symbol of ["ACME", "BETA"]) {
    const [row] = await db.owner.query<{ id: string }>("SELECT id FROM instruments WHERE user_id = $1 AND symbol = $2", [
      person.userId,
      symbol,
    ]);
    const scope = { instrument: row?.id ?? "" };
    const figures = await getInstrumentFigures(person.actor, BigInt(scope.instrument), NOW);
    const shown = [
      ...(figures?.lots.flatMap((lot) => ofLot(scope, lot)) ?? []),
      ...(figures?.income.flatMap((pay) => ofPayment(scope, pay)) ?? []),
    ];
    expect(shown.length).toBeGreaterThan(6);
    await expectExplained(shown, NOW);
  }
});

it("tells with which numbers a gain in the base currency came about, and where each is from", async () => {
  const gains = await getGains(person.actor, person.portfolioId, {}, NOW);
  const row = gains?.realised.find(({ symbol }) => symbol === "BETA");
  if (!row) throw new Error("BETA was not sold");
  const subject = saleSubject({ portfolio: person.portfolioId.toString() }, row);
  const explained = await explain(person.actor, { figure: "sale-gain-base", ...subject, moment: NOW });
  // (70 − 0.5) × 0.95 − 50 × 0.9
  expect(explained?.derivation.substituted).toBe("66.025 − 45 = 21.025 EUR");
  expect(explained?.derivation.inputs.map(({ label, amount }) => [label, amount])).toEqual([
    ["Proceeds", "66.025"],
    ["Rate from USD to EUR", "0.95"],
    ["Cost", "45"],
    ["Rate from USD to EUR", "0.9"],
  ]);
});

it("explains a whole sale beside what the broker says of it", async () => {
  await db.owner.query(
    `UPDATE transactions SET meta = meta || '{"brokerGain": "240"}' WHERE quantity = -7 AND broker_account_id IN
      (SELECT a.id FROM broker_accounts a WHERE a.portfolio_id = $1)`,
    [person.portfolioId],
  );
  const gains = await getGains(person.actor, person.portfolioId, {}, NOW);
  const lots = gains?.realised.filter(({ brokerGain }) => brokerGain !== null) ?? [];
  expect(lots).toHaveLength(2);
  const subject = { portfolio: person.portfolioId.toString(), transaction: lots[0]?.transactionId };
  const told = async (figure: FigureName) => (await explain(person.actor, { figure, ...subject, moment: NOW }))?.derivation.figure.amount;
  const ours = lots.map(({ gain }) => gain).reduce((all, gain) => add(all, gain));
  expect(await told("whole-sale-gain")).toBe(ours);
  expect(await told("broker-gain")).toBe("240");
  expect(await told("broker-gain-difference")).toBe(subtract(ours, decimal("240")));
});

it("explains nobody else's lots, sales and payments", async () => {
  const bob = await db.signUp("Bob");
  const [gains, income] = [
    await getGains(person.actor, person.portfolioId, {}, NOW),
    await getIncome(person.actor, person.portfolioId, { period: "max" }, NOW),
  ];
  const scope = { portfolio: person.portfolioId.toString() };
  const all = [
    ...(gains?.realised.slice(0, 1).flatMap((row) => ofSale(scope, row)) ?? []),
    ...(gains?.open.slice(0, 1).flatMap((row) => ofLot(scope, row)) ?? []),
    ...(income?.rows.slice(0, 1).flatMap((row) => ofPayment(scope, row)) ?? []),
  ];
  for (const { figure, subject } of all) expect(await explain(bob.actor, { figure, ...subject, moment: NOW })).toBeNull();
});

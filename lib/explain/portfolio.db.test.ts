import { afterAll, beforeAll, expect, it } from "vitest";
import { type Moment, NOW } from "@/lib/moment/schema";
import { add, type DecimalString, decimal, multiply, round, ZERO } from "@/lib/money/decimal";
import { setBenchmark } from "@/lib/performance/mutations";
import { getGains, getIncome, getOverview, getPerformance } from "@/lib/performance/queries";
import { ALLOCATIONS, type AllocationBy, type AllocationSlice, type Figure } from "@/lib/performance/schema";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { type DayFigure, dayFigureHref } from "./address";
import { explain } from "./queries";
import { type ExplainRequest, parseExplainRequest } from "./schema";

let db: TestDatabase;
let person: Person;

const ROWS: readonly Record<string, string>[] = [
  { tradeType: "deposit", assetType: "cash", symbol: "EUR", amount: "5000", date: "2025-01-01" },
  { quantity: "10", price: "100", fee: "2", date: "2025-01-02" },
  { tradeType: "sell", quantity: "5", price: "120", fee: "1", date: "2025-02-03" },
  { quantity: "3", price: "50", currency: "USD", symbol: "BETA", date: "2025-03-03" },
  { tradeType: "dividend", amount: "12.34", tax: "2.1", date: "2025-04-03" },
  { tradeType: "sell", quantity: "1", price: "70", currency: "USD", symbol: "BETA", date: "2025-05-02" },
  { quantity: "1", price: "90", date: "2025-06-02" },
];
const YEAR = { period: "custom", from: "2025-01-15", to: "2025-12-31" } as const;

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

/** The portfolio is compared with one of its instruments. */
async function compareWith(symbol: string): Promise<void> {
  const [row] = await db.owner.query<{ id: string }>("SELECT id FROM instruments WHERE user_id = $1 AND symbol = $2", [
    person.userId,
    symbol,
  ]);
  await setBenchmark(person.actor, person.portfolioId, BigInt(row?.id ?? 0));
}

/** Every figure is worked out by itself. */
const PATIENT = 120_000;

const isFigure = (value: unknown): value is Figure => typeof value === "object" && value !== null && "reason" in value && "href" in value;

/** Every figure of a view, however deep. Rows of tables make the addresses of theirs themselves: rows.db.test.ts. */
function figuresIn(value: unknown, path = ""): { path: string; figure: Figure }[] {
  if (isFigure(value)) return [{ path, figure: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    Array.isArray(inner) && ROWS_OF.includes(name) ? [] : figuresIn(inner, `${path}/${name}`),
  );
}
const ROWS_OF = ["realised", "open", "rows"];

it(
  "explains every figure of every page of a portfolio with the amount, or the reason, that the page shows",
  async () => {
    const { actor, portfolioId } = person;
    await compareWith("BETA");
    const views = {
      overview: await getOverview(actor, portfolioId, { period: "max" }, NOW),
      performance: await getPerformance(actor, portfolioId, YEAR, NOW),
      income: await getIncome(actor, portfolioId, YEAR, NOW),
      gains: await getGains(actor, portfolioId, { year: 2025 }, NOW),
    };
    const figures = figuresIn(views);
    expect(figures.length).toBeGreaterThan(60);
    for (const { path, figure } of figures) {
      expect(figure.href, path).not.toBeNull();
      const url = new URL(figure.href ?? "", "http://localhost");
      const request = parseExplainRequest(url.pathname.split("/").at(-1) ?? "", Object.fromEntries(url.searchParams));
      const derivation = request && (await explain(actor, request))?.derivation;
      expect(derivation, path).toBeTruthy();
      const isPercent = derivation?.figure.unit === "%";
      const shown = figure.amount && (isPercent ? round(multiply(decimal(figure.amount), decimal("100")), 6) : figure.amount);
      const told = derivation?.figure.amount ?? null;
      expect(told && round(told, isPercent ? 6 : 12), path).toBe(shown);
      if (figure.amount === null) expect(derivation?.reason, path).toBe(figure.reason);
    }
  },
  PATIENT,
);

it(
  "explains value and share of every slice of the allocation, and of what is in it, by the positions that add up to it",
  async () => {
    const { actor, portfolioId } = person;
    await db.owner.query(
      "INSERT INTO instrument_tags (user_id, instrument_id, tag) SELECT user_id, id, tag FROM instruments, unnest(ARRAY['Core', 'Europe']) AS tag WHERE user_id = $1 AND symbol = 'ACME'",
      [person.userId],
    );
    for (const moment of [NOW, { asOf: "2025-03-31", known: null }]) {
      const view = await getOverview(actor, portfolioId, { period: "max" }, moment);
      if (!view) throw new Error("there is no overview");
      expect(view.allocation.tag.map(({ key }) => key).sort()).toEqual(["", "Core", "Europe"]);
      for (const by of ALLOCATIONS) {
        await holdTotal(by, view.allocation[by], moment);
        for (const slice of view.allocation[by]) {
          const subject = { portfolio: portfolioId.toString(), by, slice: slice.key, moment };
          await holdSlice(subject, slice);
          for (const part of slice.children ?? []) await holdSlice({ ...subject, instrument: part.key }, part);
        }
      }
    }
  },
  PATIENT,
);

/** What stands in the middle of the ring: less than the portfolio's value where something has none, more where two tags share something. */
async function holdTotal(by: AllocationBy, slices: readonly AllocationSlice[], moment: Moment): Promise<void> {
  const request = { figure: "slice-total", portfolio: person.portfolioId.toString(), by, moment } as const;
  const derivation = (await explain(person.actor, request))?.derivation;
  expect(derivation?.figure.amount, by).toBe(add(ZERO, ...slices.map(({ value }) => value)));
  expect(derivation?.inputs.map(({ label, amount }) => [label, amount])).toEqual(slices.map(({ label, value }) => [label, value]));
  expect(derivation?.notes).toEqual(by === "tag" ? ["What has several tags counts whole in each of them."] : []);
  expect(await explain((await db.signUp("Bob")).actor, request)).toBeNull();
}

async function holdSlice(subject: Omit<ExplainRequest, "figure">, { value, share, label }: AllocationSlice): Promise<void> {
  const worth = (await explain(person.actor, { ...subject, figure: "slice-value" }))?.derivation;
  expect(worth?.figure.amount, label).toBe(value);
  expect(add(ZERO, ...(worth?.inputs ?? []).map(({ amount }) => amount ?? ZERO)), label).toBe(value);
  const part = (await explain(person.actor, { ...subject, figure: "slice-share" }))?.derivation;
  expect(part?.figure.amount, label).toBe(round(multiply(share, decimal("100")), 6));
  expect(part?.inputs[0], label).toMatchObject({ label, amount: value });
}

it(
  "explains every value of the charts of days, as their tables address it",
  async () => {
    const { actor, portfolioId } = person;
    await compareWith("BETA");
    const view = await getPerformance(actor, portfolioId, YEAR, NOW);
    if (!view) throw new Error("there is no performance");
    const scope = { portfolio: portfolioId.toString(), from: view.range.from };
    const days = ["2025-01-15", "2025-02-03", "2025-03-31", "2025-05-03", "2025-06-02", "2025-12-31"];
    const points = view.series.filter(({ day }) => days.includes(day));
    expect(points).toHaveLength(days.length);
    expect(points.some(({ drawdown }) => drawdown !== "0")).toBe(true);
    const told = async (figure: DayFigure, day: string) => {
      const url = new URL(dayFigureHref(figure, scope, day, NOW), "http://localhost");
      const request = parseExplainRequest(figure, Object.fromEntries(url.searchParams));
      const amount = request && (await explain(actor, request))?.derivation.figure.amount;
      return amount ? round(amount, figure === "portfolio-value" || figure === "put-in" ? 4 : 6) : null;
    };
    const percent = (fraction: DecimalString | null) => fraction && multiply(fraction, decimal("100"));
    for (const { day, value, invested, twr, drawdown, benchmark } of points) {
      expect(await told("portfolio-value", day), day).toBe(value);
      expect(await told("put-in", day), day).toBe(invested);
      expect(await told("time-weighted-return", day), day).toBe(percent(twr));
      expect(await told("below-highest", day), day).toBe(percent(drawdown));
      expect(await told("benchmark-return", day), day).toBe(percent(benchmark));
    }
  },
  PATIENT,
);

it("explains nobody else's slices", async () => {
  const bob = await db.signUp("Bob");
  const request = { figure: "slice-value", portfolio: person.portfolioId.toString(), by: "currency", slice: "EUR", moment: NOW } as const;
  expect(await explain(person.actor, request)).not.toBeNull();
  expect(await explain(bob.actor, request)).toBeNull();
});

it("adds up the slices where the portfolio's value can't be told, and says what isn't in them", async () => {
  const { actor, portfolioId } = person;
  const [account] = await db.owner.query<{ id: string }>("SELECT id FROM broker_accounts WHERE portfolio_id = $1", [portfolioId]);
  const row = { assetType: "stock", symbol: "NORD", currency: "SEK", tradeType: "buy", quantity: "1", price: "5", date: "2025-06-02" };
  expect(await addTransaction(actor, BigInt(account?.id ?? 0), transactionFormSchema.parse(row))).toMatchObject({ ok: true });
  const view = await getOverview(actor, portfolioId, { period: "max" }, NOW);
  expect(view?.value.amount).toBeNull();
  const request = { figure: "slice-total", portfolio: portfolioId.toString(), by: "currency", moment: NOW } as const;
  const derivation = (await explain(actor, request))?.derivation;
  expect(derivation?.figure.amount).toBe(add(ZERO, ...(view?.allocation.currency ?? []).map(({ value }) => value)));
  expect(derivation?.notes).toEqual(["Without a price or a rate, and so not counted: NORD, SEK."]);
});

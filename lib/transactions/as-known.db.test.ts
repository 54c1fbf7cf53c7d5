import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { undoImport } from "@/lib/imports/steps/undo";
import { type Moment, NOW } from "@/lib/moment/schema";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { ledgerRows } from "./as-known";
import { transactionFormSchema } from "./form-schema";
import { addTransaction, deleteTransaction, editTransaction, restoreTransaction } from "./mutations";
import { newestRevision } from "./queries";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor } = await db.signUp());
  accountId = await db.account(actor, { broker: "file" });
});

/** Every column of every row, as text, in the order of the ids. */
async function rowsAt(moment: Moment, reader = actor): Promise<string[]> {
  const rows = await asActor(
    reader,
    (tx) => tx.$queryRaw<{ row: string }[]>`
      SELECT to_jsonb(t)::text AS row FROM ${ledgerRows(moment)} t WHERE t.broker_account_id = ${accountId} ORDER BY t.id`,
  );
  return rows.map(({ row }) => row);
}

async function instant(): Promise<string> {
  const [row] = await db.owner.query<{ at: string }>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
  );
  return row?.at ?? "";
}

const form = (price: number, day = 1) =>
  transactionFormSchema.parse({
    ...{ tradeType: "buy", symbol: "ACME", quantity: "10", price: String(price), currency: "USD", date: `2025-01-0${day}` },
  });

/** What a broker tells of a day's trade: in its first version, or corrected; or that it never was. */
const file = (facts: readonly { day: number; version: number }[]) =>
  new TextEncoder().encode(
    writeHeader() +
      facts
        .map(({ day, version }) =>
          draft({
            symbol: `S${day}`,
            price: String(10 + version),
            tradeTime: `2025-03-0${day}T10:00:00.000Z`,
            meta: { externalId: `t:${day}` },
          }),
        )
        .map((row, index) => writeRow({ ...row, id: String(index), account: "" }))
        .join(""),
  );

const anyFact = fc.record({ day: fc.integer({ min: 1, max: 4 }), version: fc.integer({ min: 1, max: 3 }) });
const anyStep = fc.oneof(
  fc.record({
    act: fc.constantFrom("add" as const, "edit" as const, "delete" as const, "restore" as const, "undo" as const),
    which: fc.nat(),
  }),
  fc.record({ act: fc.constant("import" as const), facts: fc.uniqueArray(anyFact, { minLength: 1, selector: ({ day }) => day }) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer Of> ? Of : never;

/** One account's life so far: what can be undone, and what can come back. */
class Life {
  private readonly imports: bigint[] = [];
  private readonly deleted: bigint[] = [];

  async live(step: Step): Promise<void> {
    if (step.act === "add") await addTransaction(actor, accountId, form(step.which % 50));
    else if (step.act === "import") await this.import(step.facts);
    else if (step.act === "undo") await this.pick(this.imports, step.which, (id) => undoImport(actor, id));
    else if (step.act === "restore") await this.pick(this.deleted, step.which, (id) => restoreTransaction(actor, id));
    else await this.change(step.act, step.which);
  }

  private async import(facts: readonly { day: number; version: number }[]): Promise<void> {
    const importId = await stageImport(actor, { accountId, fileName: "ledger.csv", bytes: file(facts) });
    if (importId === null) throw new Error("the account is missing");
    await commitImport(actor, importId);
    this.imports.push(importId);
  }

  private async pick(ids: bigint[], which: number, act: (id: bigint) => Promise<unknown>): Promise<void> {
    const [id] = ids.splice(which % Math.max(ids.length, 1), 1);
    if (id !== undefined) await act(id);
  }

  private async change(act: "edit" | "delete", which: number): Promise<void> {
    const found = await asActor(actor, (tx) => tx.transaction.findMany({ where: { brokerAccountId: accountId }, orderBy: { id: "asc" } }));
    const row = found[which % Math.max(found.length, 1)];
    if (!row) return;
    if (act === "edit") await editTransaction(actor, row.id, await asActor(actor, (tx) => newestRevision(tx, row.id)), form(which % 50));
    else if ((await deleteTransaction(actor, row.id)).ok) this.deleted.push(row.id);
  }
}

describe("the ledger as it was known", () => {
  it("is at every instant what a reader saw then, whatever was added, edited, deleted, restored, imported and undone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 14 }), async (steps) => {
        accountId = await db.account(actor, { broker: "file" });
        const life = new Life();
        const seen: { known: string; rows: string[] }[] = [{ known: await instant(), rows: await rowsAt(NOW) }];
        for (const step of steps) {
          await life.live(step);
          seen.push({ known: await instant(), rows: await rowsAt(NOW) });
        }
        for (const { known, rows } of seen) expect(await rowsAt({ asOf: null, known })).toEqual(rows);
      }),
      { numRuns: 25 },
    );
  }, 300_000);

  it("knows a corrected row in the version of each import, and of none once all are undone", async () => {
    const life = new Life();
    const steps: Step[] = [
      { act: "import", facts: [{ day: 1, version: 1 }] },
      { act: "import", facts: [{ day: 1, version: 2 }] },
      { act: "undo", which: 1 },
      { act: "undo", which: 0 },
    ];
    const prices: unknown[][] = [];
    const instants: string[] = [];
    for (const step of steps) {
      await life.live(step);
      instants.push(await instant());
    }
    for (const known of instants) prices.push((await rowsAt({ asOf: null, known })).map((row) => JSON.parse(row).price));
    expect(prices).toEqual([[11], [12], [11], []]);
  });

  it("lacks a row for as long as an import, undone later, had taken it away", async () => {
    const trade = (attributes: string) =>
      `<Trade accountId="U1" currency="USD" assetCategory="STK" symbol="ORCH" dateTime="20250603;100000" levelOfDetail="EXECUTION" ${attributes} />`;
    const statement = (...trades: string[]) =>
      Buffer.from(
        `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1" fromDate="20250601" toDate="20250630"><Trades>${trades.join("")}</Trades></FlexStatement></FlexStatements></FlexQueryResponse>`,
      );
    const bought = trade(
      'tradeID="1" transactionID="81" transactionType="ExchTrade" buySell="BUY" quantity="5" tradePrice="100" netCash="-500" ibCommission="0"',
    );
    const cancelled = trade(
      'tradeID="2" transactionID="82" origTradeID="1" origTransactionID="81" transactionType="TradeCancel" buySell="BUY (Ca.)" quantity="-5" tradePrice="100" netCash="500" ibCommission="0"',
    );
    const imports: bigint[] = [];
    const seen: { known: string; rows: string[] }[] = [];
    const look = async () => seen.push({ known: await instant(), rows: await rowsAt(NOW) });
    for (const bytes of [statement(bought), statement(cancelled)]) {
      imports.push((await stageImport(actor, { accountId, fileName: "flex.xml", bytes })) ?? 0n);
      await commitImport(actor, imports.at(-1) ?? 0n);
      await look();
    }
    await undoImport(actor, imports[1] ?? 0n);
    await look();
    expect(seen.map(({ rows }) => rows.length)).toEqual([1, 0, 1]);
    for (const { known, rows } of seen) expect(await rowsAt({ asOf: null, known })).toEqual(rows);
  });

  it("ends with a day of trading when one is asked for", async () => {
    for (const day of [1, 2, 3]) await addTransaction(actor, accountId, form(day, day));
    const days = async (moment: Moment) => (await rowsAt(moment)).map((row) => JSON.parse(row).trade_time.slice(0, 10));
    const known = await instant();
    await addTransaction(actor, accountId, form(4, 1));
    expect(await days({ asOf: "2025-01-02", known: null })).toEqual(["2025-01-01", "2025-01-02", "2025-01-01"]);
    expect(await days({ asOf: "2025-01-02", known })).toEqual(["2025-01-01", "2025-01-02"]);
    expect(await days({ asOf: "2024-12-31", known })).toEqual([]);
  });

  it("goes by one clock: the database's, to the microsecond", async () => {
    await addTransaction(actor, accountId, form(1));
    const before = await instant();
    const [{ id } = { id: 0n }] = await asActor(actor, (tx) => tx.transaction.findMany({ where: { brokerAccountId: accountId } }));
    await deleteTransaction(actor, id);
    const between = await instant();
    await restoreTransaction(actor, id);
    const counts = [before, between, await instant()].map(async (known) => (await rowsAt({ asOf: null, known })).length);
    expect(await Promise.all(counts)).toEqual([1, 0, 1]);
    const [clock] = await db.owner.query<{ precise: boolean }>(
      "SELECT bool_or(extract(microseconds FROM made_at)::int % 1000 <> 0) AS precise FROM revisions WHERE operation = 'restore'",
    );
    expect(clock).toEqual({ precise: true });
  });

  it("is nobody else's to see", async () => {
    await addTransaction(actor, accountId, form(1));
    const known = await instant();
    const [{ id } = { id: 0n }] = await asActor(actor, (tx) => tx.transaction.findMany({ where: { brokerAccountId: accountId } }));
    await deleteTransaction(actor, id);
    const { actor: stranger } = await db.signUp();
    expect(await rowsAt({ asOf: null, known })).toHaveLength(1);
    expect(await rowsAt({ asOf: null, known }, stranger)).toEqual([]);
  });

  it("is read by the index on account and time when nothing is asked, and of a past day", async () => {
    const plan = (moment: Moment) =>
      asActor(actor, async (tx) => {
        // A table of three rows is read faster without any index.
        await tx.$executeRaw`SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`;
        const lines = await tx.$queryRaw<{ "QUERY PLAN": string }[]>`
          EXPLAIN SELECT * FROM ${ledgerRows(moment)} t WHERE t.broker_account_id = ${accountId} ORDER BY t.trade_time DESC, t.id DESC LIMIT 50`;
        return lines.map((line) => line["QUERY PLAN"]).join("\n");
      });
    for (const moment of [NOW, { asOf: "2025-01-02", known: null }])
      expect(await plan(moment)).toMatch(/^Limit .*\n(.*\n.*\n)? {2}-> {2}Index Scan using \w*trade_time\w* on transactions/);
  });
});

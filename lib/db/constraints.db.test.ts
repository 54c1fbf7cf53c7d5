import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/lib/db/as-actor";
import { isCurrency, LONG_CURRENCY_CODES } from "@/lib/money/currency";
import { createPortfolio, makeDefaultPortfolio } from "@/lib/portfolios/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { anyDraft, draft } from "@/test/factories";
import { REFUSED, refusal } from "@/test/sql";

let db: TestDatabase;
let person: Person;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  person = await db.signUp();
  accountId = await db.account(person.actor);
});
afterAll(() => db.close());

const attempt = (sql: string, ...params: unknown[]) => refusal(db.owner.query(sql, params));

function insertTransaction(row: ReturnType<typeof draft>, changes: Readonly<Record<string, unknown>> = {}): Promise<string | null> {
  const columns = {
    broker_account_id: accountId,
    asset_type: row.assetType,
    symbol: row.symbol,
    quantity: row.quantity,
    price: row.price,
    currency: row.currency,
    trade_type: row.tradeType,
    trade_time: row.tradeTime,
    meta: row.meta,
    ...changes,
  };
  const places = Object.keys(columns).map((_, index) => `$${index + 1}`);
  return attempt(`INSERT INTO transactions (${Object.keys(columns).join(", ")}) VALUES (${places.join(", ")})`, ...Object.values(columns));
}

describe("portfolios", () => {
  const defaults = () => db.owner.query<{ id: string }>("SELECT id FROM portfolios WHERE user_id = $1 AND is_default", [person.userId]);

  it("have one default per person, even when two are made the default at the same moment", async () => {
    const [first, second] = [
      await createPortfolio(person.actor, { name: "A", description: "" }),
      await createPortfolio(person.actor, { name: "B", description: "" }),
    ];
    const ids = [first, second].map((outcome) => BigInt(outcome.ok ? outcome.data.id : 0));
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(ids.map((id) => makeDefaultPortfolio(person.actor, id)));
      expect(answers.every((answer) => answer.ok)).toBe(true);
      const [chosen, ...others] = await defaults();
      expect(others).toEqual([]);
      expect(ids).toContain(BigInt(chosen?.id ?? 0));
    }
  });

  it("never have two defaults, whoever writes", async () => {
    expect(await attempt("UPDATE portfolios SET is_default = true WHERE user_id = $1", person.userId)).toBe(REFUSED.unique);
  });

  it("never have no default while one is active", async () => {
    expect(await attempt("UPDATE portfolios SET is_default = false WHERE user_id = $1", person.userId)).toBe(REFUSED.integrity);
  });

  it("are not the default when archived", async () => {
    expect(await attempt("UPDATE portfolios SET active = false WHERE user_id = $1 AND is_default", person.userId)).toBe(REFUSED.check);
  });
});

describe("e-mail addresses", () => {
  const signUp = (email: string) => db.owner.query<{ id: string | null }>("SELECT auth_sign_up($1, 'Ada', 'hash') AS id", [email]);

  it("are taken whatever their capitals", async () => {
    expect((await signUp("ada@example.org"))[0]?.id).not.toBeNull();
    expect((await signUp("ADA@Example.org"))[0]?.id).toBeNull();
    expect(await attempt("INSERT INTO users (email, name) VALUES ('Ada@example.ORG', 'Ada')")).toBe(REFUSED.unique);
  });

  it("go to one of two people who sign up with one at the same moment", async () => {
    const ids = (await Promise.all([signUp("race@example.org"), signUp("RACE@example.org")])).map(([row]) => row?.id);
    expect(ids.filter((id) => id !== null)).toHaveLength(1);
  });

  it.each(["", "no-at-sign", "two words@example.org", `${"a".repeat(250)}@example.org`])("are not %j", async (email) => {
    expect(await attempt("INSERT INTO users (email, name) VALUES ($1, 'Ada')", email)).toBe(REFUSED.check);
  });
});

describe("numbers", () => {
  it.each(["NaN", "Infinity", "-Infinity"])("%s is none, in no column", async (value) => {
    for (const column of ["quantity", "price"]) expect(await insertTransaction(draft(), { [column]: value })).toBe(REFUSED.check);
    await attempt(
      "INSERT INTO holding_snapshots (broker_account_id, id, as_of, source) VALUES ($1, 'numbers', now(), 'test') ON CONFLICT DO NOTHING",
      accountId,
    );
    for (const column of ["quantity", "avg_price", "cost_value", "market_value"]) {
      const numbers = { quantity: "1", avg_price: null, cost_value: null, market_value: null, [column]: value };
      const refused = await attempt(
        `INSERT INTO holdings (broker_account_id, asset_type, symbol, currency, as_of, source_snapshot_id, quantity, avg_price, cost_value, market_value)
         VALUES ($1, 'stock', 'ACME', 'EUR', now(), 'numbers', $2, $3, $4, $5)`,
        accountId,
        ...Object.values(numbers),
      );
      expect(refused, column).toBe(REFUSED.check);
    }
    const rate =
      "INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source) VALUES ($1, 'USD', 'EUR', '2025-01-02', $2, 'test')";
    expect(await attempt(rate, person.userId, value)).toBe(REFUSED.check);
  });

  it("a price is never negative, and a net amount is a plain decimal", async () => {
    expect(await insertTransaction(draft(), { price: "-1" })).toBe(REFUSED.check);
    for (const meta of [{ source: "test" }, { source: "test", netAmount: "1e3" }, { source: "test", netAmount: "NaN" }]) {
      expect(await insertTransaction(draft(), { meta })).toBe(REFUSED.check);
    }
  });

  it("of a coin keep all of their decimals", async () => {
    const quantity = "12345678901234567890.123456789012345678";
    expect(await insertTransaction(draft({ symbol: "COIN", quantity, meta: { netAmount: "0" } }))).toBeNull();
    expect(await db.owner.query("SELECT quantity FROM transactions WHERE symbol = 'COIN'")).toEqual([{ quantity }]);
  });
});

describe("currencies", () => {
  it("that are not three letters are the same in the database and in the code", async () => {
    const [source] = await db.owner.query<{ text: string }>("SELECT pg_get_functiondef('is_currency(text)'::regprocedure) AS text");
    const codes = [...(source?.text ?? "").matchAll(/'([A-Z0-9]{4,})'/g)].map(([, code]) => code);
    expect(codes.sort()).toEqual([...LONG_CURRENCY_CODES].sort());
  });

  it("are told from other text alike in the database and in the code", async () => {
    const texts = fc
      .oneof(fc.string({ maxLength: 5 }), fc.stringMatching(/^[A-Za-z]{2,5}\n?$/), fc.constantFrom(...LONG_CURRENCY_CODES))
      .filter((text) => !text.includes("\0"));
    const samples = fc.sample(texts, 500);
    const answers = await db.owner.query<{ code: string; ok: boolean }>(
      "SELECT code, is_currency(code) AS ok FROM unnest($1::text[]) AS code",
      [samples],
    );
    expect(answers.filter(({ code, ok }) => ok !== isCurrency(code))).toEqual([]);
    expect(await insertTransaction(draft(), { currency: "euro" })).toBe(REFUSED.check);
  });
});

describe("ledger rows", () => {
  it("of every type and any size fit", async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft, async (row) => {
        expect(await insertTransaction(row)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it("have their import key once per account, and any number have none", async () => {
    const keyed = draft({ meta: { importKey: "test:1" } });
    expect(await insertTransaction(keyed)).toBeNull();
    expect(await insertTransaction(keyed)).toBe(REFUSED.unique);
    expect(await insertTransaction(keyed, { broker_account_id: await db.account(person.actor) })).toBeNull();
    expect([await insertTransaction(draft()), await insertTransaction(draft())]).toEqual([null, null]);
  });

  it("that have a date only stand at its midnight in UTC, whatever the session's zone", async () => {
    const dateOnly = (tradeTime: string) => draft({ tradeTime, meta: { dateOnly: true } });
    expect(await insertTransaction(dateOnly("2025-01-02T00:00:00.000Z"))).toBeNull();
    expect(await insertTransaction(dateOnly("2025-01-02T00:00:00.001Z"))).toBe(REFUSED.check);
    expect(await insertTransaction(dateOnly("2025-01-02T00:00:00.000-08:00"))).toBe(REFUSED.check);
  });
});

describe("credentials", () => {
  const sealed = { protected: "p", encrypted_key: "k", iv: "i", ciphertext: "c", tag: "t" };
  const replace = (credentials: unknown, encrypted = true) =>
    attempt(
      "UPDATE broker_account_credentials SET credentials = $1, encrypted = $2 WHERE broker_account_id = $3",
      JSON.stringify(credentials),
      encrypted,
      accountId,
    );

  it("are one row per account: not two, and not none", async () => {
    expect(
      await attempt("INSERT INTO broker_account_credentials (broker_account_id, credentials) VALUES ($1, $2)", accountId, sealed),
    ).toBe(REFUSED.unique);
    expect(await attempt("DELETE FROM broker_account_credentials WHERE broker_account_id = $1", accountId)).toBe(REFUSED.integrity);
    const bare = "INSERT INTO broker_accounts (portfolio_id, broker_type_id, display_name) VALUES ($1, 1, 'Bare')";
    expect(await attempt(bare, person.portfolioId)).toBe(REFUSED.integrity);
  });

  it("are sealed", async () => {
    expect(await replace(sealed)).toBeNull();
    expect(await replace(sealed, false)).toBe(REFUSED.check);
    for (const plain of [{ token: "secret" }, { ...sealed, token: "secret" }, { protected: "p" }, [sealed], "secret", null]) {
      expect(await replace(plain), JSON.stringify(plain)).toBe(REFUSED.check);
    }
  });
});

describe("revisions", () => {
  const revisions = (account: bigint) =>
    db.owner.query<{ operation: string; table_name: string; before: { price?: number }; after: { price?: number } | null; reason: string }>(
      "SELECT operation, table_name, before, after, reason FROM revisions WHERE broker_account_id = $1 ORDER BY id",
      [account],
    );
  const accountWithRow = async () => {
    const account = await db.account(person.actor);
    await insertTransaction(draft(), { broker_account_id: account });
    return account;
  };

  it("keep what a row was before and after an edit, and before its deletion, with the reason", async () => {
    const account = await accountWithRow();
    const where = { brokerAccountId: account };
    await asActor(person.actor, (tx) => tx.transaction.updateMany({ where, data: { price: "11" } }), { reason: "typing error" });
    await asActor(person.actor, (tx) => tx.transaction.deleteMany({ where }));
    expect(await revisions(account)).toMatchObject([
      { operation: "update", table_name: "transactions", before: { price: 10 }, after: { price: 11 }, reason: "typing error" },
      { operation: "delete", table_name: "transactions", before: { price: 11 }, after: null, reason: "" },
    ]);
  });

  it("are not made of an edit that changes nothing", async () => {
    const account = await accountWithRow();
    await db.owner.query("UPDATE transactions SET price = price WHERE broker_account_id = $1", [account]);
    expect(await revisions(account)).toEqual([]);
  });

  it("are not made of rows that go with their account or portfolio", async () => {
    const account = await accountWithRow();
    await db.owner.query("DELETE FROM broker_accounts WHERE id = $1", [account]);
    expect(await revisions(account)).toEqual([]);
    const created = await createPortfolio(person.actor, { name: "Short-lived", description: "" });
    const portfolioId = BigInt(created.ok ? created.data.id : 0);
    const inside = await db.account(person.actor, { portfolioId });
    await insertTransaction(draft(), { broker_account_id: inside });
    await db.owner.query("DELETE FROM portfolios WHERE id = $1", [portfolioId]);
    expect(await revisions(inside)).toEqual([]);
  });

  it("are kept for holdings too", async () => {
    const account = await db.account(person.actor);
    await db.owner.query("INSERT INTO holding_snapshots (broker_account_id, id, as_of, source) VALUES ($1, 's', now(), 'test')", [account]);
    await db.owner.query(
      `INSERT INTO holdings (broker_account_id, asset_type, symbol, quantity, currency, as_of, source_snapshot_id)
       VALUES ($1, 'stock', 'ACME', 1, 'EUR', now(), 's')`,
      [account],
    );
    await db.owner.query("UPDATE holdings SET quantity = 2 WHERE broker_account_id = $1", [account]);
    await db.owner.query("DELETE FROM holdings WHERE broker_account_id = $1", [account]);
    expect((await revisions(account)).map(({ table_name, operation }) => `${table_name} ${operation}`)).toEqual([
      "holdings update",
      "holdings delete",
    ]);
  });
});

describe("lines of imports", () => {
  const insert = (table: string, row: Record<string, unknown>) =>
    db.owner.query<{ id: string }>(
      `INSERT INTO ${table} (${Object.keys(row).join(", ")}) SELECT ${Object.keys(row)
        .map((_, index) => `$${index + 1}`)
        .join(", ")} RETURNING id`,
      Object.values(row),
    );

  async function importWithLine() {
    const account = (await db.account(person.actor)).toString();
    const [started] = await insert("imports", { broker_account_id: account, file_name: "a.csv", file_size: 1, status: "preview" });
    const ids = { import_id: started?.id, broker_account_id: account };
    const [statement] = await insert("import_statements", { ...ids, ordinal: 0, external_account_id: "" });
    const line = { ...ids, statement_id: statement?.id, line: 1, kind: "line", outcome: "skipped", payload: "{}" };
    await insert("import_rows", line);
    return { account, line };
  }
  const lines = ({ import_id }: { import_id: string | undefined }) =>
    db.owner.query("SELECT 1 FROM import_rows WHERE import_id = $1", [import_id]);

  it("belong to an import of their account, and to a statement of that import", async () => {
    const [mine, other] = [await importWithLine(), await importWithLine()];
    for (const wrong of [
      { broker_account_id: other.account },
      { import_id: other.line.import_id },
      { statement_id: other.line.statement_id },
      { import_id: "999999999" },
    ])
      await expect(insert("import_rows", { ...mine.line, ...wrong })).rejects.toThrow(/not there/);
    await expect(
      db.owner.query("UPDATE import_rows SET import_id = $1 WHERE import_id = $2", [other.line.import_id, mine.line.import_id]),
    ).rejects.toThrow(/stays with its import/);
  });

  it.each([
    ["their import", "DELETE FROM imports WHERE id = $1", (each: Awaited<ReturnType<typeof importWithLine>>) => each.line.import_id],
    [
      "their statement",
      "DELETE FROM import_statements WHERE id = $1",
      (each: Awaited<ReturnType<typeof importWithLine>>) => each.line.statement_id,
    ],
    ["their account", "DELETE FROM broker_accounts WHERE id = $1", (each: Awaited<ReturnType<typeof importWithLine>>) => each.account],
  ])("go with %s", async (_what, sql, idOf) => {
    const [mine, other] = [await importWithLine(), await importWithLine()];
    await db.owner.query(sql, [idOf(mine)]);
    expect([await lines(mine.line), await lines(other.line)].map((found) => found.length)).toEqual([0, 1]);
  });
});

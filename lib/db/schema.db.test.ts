import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/test/database";

/** The core of the model, which is fixed: no column more, none fewer, none of another type. */
const CORE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  users: { id: "bigserial", email: "text", name: "text", created_at: "timestamptz" },
  portfolios: {
    id: "bigserial",
    user_id: "bigint",
    active: "boolean",
    name: "text",
    description: "text",
    is_default: "boolean",
    created_at: "timestamptz",
  },
  broker_types: { id: "bigserial", code: "text", display_name: "text" },
  broker_accounts: {
    id: "bigserial",
    portfolio_id: "bigint",
    broker_type_id: "bigint",
    external_account_id: "text",
    display_name: "text",
    status: "text",
    created_at: "timestamptz",
  },
  broker_account_credentials: {
    id: "bigserial",
    broker_account_id: "bigint",
    credentials: "jsonb",
    encrypted: "boolean",
    created_at: "timestamptz",
    updated_at: "timestamptz",
  },
  holdings: {
    id: "bigserial",
    broker_account_id: "bigint",
    asset_type: "text",
    symbol: "text",
    isin: "text",
    quantity: "numeric",
    avg_price: "numeric",
    currency: "text",
    cost_value: "numeric",
    market_value: "numeric",
    as_of: "timestamptz",
    source_snapshot_id: "text",
    meta: "jsonb",
    created_at: "timestamptz",
  },
  transactions: {
    id: "bigserial",
    broker_account_id: "bigint",
    asset_type: "text",
    symbol: "text",
    quantity: "numeric",
    price: "numeric",
    currency: "text",
    trade_type: "text",
    trade_time: "timestamptz",
    meta: "jsonb",
    created_at: "timestamptz",
  },
};

/** Which table refers to which: child column → parent. */
const REFERENCES = [
  "broker_account_credentials.broker_account_id → broker_accounts.id",
  "broker_accounts.broker_type_id → broker_types.id",
  "broker_accounts.portfolio_id → portfolios.id",
  "holdings.broker_account_id → broker_accounts.id",
  "portfolios.user_id → users.id",
  "transactions.broker_account_id → broker_accounts.id",
];

interface Column {
  column_name: string;
  data_type: string;
  column_default: string | null;
  numeric_precision: number | null;
  numeric_scale: number | null;
}

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** A column's type in one word; anything that the words above don't cover shows as it is. */
function typeOf({ data_type, column_default, numeric_precision, numeric_scale }: Column): string {
  if (data_type === "bigint") return column_default?.startsWith("nextval(") ? "bigserial" : "bigint";
  if (data_type === "timestamp with time zone") return "timestamptz";
  // Unconstrained: coins have 18 decimals.
  if (data_type === "numeric" && numeric_precision !== null) return `numeric(${numeric_precision},${numeric_scale})`;
  return data_type;
}

it.each(Object.keys(CORE))("%s has exactly the columns of the design", async (table) => {
  const columns = await db.owner.query<Column>(
    "SELECT * FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
    [table],
  );
  expect(Object.fromEntries(columns.map((column) => [column.column_name, typeOf(column)]))).toEqual(CORE[table]);
});

it.each(Object.keys(CORE))("%s has its id as the primary key", async (table) => {
  const keys = await db.owner.query(
    "SELECT pg_get_constraintdef(oid) AS key FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p'",
    [table],
  );
  expect(keys).toEqual([{ key: "PRIMARY KEY (id)" }]);
});

it("the core tables refer to each other as the design says", async () => {
  const found = await db.owner.query<{ reference: string }>(
    `SELECT format('%s.%s → %s.%s', conrelid::regclass, c.attname, confrelid::regclass, p.attname) AS reference
     FROM pg_constraint JOIN pg_attribute c ON c.attrelid = conrelid AND c.attnum = conkey[1]
       JOIN pg_attribute p ON p.attrelid = confrelid AND p.attnum = confkey[1]
     WHERE contype = 'f' AND conrelid::regclass::text = ANY ($1) AND confrelid::regclass::text = ANY ($1) AND cardinality(conkey) = 1`,
    [Object.keys(CORE)],
  );
  expect(found.map(({ reference }) => reference).sort()).toEqual(REFERENCES);
});

it("an account has one credentials row at the most", async () => {
  const indexes = await db.owner.query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE tablename = 'broker_account_credentials'",
  );
  expect(indexes.map(({ indexdef }) => indexdef).join("\n")).toMatch(/UNIQUE INDEX .*\(broker_account_id\)/);
});

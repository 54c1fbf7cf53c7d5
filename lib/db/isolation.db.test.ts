import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRows, foreignKeys, type JsonRow, keyColumns, listRelations, MIGRATIONS, referringColumns } from "@/test/catalog";
import { type TestDatabase, testDatabase } from "@/test/database";
import { AppConnection, REFUSED, refusal } from "@/test/sql";
import { createTenant, type Tenant } from "@/test/tenant";
import { asActor } from "./as-actor";

/** Not anybody's: read by everyone who has signed in. */
const SHARED = ["broker_circuits", "broker_types", "daily_tasks", "reference_rates"];
/** Read by nobody: the database's own functions keep it. */
const UNSEEN = ["attention_states", "broker_limits", "outgoing_mails", "passkey_challenges", "sign_in_attempts", "verification_tokens"];
const HISTORY = ["audit_log", "revisions"];
/** References whose value two people rightly share: a kind of broker, and the name of a snapshot, which is unique in its account only. */
const IN_COMMON = ["broker_accounts.broker_type_id", "holdings.source_snapshot_id"];

/** Columns that refer to other rows by a trigger's word, because a foreign key would cost too much. */
const KEYS_WITHOUT_CONSTRAINT = [
  { table: "import_rows", columns: ["import_id", "broker_account_id"] },
  { table: "import_rows", columns: ["statement_id"] },
];

const pick = (row: Record<string, unknown>, columns: readonly string[]) =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));

let db: TestDatabase;
let app: AppConnection;
let ada: Tenant;
let bob: Tenant;
/** Read from the catalog, so that a table added tomorrow is tested, and fails until somebody's rows are in it (test/tenant.ts). */
let tenantTables: string[];
const rowsOf: { ada: Map<string, JsonRow[]>; bob: Map<string, JsonRow[]> } = { ada: new Map(), bob: new Map() };

beforeAll(async () => {
  db = await testDatabase();
  app = await AppConnection.open(db.appUrl);
  tenantTables = (await listRelations(db.owner)).map(({ name }) => name).filter((name) => ![...SHARED, ...UNSEEN].includes(name));
  ada = await createTenant(db, "Ada");
  for (const table of tenantTables) rowsOf.ada.set(table, await allRows(db.owner, table));
  bob = await createTenant(db, "Bob");
  for (const table of tenantTables) {
    const before = new Set(rowsOf.ada.get(table));
    rowsOf.bob.set(
      table,
      (await allRows(db.owner, table)).filter((row) => !before.has(row)),
    );
  }
});
afterAll(async () => {
  await app.close();
  await db.close();
});

/** Runs the same test on each table and names those that fail it. */
async function offenders(tables: readonly string[], isSound: (table: string) => Promise<boolean>): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) if (!(await isSound(table))) found.push(table);
  return found;
}

const cameToNothing = (outcome: number | string) => outcome === 0 || outcome === REFUSED.privilege;
const rows = (who: "ada" | "bob", table: string) => rowsOf[who].get(table) ?? [];
const seenBy = async (userId: bigint, table: string): Promise<JsonRow[]> =>
  (await app.as(userId, `SELECT to_jsonb(t)::text AS row FROM "${table}" t`)).rows.map(({ row }) => row);
const copyOf = (table: string) => `INSERT INTO "${table}" SELECT (jsonb_populate_record(NULL::"${table}", $1)).*`;
/** "This very row", by the primary key, with the row as the statement's first parameter. */
const thisRow = async (table: string) =>
  (await keyColumns(db.owner, table)).map((key) => `t."${key}" = (jsonb_populate_record(NULL::"${table}", $1))."${key}"`).join(" AND ");

describe("the test itself", () => {
  it("has rows of two people in every table that belongs to people", async () => {
    expect(await offenders(tenantTables, async (table) => rows("ada", table).length > 0 && rows("bob", table).length > 0)).toEqual([]);
  });
});

describe("every table", () => {
  it("has row-level security, and nothing but tables is there to read from", async () => {
    expect((await listRelations(db.owner)).filter(({ guarded }) => !guarded)).toEqual([]);
  });

  it("is empty for nobody", async () => {
    const isEmpty = async (table: string) => cameToNothing(await app.attempt(null, `SELECT 1 FROM "${table}"`));
    expect(await offenders([...tenantTables, ...SHARED, ...UNSEEN], isEmpty)).toEqual([]);
  });

  it("takes no row from nobody", async () => {
    const refuses = async (table: string) => (await app.attempt(null, copyOf(table), rows("ada", table).slice(0, 1))) === REFUSED.privilege;
    expect(await offenders(tenantTables, refuses)).toEqual([]);
  });

  it("can't be truncated by the application", async () => {
    const refuses = async (table: string) => (await app.attempt(ada.userId, `TRUNCATE "${table}" CASCADE`)) === REFUSED.privilege;
    expect(await offenders([...tenantTables, ...SHARED, ...UNSEEN], refuses)).toEqual([]);
  });
});

describe("a person", () => {
  it("sees all of their rows and none of another's", async () => {
    for (const table of tenantTables) {
      expect((await seenBy(ada.userId, table)).sort(), table).toEqual(rows("ada", table).sort());
      expect((await seenBy(bob.userId, table)).sort(), table).toEqual(rows("bob", table).sort());
    }
  });

  it("can't change or delete another's row, known by its key", async () => {
    const fails = async (table: string) => {
      const [key] = await keyColumns(db.owner, table);
      const [where, victim] = [await thisRow(table), rows("ada", table).slice(0, 1)];
      const outcomes = [
        await app.attempt(bob.userId, `UPDATE "${table}" t SET "${key}" = "${key}" WHERE ${where}`, victim),
        await app.attempt(bob.userId, `DELETE FROM "${table}" t WHERE ${where}`, victim),
      ];
      return outcomes.every(cameToNothing);
    };
    expect(await offenders(tenantTables, fails)).toEqual([]);
  });

  it("can't add a row under another's name", async () => {
    const refuses = async (table: string) =>
      (await app.attempt(bob.userId, copyOf(table), rows("ada", table).slice(0, 1))) === REFUSED.privilege;
    expect(await offenders(tenantTables, refuses)).toEqual([]);
  });

  it("can't make a row of their own refer to a row of another's", async () => {
    // By policy, by a foreign key that includes the account, or because the place is taken.
    const refusals: unknown[] = [REFUSED.privilege, REFUSED.foreignKey, REFUSED.unique];
    const refuses = async (table: string) => {
      for (const column of await referringColumns(db.owner, table)) {
        if (IN_COMMON.includes(`${table}.${column}`)) continue;
        const statement = `UPDATE "${table}" SET "${column}" = (jsonb_populate_record(NULL::"${table}", $1))."${column}"`;
        const referring = rows("ada", table).filter((row) => JSON.parse(row)[column] !== null);
        if (!refusals.includes(await app.attempt(bob.userId, statement, referring.slice(0, 1)))) return false;
      }
      return true;
    };
    expect(await offenders(tenantTables, refuses)).toEqual([]);
  });

  it("can't add a row of their own under a parent of another's, by any foreign key, whole or in part", async () => {
    const refusals: unknown[] = [REFUSED.privilege, REFUSED.foreignKey, REFUSED.unique];
    const taken: string[] = [];
    let tried = 0;
    let id = 9_000_000_000;
    for (const { table, columns } of [...(await foreignKeys(db.owner)), ...KEYS_WITHOUT_CONSTRAINT]) {
      const [own, victim] = [rows("bob", table), rows("ada", table)].map((found) =>
        found.map((row) => JSON.parse(row) as Record<string, unknown>).find((row) => columns.every((column) => row[column] !== null)),
      );
      if (!own || !victim) continue;
      for (const moved of [columns, ...columns.map((column) => [column])]) {
        if (moved.every((column) => IN_COMMON.includes(`${table}.${column}`))) continue;
        tried += 1;
        id += 1;
        const row = { ...own, ...("id" in own && typeof own.id === "number" ? { id } : {}), ...pick(victim, moved) };
        const outcome = await app.attempt(bob.userId, copyOf(table), [JSON.stringify(row)]);
        if (!refusals.includes(outcome)) taken.push(`${table} (${moved.join(", ")}): ${outcome}`);
      }
    }
    expect(taken).toEqual([]);
    expect(tried).toBeGreaterThan(50);
  });

  it("can't move an account into another's portfolio", async () => {
    const outcome = await app.attempt(bob.userId, "UPDATE broker_accounts SET portfolio_id = $1 WHERE id = $2", [
      ada.portfolioId,
      bob.accountId,
    ]);
    expect(outcome).toBe(REFUSED.privilege);
  });

  it("can't import a statement into another's account", async () => {
    expect(await app.attempt(bob.userId, "UPDATE import_statements SET target_account_id = $1", [ada.accountId])).toBe(REFUSED.privilege);
  });

  it("can't rewrite history, not even their own", async () => {
    for (const table of HISTORY) {
      expect(await app.attempt(ada.userId, `UPDATE ${table} SET user_id = user_id`)).toBe(REFUSED.privilege);
      expect(await app.attempt(ada.userId, `DELETE FROM ${table}`)).toBe(REFUSED.privilege);
      expect(await app.attempt(ada.userId, `TRUNCATE ${table}`)).toBe(REFUSED.privilege);
      expect(await app.attempt(ada.userId, `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`)).toBe(REFUSED.privilege);
    }
  });

  it("reads the list of brokers and can't change it", async () => {
    expect(await app.attempt(ada.userId, "SELECT 1 FROM broker_types")).toBeGreaterThan(0);
    expect(await app.attempt(ada.userId, "UPDATE broker_types SET code = code")).toBe(REFUSED.privilege);
    expect(await app.attempt(ada.userId, "INSERT INTO broker_types (code, display_name) VALUES ('x', 'X')")).toBe(REFUSED.privilege);
  });
});

describe("a connection that one person after another uses", () => {
  it("keeps nothing of whom it was used for before, however that ended", async () => {
    const pool = new pg.Pool({ connectionString: db.appUrl, max: 1 });
    const seen = async (userId: bigint | null, end: "COMMIT" | "ROLLBACK" | "fails"): Promise<string[]> => {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        if (userId !== null) await client.query("SELECT set_config('app.user_id', $1, true)", [userId.toString()]);
        const { rows: found } = await client.query<{ user_id: string }>("SELECT DISTINCT user_id FROM portfolios");
        if (end === "fails") expect(await refusal(client.query("SELECT 1 FROM sign_in_attempts"))).toBe(REFUSED.privilege);
        await client.query(end === "COMMIT" ? "COMMIT" : "ROLLBACK");
        return found.map((row) => row.user_id);
      } finally {
        client.release();
      }
    };
    for (const end of ["COMMIT", "ROLLBACK", "fails"] as const) {
      expect(await seen(ada.userId, end)).toEqual([ada.userId.toString()]);
      expect(await seen(null, end)).toEqual([]);
      expect(await seen(bob.userId, end)).toEqual([bob.userId.toString()]);
    }
    // Even what somebody set for the whole session: the next transaction says whose it is.
    await pool.query("SELECT set_config('app.user_id', $1, false)", [ada.userId.toString()]);
    expect(await seen(bob.userId, "COMMIT")).toEqual([bob.userId.toString()]);
    await pool.end();
  });

  it("shows each of many who use it at once their own rows only", async () => {
    const own = (person: Tenant) => asActor(person.actor, (tx) => tx.portfolio.findMany({ select: { userId: true } }));
    const asked = await Promise.all(Array.from({ length: 200 }, (_, index) => own(index % 2 === 0 ? ada : bob)));
    const wrong = asked.filter((found, index) => found.some(({ userId }) => userId !== (index % 2 === 0 ? ada : bob).userId));
    expect(wrong).toEqual([]);
  });
});

describe("the application's role", () => {
  it("has no power beyond its grants and owns nothing", async () => {
    const [role] = await db.owner.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships,
         has_schema_privilege(r.oid, 'public', 'CREATE') AS may_create
       FROM pg_roles r WHERE rolname = $1`,
      [new URL(db.appUrl).username],
    );
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false };
    expect(role).toEqual({ ...none, owned: 0, memberships: 0, may_create: false });
  });

  it("has nothing to do with the books of the migrations", async () => {
    const privileges = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER";
    const [answer] = await db.owner.query("SELECT has_table_privilege($1, $2, $3) AS any", [
      new URL(db.appUrl).username,
      MIGRATIONS,
      privileges,
    ]);
    expect(answer).toEqual({ any: false });
  });

  it("looks past the policies only through these functions", async () => {
    const functions = await db.owner.query<{ name: string }>(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND has_function_privilege($1, oid, 'EXECUTE')
       ORDER BY name`,
      [new URL(db.appUrl).username],
    );
    expect(functions.map(({ name }) => name)).toEqual([
      "account_ids",
      "auth_count_attempt",
      "auth_find_identity",
      "auth_find_passkey",
      "auth_find_user",
      "auth_forgive_attempt",
      "auth_keep_challenge",
      "auth_make_token",
      "auth_note_failed_sign_in",
      "auth_reset_password",
      "auth_session",
      "auth_sign_up",
      "auth_sign_up_by_identity",
      "auth_take_challenge",
      "auth_token",
      "auth_verify_email",
      "claim_attention_notices",
      "claim_daily_task",
      "claim_due_syncs",
      "claim_mails",
      "claim_price_feeds",
      "delete_current_user",
      "enqueue_sync",
      "import_matches",
      "note_broker_answer",
      "note_daily_task",
      "open_sync_run",
      "pass_broker_circuit",
      "portfolio_ids",
      "queue_mail",
      "reference_rates_state",
      "refresh_statistics",
      "settle_mail",
      "site_figures",
      "slow_statements",
      "store_reference_rates",
      "take_broker_turn",
      "waiting_imports",
    ]);
  });

  it("is shown by the one that reads ledgers only the person's own", async () => {
    const [started] = await db.owner.query<{ id: string }>("SELECT id FROM imports WHERE broker_account_id = $1 ORDER BY id", [
      ada.accountId,
    ]);
    const matches = (userId: bigint | null) => app.attempt(userId, "SELECT * FROM import_matches($1)", [started?.id]);
    expect([await matches(ada.userId), await matches(bob.userId), await matches(null)]).toEqual([1, 0, 0]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { asActor } from "@/lib/db/as-actor";
import { createPortfolio } from "@/lib/portfolios/mutations";
import { readCursor } from "@/lib/transactions/cursor";
import { changePassword } from "@/lib/users/mutations";
import { type Person, TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { downloadActivity } from "./download";
import { record } from "./mutations";
import { getActivity } from "./queries";
import { parseActivityFilter } from "./schema";

const EVERYTHING = parseActivityFilter({});
let db: TestDatabase;
let person: Person;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  person = await db.signUp();
});
afterAll(() => db.close());

const noted = (at: string, event = "sign_in") =>
  db.owner.query("INSERT INTO audit_log (user_id, at, event) VALUES ($1, $2, $3)", [person.userId, at, event]);
const emailOf = async () =>
  (await db.owner.query<{ email: string }>("SELECT email FROM users WHERE id = $1", [person.userId]))[0]?.email ?? "";
const events = async (filter = EVERYTHING, zone = "UTC") =>
  (await getActivity(person.actor, filter, zone, null)).entries.map(({ event }) => event);
const downloaded = async (query: string) => (await downloadActivity(person.actor, new URLSearchParams(query))).text();

describe("what happened", () => {
  it("is listed newest first, with a link to what is there and words for what is gone", async () => {
    const made = await createPortfolio(person.actor, { name: "Growth", description: "" });
    const id = made.ok ? made.data.id : "";
    const other = await db.signUp();
    await asActor(person.actor, async (tx) => {
      await record(tx, person.actor, "portfolio_archived", `portfolio:${other.portfolioId}`);
    });
    const { entries } = await getActivity(person.actor, EVERYTHING, "UTC", null);
    expect(entries.map(({ words, subject }) => ({ words, subject }))).toEqual([
      { words: "Portfolio archived", subject: { label: "A portfolio that is gone", href: null } },
      { words: "Portfolio created", subject: { label: "Growth", href: `/portfolios/${id}` } },
      { words: "Signed in", subject: null },
      { words: "Signed up", subject: null },
    ]);
  });

  it("comes in pages that meet without a gap, also between events of one instant", async () => {
    const at = "2025-03-01T10:00:00.123456Z";
    for (let count = 0; count < 120; count += 1) await noted(at);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof getActivity>> = await getActivity(person.actor, EVERYTHING, "UTC", readCursor(after ?? ""));
      seen.push(...page.entries.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(122);
    expect(new Set(seen).size).toBe(122);
  });

  it("is narrowed to a kind and to days of the person's own zone", async () => {
    await noted("2025-03-01T23:30:00Z", "import_undone");
    await noted("2025-03-02T23:30:00Z", "transaction_deleted");
    expect(await events(parseActivityFilter({ kind: "deletions" }))).toEqual(["transaction_deleted", "import_undone"]);
    const day = parseActivityFilter({ from: "2025-03-02", to: "2025-03-02" });
    expect([await events(day, "UTC"), await events(day, "Europe/Berlin")]).toEqual([["transaction_deleted"], ["import_undone"]]);
  });

  it("is asked for with anything and answers without a fault", () => {
    expect(parseActivityFilter({ kind: ["x"], from: "2025-02-31", to: "' OR 1=1" })).toEqual(EVERYTHING);
  });

  it("includes a failed sign-in and a wrong current password, and nothing for an address that nobody has", async () => {
    const attempt = (email: string, password: string) => signInWithPassword({ email, password, address: "test", userAgent: "" });
    await attempt(await emailOf(), "not the password");
    await attempt("nobody@example.org", "not the password");
    await changePassword(person.actor, "not the password", "another plain test phrase");
    expect((await events()).slice(0, 2)).toEqual(["password_refused", "sign_in_failed"]);
    expect(await db.owner.query("SELECT 1 FROM audit_log WHERE user_id = 0")).toEqual([]);
    expect(await attempt(await emailOf(), TEST_PASSWORD)).toMatchObject({ ok: true });
  });

  it("of others is not there, in the list nor in the download", async () => {
    const other = await db.signUp("Bob");
    await asActor(other.actor, (tx) => record(tx, other.actor, "account_deleted", "account:1", { name: "Secret broker" }));
    expect((await events()).includes("account_deleted")).toBe(false);
    expect(await downloaded("format=json")).not.toContain("Secret broker");
  });
});

describe("the download", () => {
  it("has every row once, as JSON and as CSV, and is itself noted", async () => {
    for (let count = 0; count < 30; count += 1) await noted(`2025-03-01T10:00:00.${String(count).padStart(3, "0")}Z`);
    const rows = JSON.parse(await downloaded("format=json")) as { at: string; event: string }[];
    expect(rows).toHaveLength(33);
    expect(rows[0]).toMatchObject({ event: "export_downloaded", detail: { what: "activity", format: "json" } });
    expect(rows.map(({ at }) => at)).toEqual(
      rows
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect((await downloaded("format=csv")).trimEnd().split("\r\n")).toHaveLength(35);
  });

  it("has no cell that a spreadsheet runs", async () => {
    await asActor(person.actor, (tx) => record(tx, person.actor, "account_deleted", "=1+1", { name: '=HYPERLINK("x")' }));
    const [line = ""] = (await downloaded("format=csv")).split("\r\n").filter((each) => each.includes("account_deleted"));
    expect(line).toContain("'=1+1");
    expect(line.split(",").filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
  });
});

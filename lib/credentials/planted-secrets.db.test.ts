import { gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkAccount } from "@/lib/accounts/mutations";
import { reportUnexpected } from "@/lib/action/report";
import { credentialInputName } from "@/lib/brokers/manifest";
import { type CredentialKey, credentialKeys } from "@/lib/crypto/keys";
import { open } from "@/lib/crypto/seal";
import { openFile } from "@/lib/crypto/seal-file";
import { asActor } from "@/lib/db/as-actor";
import { testSealed, testTyped } from "@/lib/linking/connection";
import { beginLogin, finishLogin } from "@/lib/linking/login/mutations";
import { chooseAccounts, unlink } from "@/lib/linking/mutations";
import { getLinkState, getSyncDigest, listConnections } from "@/lib/linking/queries";
import { listRuns } from "@/lib/sync/queries";
import type { BrokerDirectory } from "@/lib/sync/run/brokers";
import { expectConsole } from "@/test/console";
import { type Person, TEST_PASSWORD, type TestDatabase, testDatabase } from "@/test/database";
import { listen } from "@/test/listen";
import { everythingStored, foundAmong } from "@/test/planted";
import { SIMULATED_BROKERS } from "@/test/simulators/all";
import { WITH_PLAIN } from "@/test/simulators/plain-broker";
import type { Behaviour, RunningBroker } from "@/test/simulators/simulator";
import { simulatedTrading212 } from "@/test/simulators/trading212";
import { REQUEST_TOKEN } from "@/test/simulators/zerodha-kite";
import { askInstead, linkTo, perform, request, stateOf } from "@/test/sync";
import { replaceCredentials } from "./mutations";
import { getCredentialState } from "./queries";
import { rotate } from "./rotation/mutations";

/** A test of a connection asks Trading 212 twice for what it tells once in five seconds, and that wait would be a real one. */
const BROKERS = SIMULATED_BROKERS.map((broker) => (broker.code === "trading212" ? simulatedTrading212({ isGenerous: true }) : broker));
/** What goes wrong in as many ways: refused, broken off, out of order, not understood. */
const FAILURES: readonly Behaviour[] = ["revoked", "lacking-permission", "cut-off", "web-page", "out-of-order", "elsewhere", "wrong-clock"];
/** Refusals that repeat what was sent, and an answer that does. */
const ECHOES = [400, 401, 403, 200];
const SHORTEST = 8;
const IS_INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const running = new Map<string, RunningBroker>();
const planted = new Map<string, string>();
/** What was written to the console and to the process's streams, a line each. */
const written: string[] = [];
/** What actions and queries answered, which pages show: where → JSON. */
const answered = new Map<string, string>();
const accounts = new Map<string, bigint>();
let db: TestDatabase;
let ada: Person;
let stopListening: () => void;

beforeAll(async () => {
  stopListening = listen((line) => written.push(line));
  for (const broker of BROKERS) running.set(broker.code, await broker.start());
  askInstead(Object.fromEntries([...running].map(([code, { endpoints }]) => [code, endpoints])));
  db = await testDatabase();
  ada = await db.signUp();
  planted.set("the password", TEST_PASSWORD);
  planted.set("the installation's secret", process.env.NEXTAUTH_SECRET ?? "");
  planted.set("the sealing key", Buffer.from(credentialKeys()[0].secret).toString("base64"));
  planted.set("what Zerodha's login page hands over", REQUEST_TOKEN);
  planted.set("sessions at Questrade", "access-token-number-");
  planted.set("what Plaid's pages hand over", "public-sandbox-00000000-0000-4000-8000-000000000002");
});
afterAll(async () => {
  stopListening();
  await db.close();
  await Promise.all([...running.values()].map((broker) => broker.close()));
});

const fieldsOf = (code: string) => WITH_PLAIN.manifest(code)?.fields ?? [];

/** Plants what of these is secret: all but fields that the manifest says are none, and the ends of sessions, which pages tell. */
function plant(code: string, secrets: Readonly<Record<string, string>>): void {
  const isOpen = new Set(fieldsOf(code).flatMap(({ name, secret }) => (secret ? [] : name)));
  for (const [name, value] of Object.entries(secrets))
    if (!isOpen.has(name) && value.length >= SHORTEST && !IS_INSTANT.test(value)) planted.set(`${code} ${name} ${value.slice(-4)}`, value);
}

/** Plants what is sealed by now: sessions that were opened, keys that renewed themselves. */
async function plantSealed(of: string, keys: readonly CredentialKey[] = credentialKeys()): Promise<void> {
  const rows = await db.owner.query<{ id: string; code: string; credentials: unknown }>(
    `SELECT a.id, t.code, c.credentials FROM broker_account_credentials c JOIN broker_accounts a ON a.id = c.broker_account_id
     JOIN broker_types t ON t.id = a.broker_type_id WHERE t.code = $1`,
    [of],
  );
  for (const { id, code, credentials } of rows) {
    const opened = await open(BigInt(id), credentials, keys);
    if (opened.ok) plant(code, opened.secrets);
  }
}

const answer = (where: string, value: unknown) => answered.set(where, JSON.stringify(value));

/** What the account's pages are given, as it stands. */
async function look(code: string, accountId: bigint, moment: string): Promise<void> {
  const { actor, portfolioId } = ada;
  answer(`${code}, ${moment}, link`, await getLinkState(actor, accountId));
  answer(`${code}, ${moment}, runs`, await listRuns(actor, accountId, 20));
  answer(`${code}, ${moment}, credentials`, await getCredentialState(actor, accountId));
  answer(`${code}, ${moment}, connections`, await listConnections(actor));
  answer(`${code}, ${moment}, digest`, await getSyncDigest(actor, portfolioId));
  await plantSealed(code);
}

/** The fields of a form: those that are secret, or the others; the rest is left blank. */
const typed = (code: string, secrets: Readonly<Record<string, string>>, which: "secret" | "open" | "all") =>
  Object.fromEntries(
    fieldsOf(code)
      .filter(({ secret }) => which === "all" || secret === (which === "secret"))
      .map((field) => [credentialInputName(field), secrets[field.name] ?? ""]),
  );

/** Links as the form does, and signs in on the broker's own pages where it has such. */
async function link(code: string, broker: RunningBroker): Promise<bigint> {
  // The product doesn't know the plain one, whose keys renew themselves.
  if (code === "plain") return linkTo(db, ada, code, { token: "token-1", refresh: "refresh-1" });
  const input = { portfolioId: ada.portfolioId.toString(), broker: code, displayName: code, externalAccountId: "" };
  const outcome = await linkAccount(ada.actor, { ...input, ...typed(code, broker.secrets, "all") });
  answer(`${code}, linked`, outcome);
  const accountId = BigInt((outcome.ok && outcome.redirectTo?.split("/").at(-1)) || 0);
  if (WITH_PLAIN.manifest(code)?.access === "login") {
    const begun = await beginLogin(ada.actor, accountId);
    await plantSealed(code);
    const page = await fetch((begun.ok && begun.redirectTo) || "about:blank", { redirect: "manual" });
    const back = new URL(page.headers.get("location") ?? "about:blank").searchParams;
    planted.set(`${code} state`, back.get("state") ?? "");
    answer(`${code}, signed in`, await finishLogin(ada.actor, back));
  }
  return accountId;
}

async function sync(accountId: bigint, broker: RunningBroker, behaviour: Behaviour = "well", brokers = WITH_PLAIN) {
  // It also forgets what it was asked before, and when.
  broker.behave(behaviour);
  let waited = 0;
  const patience = {
    timeoutMs: 500,
    now: () => Date.now() + waited,
    wait: async (milliseconds: number) => {
      waited += milliseconds;
      broker.passed?.(milliseconds);
      await db.owner.query("DELETE FROM broker_limits");
    },
  };
  await db.owner.query("WITH gone AS (DELETE FROM broker_limits) DELETE FROM broker_circuits");
  await perform(await request(ada.actor, accountId), brokers, { patience });
  return stateOf(db, accountId);
}

/** Connectors that fail as nobody thought of, with all that they were given in their words. */
const TALKATIVE: BrokerDirectory = {
  ...WITH_PLAIN,
  async connector(code) {
    const connector = await WITH_PLAIN.connector(code);
    return (
      connector && {
        ...connector,
        // biome-ignore lint/correctness/useYield: it fails before it has anything
        async *holdings({ secrets }) {
          throw Object.assign(new Error(`no answer to ${JSON.stringify(secrets)}`, { cause: secrets }), { config: { headers: secrets } });
        },
      }
    );
  },
};

describe.each(BROKERS.map((broker) => [broker.code, broker] as const))("the secrets of %s", (code, { without }) => {
  const broker = () => {
    const found = running.get(code);
    if (!found) throw new Error(`${code} was not started`);
    return found;
  };
  const account = () => accounts.get(code) ?? 0n;
  const isRegistered = code !== "plain";
  const isUsedUp = WITH_PLAIN.manifest(code)?.sync?.keyIsUsedUp === true;
  /** The keys that are good by now are typed anew, and what isn't one of them is kept. */
  const enter = async (which: "secret" | "open") =>
    isRegistered &&
    answer(
      `${code}, ${which} fields replaced`,
      await replaceCredentials(ada.actor, { accountId: account().toString(), ...typed(code, broker().secrets, which) }),
    );
  const test = async (behaviour: Behaviour, moment: string = behaviour) => {
    broker().behave(behaviour);
    const fields = typed(code, broker().secrets, "all");
    answer(`${code}, ${moment}, typed and tested`, await testTyped({ broker: code, ...fields }));
    broker().behave(behaviour);
    if (isRegistered) {
      const outcome = await testSealed(ada.actor, account());
      expect([moment, outcome.ok]).toEqual([moment, moment === "well"]);
      answer(`${code}, ${moment}, tested`, outcome);
    }
    await plantSealed(code);
  };

  it("are linked, tested, used and replaced", async () => {
    plant(code, broker().secrets);
    const accountId = await link(code, broker());
    accounts.set(code, accountId);
    await plantSealed(code);
    const first = await sync(accountId, broker());
    if (first.remote === null)
      answer(
        `${code}, chosen`,
        await chooseAccounts(
          ada.actor,
          accountId,
          (first.found as { id: string }[]).map(({ id }) => id),
        ),
      );
    expect(await sync(accountId, broker())).toMatchObject({ status: "active", problem: null });
    await look(code, accountId, "linked");
    await test("well");
    await enter("open");
    await enter("secret");
    expect(await sync(accountId, broker())).toMatchObject({ status: "active", problem: null });
    await look(code, accountId, "replaced");
  });

  it("are refused, broken off, and repeated by the broker", async () => {
    for (const behaviour of FAILURES.filter((each) => !(each in without))) {
      const { run } = await sync(account(), broker(), behaviour);
      expect([behaviour, run.status]).toEqual([behaviour, "failed"]);
      await plantSealed(code);
      if (isUsedUp) await enter("secret");
    }
    await look(code, account(), "failed");
    await test("revoked");
    await enter("secret");
    for (const status of ECHOES) {
      broker().echo(status);
      const { run } = await sync(account(), broker());
      expect([status, run.status]).toEqual([status, "failed"]);
      if (status === 401) await test("well", "repeated");
      broker().echo(null);
      if (isUsedUp) await enter("secret");
    }
    await look(code, account(), "repeated");
  });

  it("are in the words of an error that nobody expected", async () => {
    await enter("secret");
    expectConsole("error", /"level":"error"/);
    expect(await sync(account(), broker(), "well", TALKATIVE)).toMatchObject({ run: { status: "failed", problem: { kind: "ours" } } });
    await look(code, account(), "unexpected");
    for (const secret of Object.values(broker().secrets)) {
      const refused = await asActor(ada.actor, (tx) => tx.$queryRaw`SELECT ${secret}::uuid`).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Error);
      answer(`${code}, reference`, reportUnexpected(refused));
      answer(`${code}, reference`, reportUnexpected(new AggregateError([refused], secret)));
    }
  });
});

describe("what is left of planted secrets", () => {
  const originalsOf = async (keys: readonly CredentialKey[]) => {
    const rows = await db.owner.query<{ id: string; account: string; content: Buffer }>(
      "SELECT f.import_id AS id, f.broker_account_id AS account, f.content FROM import_files f JOIN imports i ON i.id = f.import_id WHERE i.sealed",
    );
    const originals = new Map<string, string>();
    for (const { id, account, content } of rows) {
      const opened = await openFile({ accountId: BigInt(account), importId: BigInt(id) }, content, keys);
      if (!opened.ok) throw new Error(`the original of import ${id} doesn't open`);
      originals.set(`original ${id}`, Buffer.from(opened.bytes).toString("utf8"));
    }
    return originals;
  };

  it("isn't in what people can download of the brokers' answers", async () => {
    const originals = await originalsOf(credentialKeys());
    expect(originals.size).toBeGreaterThanOrEqual(BROKERS.length);
    expect(foundAmong(originals, planted)).toEqual([]);
  });

  it("is nowhere after accounts were unlinked, and keys rotated and lost", async () => {
    const [kept = 0n, removed = 0n, lost = 0n] = [accounts.get("kraken"), accounts.get("bitvavo"), accounts.get("ibkr-flex")];
    for (const [id, data] of [[kept, "keep"] as const, [removed, "remove"] as const]) {
      const outcome = await unlink(ada.actor, id, data, "bitvavo");
      expect([data, outcome.ok]).toEqual([data, true]);
      answer(`unlinked, ${data}`, outcome);
    }
    const newest: CredentialKey = { id: "k2", secret: new Uint8Array(32).map((_, index) => index * 7) };
    planted.set("the new sealing key", Buffer.from(newest.secret).toString("base64"));
    const client = new pg.Client({ connectionString: db.ownerUrl });
    await client.connect();
    const owner = {
      query: async <Row>(sql: string, values?: readonly unknown[]) => ({
        rows: (await client.query(sql, values && [...values])).rows as Row[],
      }),
    };
    const { resealed, unreadable } = await rotate(owner, [newest, ...credentialKeys()]).finally(() => client.end());
    expect([resealed > BROKERS.length, unreadable]).toEqual([true, 0]);
    // This process doesn't have the new key: nothing opens any more.
    const broker = running.get("ibkr-flex");
    if (!broker) throw new Error("it was not started");
    expect(await sync(lost, broker)).toMatchObject({ run: { status: "failed", problem: { kind: "sealed" } } });
    answer("lost, tested", await testSealed(ada.actor, lost));
    for (const [code, accountId] of accounts) await look(code, accountId, "rotated");
    for (const { code } of BROKERS) await plantSealed(code, [newest]);
    expect(await everythingFound()).toEqual([]);
  });

  /** In all that is stored, which is all that a backup can have; in what was written; in what pages were told. */
  async function everythingFound(): Promise<string[]> {
    for (const { code } of BROKERS) expect([...planted.keys()].filter((name) => name.startsWith(code))).not.toEqual([]);
    expect(written.filter((line) => line.includes('"level":"error"')).length).toBeGreaterThanOrEqual(BROKERS.length);
    const stored = await everythingStored(db.owner);
    for (const table of ["public.broker_account_credentials", "public.sync_runs", "public.audit_log", "public.import_files"])
      expect([table, stored.get(table)?.length]).not.toEqual([table, 0]);
    expect(stored.get("graphile_worker._private_jobs")).toContain("sync:");
    return foundAmong(new Map([...stored, ...answered, ["the log", written.join("\n")]]), planted);
  }

  describe("would be found", () => {
    const name = "kraken secret";
    const one = "a planted/secret+of ~16?";
    const wanted = new Map([[name, one]]);
    const found = (text: string) => foundAmong(new Map([["here", text]]), wanted);

    const places: [string, string][] = [
      ["as it is", one],
      ["in JSON", JSON.stringify({ authorization: `Bearer ${one}` })],
      ["in an address", new URL(`https://broker.example/?key=${encodeURIComponent(one)}`).href],
      ["in a form", new URLSearchParams({ key: one }).toString()],
      ["in hex", `\\x${Buffer.from(`key ${one}.`).toString("hex")}`],
      ...[0, 1, 2].flatMap((before): [string, string][] => [
        [`in base64 after ${before} bytes`, Buffer.from(`${"x".repeat(before)}${one}:y`).toString("base64")],
        [`in base64url after ${before} bytes`, Buffer.from(`${"x".repeat(before)}${one}:y`).toString("base64url")],
      ]),
    ];
    it.each(places)("%s", (_, text) => {
      expect(found(text)).toEqual([`here: ${name}`]);
      expect(foundAmong(new Map([["here", text]]), new Map([[name, "a planted/secret+of ~17?"]]))).toEqual([]);
    });

    it("wherever it was stored", async () => {
      const [account] = await db.owner.query<{ id: string }>("SELECT broker_account_id AS id FROM import_files LIMIT 1");
      await db.owner.query("INSERT INTO audit_log (user_id, event, detail) VALUES ($1, 'planted', $2)", [
        ada.userId,
        JSON.stringify({ why: one }),
      ]);
      await db.owner.query("SELECT graphile_worker.add_job('planted', $1::json)", [JSON.stringify({ token: btoa(one) })]);
      await db.owner.query("UPDATE import_files SET content = $2 WHERE broker_account_id = $1", [account?.id, gzipSync(`<a>${one}</a>`)]);
      expect(foundAmong(await everythingStored(db.owner), wanted)).toEqual(
        ["graphile_worker._private_jobs", "public.audit_log", "public.import_files"].map((table) => `${table}: ${name}`),
      );
    });

    it("in what was written", () => {
      expectConsole("error", /Bearer/);
      console.error("asked with %o", { authorization: `Bearer ${one}` });
      expect(found(written.join("\n"))).toEqual([`here: ${name}`]);
    });
  });
});

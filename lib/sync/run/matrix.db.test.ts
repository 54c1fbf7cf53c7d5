import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seal } from "@/lib/crypto/seal";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { SIMULATED_BROKERS } from "@/test/simulators/all";
import { WITH_PLAIN } from "@/test/simulators/plain-broker";
import { BEHAVIOURS, type Behaviour, type RunningBroker } from "@/test/simulators/simulator";
import { type AccountState, askInstead, linkTo, perform, request, stateOf } from "@/test/sync";

/** What each behaviour comes to: everything is there as ever, or the account, the run's problem and what it had stay as said. */
type Expected = "everything" | { status: "active" | "attention"; kinds: readonly string[] };

const active = (...kinds: string[]): Expected => ({ status: "active", kinds });
const attention = (...kinds: string[]): Expected => ({ status: "attention", kinds });

const EXPECTED: Readonly<Record<Behaviour, Expected>> = {
  well: "everything",
  expired: attention("sign-in"),
  revoked: attention("sign-in"),
  "lacking-permission": attention("permission"),
  "busy-once": "everything",
  "busy-for-ever": active("busy"),
  preparing: "everything",
  "web-page": active("answer", "away"),
  "cut-off": active("answer", "away"),
  "broken-connection": active("away"),
  "out-of-order": active("away"),
  slow: active("away"),
  "duplicated-pages": "everything",
  "reordered-pages": "everything",
  "half-empty-page": "everything",
  empty: attention("shrunken"),
  shrunken: attention("shrunken"),
  "wrong-clock": active("clock"),
  "unknown-type": "everything",
  elsewhere: active("answer", "away"),
};

const running = new Map<string, RunningBroker>();
let db: TestDatabase;
let ada: Person;
beforeAll(async () => {
  for (const broker of SIMULATED_BROKERS) running.set(broker.code, await broker.start());
  askInstead(Object.fromEntries([...running].map(([code, { endpoints }]) => [code, endpoints])));
  db = await testDatabase();
  ada = await db.signUp();
});
afterAll(async () => {
  await db.close();
  await Promise.all([...running.values()].map((broker) => broker.close()));
});

/** As it stands after one sync; what is waited for passes at once, for the broker and for the lines before it as well. */
async function sync(accountId: bigint, broker: RunningBroker): Promise<AccountState> {
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
  // What other accounts went through, and how often, is not to close the way for this one.
  await db.owner.query("WITH gone AS (DELETE FROM broker_limits) DELETE FROM broker_circuits");
  await perform(await request(ada.actor, accountId), WITH_PLAIN, { patience });
  return stateOf(db, accountId);
}

async function linked(code: string, broker: RunningBroker): Promise<bigint> {
  const accountId = await linkTo(db, ada, code, broker.secrets);
  await db.owner.query("UPDATE broker_links SET remote = $2 WHERE broker_account_id = $1", [accountId, JSON.stringify(broker.account)]);
  return accountId;
}

describe.each(SIMULATED_BROKERS.map((broker) => [broker.code, broker] as const))("a sync with %s", (code, { without }) => {
  const known = (behaviour: Behaviour) => !(behaviour in without);
  const bringing = BEHAVIOURS.filter((behaviour) => known(behaviour) && EXPECTED[behaviour] === "everything");
  const failing = BEHAVIOURS.filter((behaviour) => known(behaviour) && EXPECTED[behaviour] !== "everything");
  let broker: RunningBroker;
  beforeAll(() => {
    const found = running.get(code);
    if (!found) throw new Error(`${code} was not started`);
    broker = found;
  });

  it.each(bringing)("brings every row and position once, when it behaves: %s", async (behaviour) => {
    const accountId = await linked(code, broker);
    broker.behave(behaviour);
    const state = await sync(accountId, broker);
    expect(state).toMatchObject({ status: "active", problem: null, failures: 0, run: { status: "done", problem: null } });
    expect(state.syncedThrough).not.toBeNull();
    if (behaviour === "unknown-type") {
      const [doubted] = await db.owner.query<{ count: number }>(
        "SELECT count(*)::int FROM transactions WHERE broker_account_id = $1 AND trade_type = 'other' AND meta -> 'needsReview' = 'true'",
        [accountId],
      );
      expect(doubted?.count).toBeGreaterThan(0);
    } else expect([state.rows, state.positions]).toEqual([broker.expected.rows, broker.expected.positions]);
    broker.behave("well");
    const again = await sync(accountId, broker);
    expect(again).toMatchObject({ status: "active", positions: broker.expected.positions, run: { status: "done", counts: { added: 0 } } });
  });

  describe("that had brought everything", () => {
    let accountId: bigint;
    let before: AccountState;
    beforeAll(async () => {
      accountId = await linked(code, broker);
      broker.behave("well");
      before = await sync(accountId, broker);
    });

    it.each(failing)("says what is wrong and loses nothing, when it behaves: %s", async (behaviour) => {
      await db.owner.query("UPDATE broker_links SET failures = 0, problem = NULL WHERE broker_account_id = $1", [accountId]);
      await db.owner.query("UPDATE broker_accounts SET status = 'active' WHERE id = $1", [accountId]);
      // A key that renews itself may have been lost with the answer to the one before: the person has entered the present one.
      await db.owner.query("UPDATE broker_account_credentials SET credentials = $2 WHERE broker_account_id = $1", [
        accountId,
        JSON.stringify(await seal(accountId, broker.secrets)),
      ]);
      broker.behave(behaviour);
      const state = await sync(accountId, broker);
      if (behaviour === "shrunken" && state.run.status === "done") {
        // There were too few to doubt it, and one is left.
        expect([Object.keys(before.positions).length < 4, Object.keys(state.positions).length > 0]).toEqual([true, true]);
        broker.behave("well");
        return expect((await sync(accountId, broker)).positions).toEqual(before.positions);
      }
      expect([state.rows, state.positions, state.syncedThrough]).toEqual([before.rows, before.positions, before.syncedThrough]);
      const expected = EXPECTED[behaviour];
      if (expected === "everything") throw new Error("not here");
      expect(state.status).toBe(expected.status);
      expect(expected.kinds).toContain(state.run.problem?.kind);
      expect(state.problem).toEqual(state.run.problem);
      expect(state.run.status).toBe(behaviour === "empty" || behaviour === "shrunken" ? "held" : "failed");
      expect(state.run.problem?.message).toMatch(/^[\p{Lu}\d].*[.!?]$/u);
      for (const [name, secret] of Object.entries(broker.secrets))
        if (secret.length >= 8) expect(JSON.stringify(state), name).not.toContain(secret);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BrokerPage, Connector } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { openLink } from "@/lib/brokers/link/open";
import { writePages } from "@/lib/brokers/pages";
import { BrokerProblem } from "@/lib/brokers/problem";
import { BROKER_FORMATS, brokerManifest, connectorOf } from "@/lib/brokers/registry";
import { probe } from "@/lib/formats/probe";
import type { FormatItem, TransactionDraft } from "@/lib/formats/types";
import { FileReading } from "@/lib/imports/reading";
import { add, type DecimalString, sign, ZERO } from "@/lib/money/decimal";
import { type Behaviour, RETRY_AFTER_SECONDS, type RunningBroker, type SimulatedBroker } from "./simulator";

const MANY_REQUESTS = 12;
/** A broker that never answers is waited for so long; any other one much longer, because the machine may be busy. */
const TIMEOUT_MS = { slow: 500, other: 10_000 };

/** What one sync of a simulated broker came to. */
export interface Synced {
  items: FormatItem[];
  /** Milliseconds that were waited, without waiting them. */
  waited: number;
  bytes: Uint8Array;
}

/** Holds a connector to what every connector has to do, against its own simulator: one test for each way of behaving. */
export function itConforms(broker: SimulatedBroker): void {
  describe(`the connector of ${broker.code}`, () => {
    let running: RunningBroker;
    let connector: Connector;
    let timeoutMs = TIMEOUT_MS.other;
    beforeAll(async () => {
      running = await broker.start();
      const found = await connectorOf(broker.code);
      if (!found) throw new Error(`${broker.code} is not in the registry`);
      connector = found;
    });
    afterAll(() => running.close());

    const when = (behaviour: Behaviour, title: string, test: () => Promise<void>) => {
      const reason = broker.without[behaviour];
      // Said in the place of the test, so that it is seen, and can be disputed.
      if (reason) it(`has no way to be "${behaviour}": ${reason}`, () => expect(reason.length).toBeGreaterThan(10));
      else
        it(title, async () => {
          running.behave(behaviour);
          timeoutMs = behaviour === "slow" ? TIMEOUT_MS.slow : TIMEOUT_MS.other;
          running.requests.length = 0;
          await test();
        });
    };
    const sync = (since: string | null = null) => syncOnce(connector, running, since, timeoutMs);
    const problem = async () => {
      const error = await sync().then(
        () => null,
        (caught: unknown) => caught,
      );
      expect(error, "a BrokerProblem").toBeInstanceOf(BrokerProblem);
      const found = error as BrokerProblem;
      expect(secretsIn(broker.code, running, `${found.message} ${found.mend} ${found.stack}`)).toEqual([]);
      expect(found.message).toMatch(/^[\p{Lu}\d].*[.!?]$/u);
      return found;
    };

    when("well", "lists the accounts that the key opens, and what the key may do", async () => {
      const link = openFor(connector, running).link;
      const facts = await connector.test(link);
      expect(facts.reads.length).toBeGreaterThan(0);
      expect(facts.missing).toEqual([]);
      const accounts = await all(connector.accounts(link));
      expect(accounts).toHaveLength(running.accountCount);
      expect(accounts.map(({ id }) => id)).toContain(running.account.id);
    });
    when("well", "brings every position and every row, of which none is refused and none is flagged", async () => {
      const { items } = await sync();
      expect(refused(items)).toEqual([]);
      expect(positionsOf(items)).toEqual(running.expected.positions);
      expect(keysOf(items)).toHaveLength(running.expected.rows);
      expect(rowsOf(items).filter(({ meta }) => meta.needsReview)).toEqual([]);
      if (running.addsUp) expect(summed(items)).toEqual(running.expected.positions);
    });
    when("well", "asks again from an instant on, and brings nothing that it did not bring before", async () => {
      const whole = await sync();
      const newest = rowsOf(whole.items)
        .map(({ tradeTime }) => tradeTime)
        .sort()
        .at(-1);
      const again = await sync(newest ?? null);
      expect(refused(again.items)).toEqual([]);
      expect(keysOf(whole.items)).toEqual(expect.arrayContaining(keysOf(again.items)));
      expect(positionsOf(again.items)).toEqual(running.expected.positions);
    });
    when("well", "keeps no secret in what it brings", async () => {
      expect(secretsIn(broker.code, running, new TextDecoder().decode((await sync()).bytes))).toEqual([]);
    });
    for (const behaviour of ["expired", "revoked"] as const)
      when(behaviour, `asks the person to sign in, or for a new key, when the key is ${behaviour}, and doesn't try on`, async () => {
        const found = await problem();
        expect([found.kind, found.mend !== ""]).toEqual(["sign-in", true]);
        expect(running.requests.length).toBeLessThanOrEqual(3);
      });
    when("lacking-permission", "names the permission that is missing, and how to give it", async () => {
      const found = await problem();
      expect([found.kind, found.mend !== ""]).toEqual(["permission", true]);
    });
    when("busy-once", "waits as long as it is asked to, and goes on", async () => {
      const { items, waited } = await sync();
      expect(waited).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS * 1000);
      expect(keysOf(items)).toHaveLength(running.expected.rows);
    });
    when("busy-for-ever", "gives up for as long as it is asked to, and doesn't hammer", async () => {
      const found = await problem();
      expect([found.kind, found.passes]).toEqual(["busy", true]);
      expect(running.requests.length).toBeLessThanOrEqual(MANY_REQUESTS);
    });
    when("preparing", "waits until the statement is ready", async () => {
      const { items, waited } = await sync();
      expect(waited).toBeGreaterThan(0);
      expect(keysOf(items)).toHaveLength(running.expected.rows);
    });
    for (const behaviour of ["web-page", "cut-off", "elsewhere"] as const)
      when(behaviour, `says that the answer is none, when it is a ${behaviour}`, async () => {
        expect(["answer", "away"]).toContain((await problem()).kind);
      });
    for (const behaviour of ["broken-connection", "out-of-order", "slow"] as const)
      when(behaviour, `says that the broker is away, when it is: ${behaviour}`, async () => {
        expect([(await problem()).kind]).toEqual(["away"]);
        expect(running.requests.length).toBeLessThanOrEqual(MANY_REQUESTS);
      });
    for (const behaviour of ["duplicated-pages", "reordered-pages", "half-empty-page"] as const)
      when(behaviour, `brings the same rows as ever when pages are ${behaviour}`, async () => {
        const { items } = await sync();
        expect(keysOf(items)).toHaveLength(running.expected.rows);
        expect(positionsOf(items)).toEqual(running.expected.positions);
      });
    when("empty", "brings an empty list of positions, and no row", async () => {
      const { items } = await sync();
      expect(items.filter(({ kind }) => kind === "snapshot")).toHaveLength(1);
      expect([positionsOf(items), rowsOf(items), refused(items)]).toEqual([{}, [], []]);
    });
    when("shrunken", "brings the few positions that are left, for somebody else to doubt", async () => {
      const { items } = await sync();
      expect(Object.keys(positionsOf(items)).length).toBeLessThan(Object.keys(running.expected.positions).length);
    });
    when("wrong-clock", "blames the clock", async () => {
      expect((await problem()).kind).toBe("clock");
    });
    when("unknown-type", "keeps a row of a kind that it doesn't know, as other, for a person to look at", async () => {
      const { items } = await sync();
      expect(refused(items)).toEqual([]);
      expect(rowsOf(items).filter(({ tradeType, meta }) => tradeType === "other" && meta.needsReview && meta.rawType)).not.toEqual([]);
    });
  });
}

/** A way to a simulated broker, on which waiting takes no time and is written down. */
export function openFor(
  connector: Pick<Connector, "code">,
  running: Pick<RunningBroker, "endpoints" | "secrets" | "passed">,
  renew: BrokerLink["renew"] = async () => {},
  timeoutMs = TIMEOUT_MS.other,
): { link: BrokerLink; waits: number[]; waited: () => number } {
  const manifest = brokerManifest(connector.code);
  if (!manifest) throw new Error(`${connector.code} has no manifest`);
  const waits: number[] = [];
  const waited = () => waits.reduce((sum, each) => sum + each, 0);
  const link = openLink({
    manifest,
    secrets: running.secrets,
    signal: AbortSignal.timeout(20_000),
    instead: running.endpoints,
    timeoutMs,
    now: () => Date.now() + waited(),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      running.passed?.(milliseconds);
    },
    renew,
  });
  return { link, waits, waited };
}

/** What the sync of an account does, without a database: asks for everything, and reads it. */
export async function syncOnce(
  connector: Connector,
  running: RunningBroker,
  since: string | null,
  timeoutMs = TIMEOUT_MS.other,
): Promise<Synced> {
  const { link, waited } = openFor(connector, running, undefined, timeoutMs);
  const pages: BrokerPage[] = [];
  for await (const page of connector.holdings(link, running.account)) pages.push(page);
  for await (const page of connector.transactions(link, running.account, since)) pages.push(page);
  const bytes = writePages({ broker: connector.code, account: running.account, fetchedAt: new Date().toISOString(), since }, pages);
  const file = probe(bytes, "sync");
  const format = BROKER_FORMATS.find((each) => each.recognises(file) > 0);
  if (!format) throw new Error(`no format reads the pages of ${connector.code}`);
  return { items: [...format.parse(bytes)], waited: waited(), bytes };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const refused = (items: readonly FormatItem[]) => items.filter(({ kind }) => kind === "refused");

/** The rows that count, by their identity, as an import settles them: what is repeated, corrected or taken back isn't there twice. */
function ledgerOf(items: readonly FormatItem[]): Map<string, TransactionDraft> {
  const ledger = new Map<string, TransactionDraft>();
  for (const reading of new FileReading().read(items)) {
    if ("amendment" in reading) ledger.delete(reading.amendment.importKey);
    else if ("row" in reading && reading.row.kind === "transaction" && reading.row.importKey !== null)
      ledger.set(reading.row.importKey, reading.row.payload as TransactionDraft);
  }
  return ledger;
}

const rowsOf = (items: readonly FormatItem[]) => [...ledgerOf(items).values()];
const keysOf = (items: readonly FormatItem[]) => [...ledgerOf(items).keys()].sort();

/** Units by symbol, of everything that isn't cash. */
function positionsOf(items: readonly FormatItem[]): Record<string, DecimalString> {
  const held = items.flatMap((item) => (item.kind === "holding" && item.draft.assetType !== "cash" ? item.draft : []));
  return Object.fromEntries(held.map(({ symbol, quantity }) => [symbol, quantity] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function summed(items: readonly FormatItem[]): Record<string, DecimalString> {
  const units = new Map<string, DecimalString>();
  for (const { assetType, symbol, quantity } of rowsOf(items)) {
    if (assetType === "cash") continue;
    units.set(symbol, add(units.get(symbol) ?? ZERO, quantity));
  }
  return Object.fromEntries([...units].filter(([, quantity]) => sign(quantity) !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The names of the secrets that stand in a text: those that are long enough not to be there by chance. */
function secretsIn(code: string, { secrets }: RunningBroker, text: string): string[] {
  const open = new Set(brokerManifest(code)?.fields.flatMap(({ name, secret }) => (secret ? [] : name)));
  return Object.entries(secrets)
    .filter(([name, value]) => !open.has(name) && value.length >= 8 && text.includes(value))
    .map(([name]) => name);
}

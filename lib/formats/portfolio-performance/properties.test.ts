import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DecimalString, decimal, multiply, negate, parseDecimal, ZERO } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { FormatError, type FormatItem } from "../types";
import { type Account, ClientBuilder, type Thing, units } from "./fixtures";
import { portfolioPerformance } from "./index";

const CENT = decimal("0.01");
const SHARE = decimal("0.00000001");

const event = fc.record({
  kind: fc.constantFrom("trade", "cash", "transfer", "delivery", "move"),
  first: fc.nat(),
  second: fc.nat(),
  security: fc.nat(2),
  amount: fc.integer({ min: 1, max: 10 ** 9 }),
  shares: fc.integer({ min: 1, max: 10 ** 12 }),
  fee: fc.nat(100),
  flag: fc.boolean(),
});

interface World {
  client: ClientBuilder;
  /** What the file itself says is in each account, in euros, and how many units in all. */
  cash: Map<string, DecimalString>;
  held: DecimalString;
}

/** Accounts, portfolios and everything that can happen between them; each portfolio has a reference account, which may be shared. */
function worldOf(shape: {
  accounts: number;
  references: number[];
  events: (typeof event extends fc.Arbitrary<infer E> ? E : never)[];
}): World {
  const client = new ClientBuilder();
  const securities = [0, 1, 2].map((each) => client.security({ name: `S${each}`, currencyCode: "EUR", tickerSymbol: `S${each}` }));
  const accounts = Array.from({ length: shape.accounts }, (_, index) => client.account(`A${index}`));
  const portfolios = shape.references.map((reference, index) => client.portfolio(`P${index}`, pick(accounts, reference)));
  const world: World = { client, cash: new Map(), held: ZERO };
  const book = (account: Account, amount: DecimalString) => {
    const key = String(account.thing.name);
    world.cash.set(key, add(world.cash.get(key) ?? ZERO, multiply(amount, CENT)));
  };
  for (const { kind, first, second, security, amount, shares, fee, flag } of shape.events) {
    const [account, other] = [pick(accounts, first), pick(accounts, second)];
    const [portfolio, target] = [pick(portfolios, first), pick(portfolios, second)];
    const [text, count] = [String(amount), decimal(String(amount))];
    const holding = { security: securities[security] as Thing, shares: String(shares) };
    const unitsMoved = multiply(decimal(String(shares)), SHARE);
    if (kind === "trade") {
      client.trade(flag ? "BUY" : "SELL", portfolio, other, text, { ...holding, units: units(["FEE", String(fee), "EUR"]) });
      book(other, flag ? negate(count) : count);
      world.held = add(world.held, flag ? unitsMoved : negate(unitsMoved));
    } else if (kind === "cash") {
      account.transactions.push(client.transaction("account-transaction", flag ? "DEPOSIT" : "FEES", text));
      book(account, flag ? count : negate(count));
    } else if (kind === "transfer") {
      const [out, into] = ["TRANSFER_OUT", "TRANSFER_IN"].map((type) => client.transaction("account-transaction", type, text));
      client.transfer("account", account, other, out as Thing, into as Thing);
      book(account, negate(count));
      book(other, count);
    } else if (kind === "delivery") {
      portfolio.transactions.push(
        client.transaction("portfolio-transaction", flag ? "DELIVERY_INBOUND" : "DELIVERY_OUTBOUND", text, holding),
      );
      world.held = add(world.held, flag ? unitsMoved : negate(unitsMoved));
    } else {
      const [out, into] = ["TRANSFER_OUT", "TRANSFER_IN"].map((type) => client.transaction("portfolio-transaction", type, text, holding));
      client.transfer("portfolio", portfolio, target, out as Thing, into as Thing);
    }
  }
  return world;
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

const world = fc
  .record({
    accounts: fc.integer({ min: 1, max: 5 }),
    references: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
    events: fc.array(event, { maxLength: 25 }),
  })
  .map(worldOf);

/** Items without the places they came from, which differ with the way references are written. */
const contents = (items: readonly FormatItem[]) =>
  items.map((item) => (item.kind === "transaction" ? item.draft : item.kind === "statement" ? item.statement : item.kind));

/** Cash by the cash account it is in: of a statement, its last name. */
function cashOf(items: readonly FormatItem[]): Map<string, DecimalString> {
  const sums = new Map<string, DecimalString>();
  let current = "";
  for (const item of items) {
    if (item.kind === "statement") current = item.statement.name?.split(" / ").at(-1) ?? "";
    if (item.kind === "transaction") sums.set(current, add(sums.get(current) ?? ZERO, item.draft.meta.netAmount));
  }
  return sums;
}

describe("any client file", () => {
  it("gives the same rows with references by path and by id, and every account's cash and all units add up", () => {
    fc.assert(
      fc.property(world, ({ client, cash, held }) => {
        const items = [...portfolioPerformance.parse(client.bytes("path"))];
        expect(contents(items)).toEqual(contents([...portfolioPerformance.parse(client.bytes("id"))]));
        expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
        const found = cashOf(items);
        for (const [account, amount] of cash) expect([account, found.get(account) ?? ZERO]).toEqual([account, amount]);
        // A portfolio whose account belongs to another's statement has no cash of its own.
        for (const [name, amount] of found) if (!cash.has(name)) expect([name, amount]).toEqual([name, "0"]);
        const moved = items.flatMap((item) =>
          item.kind === "transaction" && item.draft.assetType !== "cash" ? [item.draft.quantity] : [],
        );
        expect(add(...moved)).toBe(held);
      }),
      { numRuns: 60 },
    );
  });

  it("accounts for every transaction that is written in it", () => {
    fc.assert(
      fc.property(world, ({ client }) => {
        const lines = client.text().split("\n");
        const written = lines.flatMap((text, index) =>
          /^\s*<(?:account-?[tT]ransaction|portfolio-?[tT]ransaction|transaction(?:From|To))>/.test(text) ? [index + 1] : [],
        );
        const told = new Set([...portfolioPerformance.parse(client.bytes())].map(({ line }) => line));
        expect(written.filter((line) => !told.has(line))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("may nest as deep as it has accounts", () => {
    const client = new ClientBuilder();
    const accounts = Array.from({ length: 120 }, (_, index) => client.account(`A${index}`));
    for (const [index, account] of accounts.slice(1).entries()) {
      const [out, into] = ["TRANSFER_OUT", "TRANSFER_IN"].map((type) => client.transaction("account-transaction", type, "100"));
      client.transfer("account", pick(accounts, index), account, out as Thing, into as Thing);
    }
    const items = [...portfolioPerformance.parse(client.bytes())];
    expect(items.filter(({ kind }) => kind === "transaction")).toHaveLength(238);
  });

  it("throws nothing but a FormatError when it is damaged", () => {
    const edit = fc.record({
      at: fc.nat(6000),
      remove: fc.nat(30),
      insert: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("<", ">", "../", "[2]", "-", "0", "</units>", '"')),
    });
    fc.assert(
      fc.property(world, fc.array(edit, { minLength: 1, maxLength: 3 }), ({ client }, edits) => {
        let text = client.text();
        for (const { at, remove, insert } of edits) text = text.slice(0, at) + insert + text.slice(at + remove);
        try {
          for (const item of portfolioPerformance.parse(new TextEncoder().encode(text))) {
            if (item.kind !== "transaction") continue;
            expect(transactionMetaSchema.parse(item.draft.meta)).toEqual(item.draft.meta);
            expect([parseDecimal(item.draft.quantity), parseDecimal(item.draft.price)]).toEqual([item.draft.quantity, item.draft.price]);
          }
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

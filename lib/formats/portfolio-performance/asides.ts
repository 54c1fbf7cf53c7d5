import { multiply, parseDecimal, sign } from "@/lib/money/decimal";
import { readCurrency } from "../lookup";
import { readTime } from "../table/dates";
import type { FormatItem } from "../types";
import type { Client } from "./client";
import type { GraphNode } from "./graph";

const NAME_LENGTH = 60;

/** What the file tells of its securities beside transactions: prices, events, and exchange rates, which are a kind of security there. */
export function* securityAsides(client: Client): Generator<FormatItem> {
  const { graph } = client;
  const nodes = graph.list(graph.root, "securities").flatMap((each) => graph.resolve(each) ?? []);
  const priced = nodes.flatMap((node) => node.named("prices").filter(({ omitted }) => omitted > 0));
  const prices = priced.reduce((sum, { omitted }) => sum + omitted, 0);
  for (const node of nodes) {
    yield* exchangeRates(client, node);
    yield* events(client, node);
  }
  const [first] = priced;
  if (first) {
    const reason = `${prices} prices of ${priced.length} ${priced.length === 1 ? "security" : "securities"}: prices are not imported.`;
    yield { kind: "skipped", line: first.line, reason };
  }
}

/**
 * Splits are events of a security, and the application has already multiplied the shares of earlier transactions by them: a row would count
 * them twice. Announced dividends and notes are no transactions.
 */
function* events(client: Client, security: GraphNode): Generator<FormatItem> {
  const { graph } = client;
  const name = (graph.text(security, "name") || graph.text(security, "isin")).slice(0, NAME_LENGTH);
  const all = graph.list(security, "events").flatMap((each) => graph.resolve(each) ?? []);
  const splits = all.filter((event) => graph.text(event, "type") === "STOCK_SPLIT");
  for (const split of splits) {
    const told = `Split ${graph.text(split, "details").slice(0, 20)} of ${name} on ${graph.text(split, "date").slice(0, 10)}`;
    yield { kind: "skipped", line: split.line, reason: `${told}: the file's transactions are already written in the new shares.` };
  }
  const others = all.filter((event) => !splits.includes(event));
  const [first] = others;
  if (first) {
    const reason = `${others.length} notes and announced dividends of ${name}: they are no transactions.`;
    yield { kind: "skipped", line: first.line, reason };
  }
}

/** A security with a target currency is a series of exchange rates: units of the target for one of its own. */
function* exchangeRates(client: Client, security: GraphNode): Generator<FormatItem> {
  const { graph } = client;
  const target = graph.text(security, "targetCurrencyCode");
  if (target === "") return;
  const [from, to] = [readCurrency(graph.text(security, "currencyCode")), readCurrency(target)];
  for (const price of graph.list(security, "prices")) {
    const value = /^\d{1,19}$/.test(price.attributes.v ?? "") ? parseDecimal(price.attributes.v ?? "") : null;
    const date = readTime(price.attributes.t ?? "", "ymd")?.date;
    const isPlain = from.minorUnit === undefined && to.minorUnit === undefined;
    if (value !== null && sign(value) > 0 && date && from.currency && to.currency && isPlain) {
      const rate = multiply(value, client.quoteUnit);
      yield { kind: "rate", line: price.line, date, from: from.currency, to: to.currency, rate };
    } else {
      yield { kind: "skipped", line: price.line, reason: "An exchange rate that can't be used: its date, value or a currency is not one." };
    }
  }
}

/** What stands behind the accounts: savings plans, which are only intentions, and transactions that no account lists. */
export function* otherAsides(client: Client): Generator<FormatItem> {
  const { graph } = client;
  const plans = graph.list(graph.root, "plans");
  const [first] = plans;
  if (first) yield { kind: "skipped", line: first.line, reason: `${plans.length} savings plans: they are no transactions.` };
  for (const { line, what } of client.broken) {
    yield {
      kind: "refused",
      line,
      problem: `${what[0]?.toUpperCase()}${what.slice(1)} is referred to that is not in the file.`,
      expected: "A reference to an element of the file.",
      mend: "Open the file in Portfolio Performance, and save it again as XML.",
    };
  }
  for (const node of client.unlisted()) {
    yield { kind: "skipped", line: node.line, reason: "A transaction that no account or portfolio of the file lists any more." };
  }
  for (const entry of graph.list(graph.field(graph.root, "ledger") ?? graph.root, "entries")) {
    yield {
      kind: "refused",
      line: entry.line,
      problem: "The transaction is stored in the ledger of a later Portfolio Performance.",
      expected: "Transactions inside accounts and portfolios, as up to version 70 of the file.",
      mend: "Export all transactions as CSV (File › Export), and import that file.",
    };
  }
}

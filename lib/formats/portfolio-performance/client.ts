import { type DecimalString, decimal } from "@/lib/money/decimal";
import { FormatError } from "../types";
import type { Graph, GraphNode } from "./graph";

/** A securities account ("portfolio") or a cash account ("account") of the file. */
export interface Owner {
  kind: "portfolio" | "account";
  node: GraphNode;
  name: string;
  currency: string;
  transactions: readonly GraphNode[];
}

/** What becomes one account of ours: a portfolio with the cash account it settles by, or a cash account alone. */
export interface Statement {
  id: string;
  name: string;
  currency: string;
  owners: readonly Owner[];
}

/** Where a transaction stands. */
export interface Place {
  owner: Owner;
  statement: Statement;
}

/** An element of a list whose reference leads nowhere. */
export interface Broken {
  line: number;
  what: string;
}

/** Both spellings of transactions: in a list, and as one side of a cross entry. */
const TRANSACTIONS: ReadonlySet<string> = new Set([
  "account-transaction",
  "portfolio-transaction",
  "accountTransaction",
  "portfolioTransaction",
  "transactionFrom",
  "transactionTo",
]);

const MAX_ID = 100;

/** The client file: who owns which transaction, and the scale its whole numbers are written in. */
export class Client {
  readonly version: number;
  readonly baseCurrency: string;
  readonly statements: readonly Statement[];
  readonly broken: Broken[] = [];
  /** One share, and one unit of a quote, in the file's whole numbers, as the factor that undoes it. */
  readonly shareUnit: DecimalString;
  readonly quoteUnit: DecimalString;
  private readonly places = new Map<GraphNode, Place>();
  private readonly uuids = new Map<string, number>();
  private readonly statementIds = new Set<string>();

  /** @throws FormatError when the file has no accounts and no portfolios at all. */
  constructor(readonly graph: Graph) {
    const { root } = graph;
    this.version = Number(graph.text(root, "version")) || 1;
    this.baseCurrency = graph.text(root, "baseCurrency");
    // Shares had no decimals up to version 2, then 5 of them, 6 from version 26 on and 8 from 49 on; quotes 2, 4 from 30 on, 8 from 49 on.
    this.shareUnit = unit(this.version <= 2 ? 0 : this.version <= 25 ? 5 : this.version <= 48 ? 6 : 8);
    this.quoteUnit = unit(this.version <= 29 ? 2 : this.version <= 48 ? 4 : 8);
    if (root.named("accounts").length === 0 && root.named("portfolios").length === 0) {
      throw new FormatError(
        "The file has neither accounts nor portfolios.",
        "Choose the file that Portfolio Performance saves as XML (File › Save as › XML).",
        root.line,
      );
    }
    this.statements = this.pair(this.owners("accounts", "account"), this.owners("portfolios", "portfolio"));
    for (const node of this.written(root)) {
      const uuid = graph.text(node, "uuid");
      if (uuid) this.uuids.set(uuid, (this.uuids.get(uuid) ?? 0) + 1);
    }
  }

  /** Where a transaction stands; null for one that no account lists. */
  place(transaction: GraphNode | null): Place | null {
    return (transaction && this.places.get(transaction)) ?? null;
  }

  /** The application's own id of a transaction (since version 51), where it is one transaction's only. */
  uuid(transaction: GraphNode): string | null {
    const uuid = this.graph.text(transaction, "uuid").slice(0, MAX_ID);
    return uuid !== "" && this.uuids.get(uuid) === 1 ? uuid : null;
  }

  /** Transactions that are written out somewhere in the file and that no account lists. */
  *unlisted(): Generator<GraphNode> {
    for (const node of this.written(this.graph.root)) if (!this.places.has(node)) yield node;
  }

  private *written(root: GraphNode): Generator<GraphNode> {
    const left = [root];
    for (let node = left.pop(); node; node = left.pop()) {
      if (TRANSACTIONS.has(node.name) && node.attributes.reference === undefined) yield node;
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index];
        if (child) left.push(child);
      }
    }
  }

  private owners(list: string, kind: Owner["kind"]): Owner[] {
    const { graph } = this;
    return [...new Set(this.resolved(graph.list(graph.root, list), `a ${kind}`))].map((node) => ({
      kind,
      node,
      name: graph.text(node, "name"),
      currency: graph.text(node, "currencyCode"),
      transactions: [...new Set(this.resolved(graph.list(node, "transactions"), "a transaction"))],
    }));
  }

  private resolved(nodes: readonly GraphNode[], what: string): GraphNode[] {
    return nodes.flatMap((node) => {
      const found = this.graph.resolve(node);
      if (found === null) this.broken.push({ line: node.line, what });
      return found ?? [];
    });
  }

  /** A cash account goes with the first portfolio that names it as its reference account. */
  private pair(accounts: readonly Owner[], portfolios: readonly Owner[]): Statement[] {
    const alone = new Map(accounts.map((account) => [account.node, account]));
    const statements: Statement[] = [];
    for (const portfolio of portfolios) {
      const reference = this.graph.field(portfolio.node, "referenceAccount");
      const account = reference && alone.get(reference);
      if (account) alone.delete(account.node);
      const currency = reference === null ? this.baseCurrency : this.graph.text(reference, "currencyCode") || this.baseCurrency;
      const owners = account ? [{ ...portfolio, currency }, account] : [{ ...portfolio, currency }];
      statements.push(this.statement(owners, currency, statements.length));
    }
    for (const account of alone.values()) {
      statements.push(this.statement([account], account.currency || this.baseCurrency, statements.length));
    }
    return statements;
  }

  private statement(owners: readonly Owner[], currency: string, ordinal: number): Statement {
    const [first] = owners;
    const written = ((first && this.graph.text(first.node, "uuid")) || first?.name || String(ordinal + 1)).slice(0, MAX_ID);
    // Files of before 2013 have no ids, and names repeat.
    const id = this.statementIds.has(written) ? `${written}#${ordinal + 1}` : written;
    this.statementIds.add(id);
    const names = [...new Set(owners.map(({ name }) => name))].filter(Boolean);
    const statement: Statement = { id, name: names.join(" / ").slice(0, 200), currency, owners };
    for (const owner of owners) {
      for (const node of owner.transactions) if (!this.places.has(node)) this.places.set(node, { owner, statement });
    }
    return statement;
  }
}

function unit(digits: number): DecimalString {
  return decimal(digits === 0 ? "1" : `0.${"0".repeat(digits - 1)}1`);
}

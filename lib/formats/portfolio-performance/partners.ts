import type { Client } from "./client";
import type { Graph, GraphNode } from "./graph";

/** The two sides of each kind of cross entry (`class="buysell"`, `account-transfer`, `portfolio-transfer`). */
const SIDES = [
  ["portfolioTransaction", "accountTransaction"],
  ["transactionFrom", "transactionTo"],
] as const;

const ORDERS: ReadonlySet<string> = new Set(["BUY", "SELL"]);

/** Which two transactions are sides of one event. */
export class Partners {
  private readonly unlinked: ReadonlyMap<GraphNode, GraphNode>;

  constructor(private readonly client: Client) {
    this.unlinked = matched(client);
  }

  /** The other side; null for a transaction that stands alone, or whose other side is in no account's list. */
  of(node: GraphNode): GraphNode | null {
    const { graph } = this.client;
    const cross = graph.field(node, "crossEntry");
    if (cross === null) return this.unlinked.get(node) ?? null;
    for (const [first, second] of SIDES) {
      const [a, b] = [graph.field(cross, first), graph.field(cross, second)];
      const other = a === node ? b : b === node ? a : null;
      if (other && this.client.place(other)) return other;
    }
    return null;
  }
}

/** Up to version 9 nothing joined the two sides of a purchase: they are those of one day, amount and security. */
function matched(client: Client): Map<GraphNode, GraphNode> {
  const { graph } = client;
  const waiting = new Map<string, GraphNode[]>();
  const pairs = new Map<GraphNode, GraphNode>();
  const sides = { portfolio: [] as GraphNode[], account: [] as GraphNode[] };
  for (const { owners } of client.statements) {
    for (const { kind, transactions } of owners) {
      sides[kind].push(...transactions.filter((node) => ORDERS.has(graph.text(node, "type")) && graph.field(node, "crossEntry") === null));
    }
  }
  for (const node of sides.account) {
    const key = keyOf(graph, node);
    const same = waiting.get(key);
    if (same) same.push(node);
    else waiting.set(key, [node]);
  }
  for (const node of sides.portfolio) {
    const same = waiting.get(keyOf(graph, node)) ?? [];
    const home = client.place(node)?.statement;
    // Its own reference account first.
    const index = Math.max(
      0,
      same.findIndex((each) => client.place(each)?.statement === home),
    );
    const [other] = same.splice(index, 1);
    if (!other) continue;
    pairs.set(node, other);
    pairs.set(other, node);
  }
  return pairs;
}

function keyOf(graph: Graph, node: GraphNode): string {
  const security = graph.field(node, "security");
  const fields = ["type", "date", "amount"].map((name) => graph.text(node, name));
  return [...fields, security?.line ?? ""].join("\n");
}

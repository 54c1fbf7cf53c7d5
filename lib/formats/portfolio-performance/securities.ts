import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { lookup } from "../lookup";
import type { Client } from "./client";
import type { GraphNode } from "./graph";

export interface Security {
  assetType: AssetType;
  symbol: string;
  name: string;
  /** What it is quoted in; empty for an index. */
  currency: string;
  meta: InstrumentMeta;
}

/** Keys of the application's own classification by type of security. */
const BY_KEY: Readonly<Record<string, AssetType>> = {
  stock: "stock",
  fund: "mutual_fund",
  etf: "etf",
  bond: "bond",
  option: "option",
  currency: "forex",
};

/** Names of people's own classes that mean one type in whatever classification they stand. */
const BY_NAME: readonly (readonly [RegExp, AssetType])[] = [
  [/^(?:aktien|equity|stock|bond|renten)?[\s-]?(?:etfs?|exchange[\s-]traded[\s-]funds?)(?: \(etf\))?$/i, "etf"],
  [/^(?:krypto|crypto|kryptow(?:ä|ae)hrung(?:en)?|crypto[\s-]?(?:currency|currencies|assets?)|cryptomonnaies?)$/i, "crypto"],
];

const MAX_CODE = 64;
const MAX_NAME = 200;

/** The securities of a file. Their type is nowhere in the file itself: it is taken from a classification, the quote feed or the name. */
export class Securities {
  private readonly read = new Map<GraphNode, Security>();
  private types: Map<GraphNode, AssetType> | null = null;

  constructor(private readonly client: Client) {}

  /** The security of an element `<security>`; null where its reference leads nowhere. */
  of(reference: GraphNode): Security | null {
    const node = this.client.graph.resolve(reference);
    if (node === null) return null;
    const known = this.read.get(node) ?? this.describe(node);
    this.read.set(node, known);
    return known;
  }

  private describe(node: GraphNode): Security {
    const text = (name: string, length = MAX_CODE) => this.client.graph.text(node, name).slice(0, length);
    const [isin, wkn, ticker, name] = [text("isin").toUpperCase(), text("wkn"), text("tickerSymbol"), text("name", MAX_NAME)];
    return {
      assetType: this.typeOf(node) ?? inferredType(text("feed"), name),
      symbol: ticker || isin || wkn || name || text("uuid"),
      name,
      currency: text("currencyCode"),
      meta: { ...(isin ? { isin } : {}), ...(wkn ? { wkn } : {}), ...(name ? { name } : {}) },
    };
  }

  private typeOf(node: GraphNode): AssetType | undefined {
    this.types ??= this.classified();
    return this.types.get(node);
  }

  private classified(): Map<GraphNode, AssetType> {
    const { graph } = this.client;
    const types = new Map<GraphNode, AssetType>();
    for (const taxonomy of graph.list(graph.root, "taxonomies")) {
      const root = graph.field(taxonomy, "root");
      const byKey = root !== null && graph.text(root, "key") === "security-type";
      const left = root ? [root] : [];
      const seen = new Set<GraphNode>();
      for (let each = left.pop(); each; each = left.pop()) {
        if (seen.has(each)) continue;
        seen.add(each);
        const name = graph.text(each, "name");
        const type =
          (byKey ? lookup(BY_KEY, graph.text(each, "key").toLowerCase()) : undefined) ?? BY_NAME.find(([words]) => words.test(name))?.[1];
        for (const child of graph.list(each, "children")) left.push(graph.resolve(child) ?? child);
        if (type === undefined) continue;
        for (const assignment of graph.list(each, "assignments")) {
          const vehicle = graph.field(assignment, "investmentVehicle");
          if (vehicle) types.set(vehicle, type);
        }
      }
    }
    return types;
  }
}

/** What kind of thing a security is by its quote feed and its name, where nothing else tells. */
export function inferredType(feed: string, name: string): AssetType {
  if (/^COINGECKO/i.test(feed)) return "crypto";
  return /\b(?:UCITS|ETFs?)\b/i.test(name) ? "etf" : "stock";
}

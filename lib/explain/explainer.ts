import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/as-actor";
import type { Derivation, ExplainRequest } from "./schema";

/** What a figure was valued with: prices of instruments (by the ids of their books) and rates between currencies, up to a day. */
export interface MarketBasis {
  instruments: readonly string[];
  currencies: readonly string[];
  until: string;
}

/** What a figure was made of, so that what has been recorded since can be told. */
export interface Basis {
  /** Accounts whose ledgers count. */
  ledgers: readonly bigint[];
  /** Accounts whose lists of positions count, or would count. */
  lists: readonly bigint[];
  /** Only rows of one instrument (`instrumentKey` of each of its names), of one currency, or one row. */
  names?: readonly string[];
  currency?: string;
  transaction?: bigint;
  /** Left out: no price and no rate that is kept by itself had a part in it. */
  market?: MarketBasis;
}

export interface Explained {
  derivation: Derivation;
  basis: Basis;
  /** The page that shows the figure. */
  context: { label: string; href: string };
}

export interface ExplainContext {
  actor: Actor;
  /** One consistent view of the database, on the actor's behalf. */
  tx: Transaction;
}

/** Makes the derivation of a figure. Null: what it is about isn't there, or is somebody else's. */
export type Explainer = (context: ExplainContext, request: ExplainRequest) => Promise<Explained | null>;

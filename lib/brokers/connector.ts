import type { BrokerLink } from "./link/link";

/** What a broker says of an account. */
export interface RemoteAccount {
  /** The broker's own id of it, as everything else is asked for by it. */
  id: string;
  /** What the broker calls it; its number, or its kind. */
  name: string;
  /** Three letters, where the account has one currency of its own. */
  currency?: string;
}

/** What a key may do, as far as the broker tells. `null`: it doesn't. */
export interface KeyFacts {
  /** What it may read, in words: `Positions`, `Trades` … */
  reads: readonly string[];
  mayTrade: boolean | null;
  mayWithdraw: boolean | null;
  /** ISO instant from which on it doesn't work any more. */
  expiresAt: string | null;
  /** Sections or permissions that are missing for a full sync, each with what to do. */
  missing: readonly string[];
}

/** One answer of a broker, as it came: kept sealed, and read by the connector's format, now and again when that gets better. */
export interface BrokerPage {
  /** What it is an answer about: the connector's own word. */
  stream: string;
  /** The text of the answer: JSON or XML. Where a client library hands over objects, their JSON; numbers never pass through a float on our side. */
  body: string;
}

/** What a person does on the broker's own pages, for brokers whose access is `login`. */
export interface BrokerLogin {
  /**
   * The address to send the person to. The link's secrets are the form's fields, and whatever an earlier login left: a person who signs in
   * again stays the same person to the broker.
   * @param returnTo where the broker is to send them back to: an address of ours whose query has the state
   * @param state to be handed back unchanged; checked before `finish` is called
   * @returns the address, and what has to be sealed beside the fields until they are back
   */
  begin(link: BrokerLink, returnTo: string, state: string): Promise<{ address: string; secrets: Record<string, string> }>;
  /**
   * What is to be sealed for good beside the fields, in the place of what an earlier login left, out of what the broker sent them back with.
   * The link's secrets are the fields and what `begin` had sealed.
   * @throws BrokerProblem when they did not sign in after all
   */
  finish(link: BrokerLink, answer: URLSearchParams): Promise<Record<string, string>>;
}

/**
 * A broker's data, as they come. A connector asks and hands on; it stores nothing, knows no account of ours, and decides nothing about rows:
 * that is its format's work, which is pure (lib/brokers/pages). Everything it throws that a person can do something about is a BrokerProblem.
 */
export interface Connector {
  /** broker_types.code */
  code: string;
  /** The cheapest private request: whether the key works, and what it may do. */
  test(link: BrokerLink): Promise<KeyFacts>;
  accounts(link: BrokerLink): AsyncIterable<RemoteAccount>;
  /** Everything that is held in one account now: one snapshot. */
  holdings(link: BrokerLink, account: RemoteAccount): AsyncIterable<BrokerPage>;
  /**
   * What happened in one account from an instant on, or all that the broker still has. In any order, and any row any number of times.
   * @param since ISO instant; null for everything
   */
  transactions(link: BrokerLink, account: RemoteAccount, since: string | null): AsyncIterable<BrokerPage>;
  /** For brokers whose access is `login`. */
  login?: BrokerLogin;
}

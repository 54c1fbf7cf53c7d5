import type { BrokerManifest } from "../manifest";

/** A connector's way to its broker, for one person's credentials. */
export interface BrokerLink {
  manifest: BrokerManifest;
  /** The opened credentials, and what was added to them by signing in. Never logged, never part of a message. */
  secrets: Readonly<Record<string, string>>;
  /** An address of the manifest's by its name, or what the operator (or a test) put in its place; without a slash at its end. */
  endpoint(name: string): string;
  /**
   * `fetch`, for the broker's hosts only: nothing else is reached, no redirect leaves them, and answers are limited in time and size.
   * Waits for its turn, and repeats what the broker answered with "not so fast". Client libraries are given this one.
   * @throws BrokerProblem for no answer, for one of status 500 and above, and for a web page in the place of data. Any other answer (401,
   *   403, 404 …) is the connector's to understand.
   */
  fetch: typeof fetch;
  /**
   * Runs a client library's call. Whatever the library made of it, what {@link fetch} threw meanwhile is what is thrown; else `translate`
   * says what the library's own error means.
   */
  ask<Answer>(call: () => Promise<Answer>, translate: (error: unknown) => unknown): Promise<Answer>;
  /** Resolves later, or at once where nobody has the time; rejects when the sync is stopped. */
  wait(milliseconds: number): Promise<void>;
  /** The present, in milliseconds since 1970. */
  now(): number;
  signal: AbortSignal;
  /** Seals new credentials before they are used: a key that renews itself must not be lost to a crash. */
  renew(secrets: Readonly<Record<string, string>>): Promise<void>;
}

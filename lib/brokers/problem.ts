/**
 * Why a broker gave no answer that can be used, by what has to be done about it:
 * `sign-in` the person has to sign in to the broker, or paste a new key; `permission` the key lacks a right; `address` the broker lets only
 * certain addresses in; `busy` asked too often, wait; `preparing` the answer isn't ready yet; `away` unreachable, broken off, or out of
 * order on their side; `clock` this machine's clock is off; `answer` an answer in a form that this version doesn't know; `setup` something
 * that was typed, or set up at the broker, doesn't fit.
 */
export const BROKER_PROBLEM_KINDS = ["sign-in", "permission", "address", "busy", "preparing", "away", "clock", "answer", "setup"] as const;
export type BrokerProblemKind = (typeof BROKER_PROBLEM_KINDS)[number];

/** Kinds that pass by themselves: tried again, later and later. The others wait for the person. */
export const PASSING_KINDS: readonly BrokerProblemKind[] = ["busy", "preparing", "away", "clock", "answer"];

/** What stands between a person and their data, in their words. Never holds a secret, nor the broker's raw answer. */
export class BrokerProblem extends Error {
  override readonly name = "BrokerProblem";

  /**
   * @param message what is wrong: a whole sentence
   * @param mend what to do about it: a whole sentence; empty where only waiting helps
   */
  constructor(
    readonly kind: BrokerProblemKind,
    message: string,
    readonly mend = "",
    /** How long the broker asks to be left alone. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }

  /** Whether waiting helps. */
  get passes(): boolean {
    return PASSING_KINDS.includes(this.kind);
  }
}

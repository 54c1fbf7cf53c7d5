import "server-only";
import {
  AuthenticationError,
  DDoSProtection,
  ExchangeNotAvailable,
  InvalidNonce,
  NetworkError,
  PermissionDenied,
  RateLimitExceeded,
} from "ccxt";
import { BrokerProblem, type BrokerProblemKind } from "../problem";
import type { ExchangeKind } from "./client";

/** What an exchange's own words mean. They are looked for in its answer: the library's classes are coarser, and some are wrong. */
export interface KnownProblem {
  words: RegExp;
  kind: BrokerProblemKind;
  message: string;
  mend?: string;
  /** Only where the exchange has answered a private request before (true), or has not (false). */
  ifAccepted?: boolean;
}

interface Circumstances {
  /** The answer; empty where there was none. */
  body: string;
  wasSent: boolean;
  wasAccepted: boolean;
}

/** What the library threw, for a person. Its own message has the address and the answer in it, and goes nowhere. */
export function problemOf(error: unknown, { name, problems }: Pick<ExchangeKind, "name" | "problems">, at: Circumstances): BrokerProblem {
  const known = problems.find(
    ({ words, ifAccepted }) => words.test(at.body) && (ifAccepted === undefined || ifAccepted === at.wasAccepted),
  );
  if (known) return new BrokerProblem(known.kind, known.message, known.mend);
  if (!at.wasSent)
    return new BrokerProblem(
      "setup",
      "Requests can't be signed with this secret.",
      `Copy the whole secret again, as ${name} showed it when the key was made.`,
    );
  // In this order: the later ones are the wider classes.
  if (error instanceof InvalidNonce)
    return new BrokerProblem("clock", `${name} finds the time of the request wrong.`, "Set this machine's clock.");
  if (error instanceof PermissionDenied)
    return new BrokerProblem("permission", `The key may not read all that is needed.`, `Look at its permissions at ${name}.`);
  if (error instanceof AuthenticationError)
    return new BrokerProblem("sign-in", `${name} doesn't accept this key.`, "Make a new key there, and paste it here.");
  if (error instanceof DDoSProtection || error instanceof RateLimitExceeded)
    return new BrokerProblem("busy", `${name} takes no more requests for now.`);
  if (error instanceof ExchangeNotAvailable || error instanceof NetworkError)
    return new BrokerProblem("away", `${name} is out of order, or can't be reached.`);
  return new BrokerProblem("answer", `${name} refused a request with words that this version doesn't know.`);
}

import { BrokerProblem } from "../problem";

/** The permissions that a sync needs, by the name that refusals give them, as the app calls them. */
const SCOPES: Readonly<Record<string, string>> = {
  account: "Account data",
  portfolio: "Portfolio",
  metadata: "Metadata",
  "history:orders": "History – Orders",
  "history:dividends": "History – Dividends",
  "history:transactions": "History – Transactions",
};

/** What a status of 400 to 499 means. A missing permission is named in the answer: `Scope( history:dividends ) missing for API key`. */
export function problemOf(status: number, body: string): BrokerProblem {
  if (status === 401)
    return new BrokerProblem(
      "sign-in",
      "Trading 212 doesn't accept the key: it was deleted, or is of the other environment.",
      "Generate a new key in the app, see that live or practice is chosen rightly, and replace the credentials.",
    );
  if (status === 403) {
    const [, scope] = /scope\W{0,3}\s*([a-z]+(?::[a-z]+)*)/i.exec(body) ?? [];
    return scope === undefined
      ? new BrokerProblem(
          "permission",
          "Trading 212 doesn't let this key in.",
          "See in the app which permissions the key has, and whether it is restricted to certain IP addresses.",
        )
      : new BrokerProblem(
          "permission",
          `The key lacks the permission ${scopeName(scope)}.`,
          `Generate a key that has it, with the others.`,
        );
  }
  if (status === 408) return new BrokerProblem("away", "Trading 212 took too long to answer.");
  return new BrokerProblem("answer", `Trading 212 answered with status ${status}.`);
}

function scopeName(scope: string): string {
  const name = Object.hasOwn(SCOPES, scope) ? SCOPES[scope] : undefined;
  return name === undefined ? scope : `${name} (${scope})`;
}

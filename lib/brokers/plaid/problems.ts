import { z } from "zod";
import { RefusedRequest } from "@/lib/brokers/link/axios-adapter";
import { BrokerProblem } from "@/lib/brokers/problem";

export const unknownAnswer = () => new BrokerProblem("answer", "Plaid answered in a way that this version doesn't know.");

const refusal = z.looseObject({ error_type: z.string().catch(""), error_code: z.string().catch("") });

const AGAIN = "Sign in to your bank or broker on Plaid's pages. What came so far is kept.";

/** What Plaid's error codes mean for the person. Its messages are for developers, and left out. */
export function plaidProblem(error: unknown): BrokerProblem {
  const { error_type, error_code } = refusal.safeParse(error instanceof RefusedRequest ? error.response.data : null).data ?? {};
  return codeProblem(error_code ?? "") ?? (error_type === "INSTITUTION_ERROR" ? institutionAway() : unknownAnswer());
}

const institutionAway = () => new BrokerProblem("away", "Your bank or broker doesn't let Plaid in at the moment.");

/** Null for a code that says nothing to the person. */
export function codeProblem(code: string): BrokerProblem | null {
  switch (code) {
    case "ITEM_LOGIN_REQUIRED":
    case "ITEM_LOCKED":
    case "USER_SETUP_REQUIRED":
    case "PENDING_DISCONNECT":
      return new BrokerProblem("sign-in", "Your bank or broker asks you to sign in again.", AGAIN);
    case "INVALID_ACCESS_TOKEN":
    case "ITEM_NOT_FOUND":
    case "USER_PERMISSION_REVOKED":
    case "ACCESS_NOT_GRANTED":
      return new BrokerProblem("sign-in", "Plaid has no access to your bank or broker any more.", AGAIN);
    case "INVALID_API_KEYS":
    case "UNAUTHORIZED_ENVIRONMENT":
      return new BrokerProblem(
        "sign-in",
        "Plaid doesn't accept the keys.",
        "Copy the client ID and the secret again from dashboard.plaid.com; each environment has a secret of its own.",
      );
    case "INVALID_LINK_TOKEN":
      return new BrokerProblem("sign-in", "Signing in took too long.", "Sign in again.");
    case "PRODUCT_NOT_READY":
      return new BrokerProblem("preparing", "Plaid is still reading the account.");
    case "PRODUCTS_NOT_SUPPORTED":
    case "NO_INVESTMENT_ACCOUNTS":
      return new BrokerProblem("permission", "Plaid can't read investments at this bank or broker.", "Import its own files instead.");
    case "ADDITIONAL_CONSENT_REQUIRED":
    case "NO_ACCOUNTS":
      return new BrokerProblem("permission", "Plaid was not allowed to read the investments.", "Sign in again, and choose the accounts.");
    case "INVALID_PRODUCT":
    case "PRODUCT_NOT_ENABLED":
    case "PRODUCT_UNAVAILABLE":
      return new BrokerProblem(
        "permission",
        "Your Plaid keys don't include the product Investments.",
        "Ask for it at dashboard.plaid.com, Products.",
      );
    default:
      return null;
  }
}

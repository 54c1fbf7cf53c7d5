import { lookup } from "@/lib/formats/lookup";
import { BrokerProblem, type BrokerProblemKind } from "../problem";

/**
 * The error codes of the Flex Web Service, version 3, by what they come to (IBKR's page "Version 3 Error Codes"). They are text throughout.
 */
export const TOO_MANY_REQUESTS = "1018";
/** There is no statement for the period: the query was set up for another one, or the period has no statement yet. */
export const NO_STATEMENT = "1003";
/** The statement is being made, or some of its figures are: the same request answers later. */
export const NOT_YET: ReadonlySet<string> = new Set(["1001", "1004", "1005", "1006", "1007", "1008", "1009", "1019", "1021"]);

const NEW_TOKEN = "In Client Portal, under Flex Queries, generate a new token with a long lifetime, and paste it here.";

const PROBLEMS: Readonly<Record<string, readonly [BrokerProblemKind, message: string, mend: string]>> = {
  "1003": [
    "preparing",
    "Interactive Brokers has no statement for the period of the query yet.",
    "If it stays, set the period of the query to the last 365 days.",
  ],
  "1010": [
    "setup",
    "The query is of a kind that is no longer supported (Legacy Flex).",
    "Create an Activity Flex Query in Client Portal, and enter its number here.",
  ],
  "1011": ["sign-in", "Flex Web Service is switched off at Interactive Brokers.", `Switch it on. ${NEW_TOKEN}`],
  "1012": ["sign-in", "The token has expired.", NEW_TOKEN],
  "1013": [
    "address",
    "The token may only be used from certain addresses, and this server's is none of them.",
    "In Client Portal, under Flex Web Service, allow this server's address, or generate a token without that restriction.",
  ],
  "1014": ["setup", "Interactive Brokers doesn't know the query.", "Compare the number of the query with the one in Client Portal."],
  "1015": ["sign-in", "Interactive Brokers doesn't accept the token.", NEW_TOKEN],
  "1016": ["setup", "The query names an account that isn't valid.", "Open the query in Client Portal, and choose its accounts again."],
  "1017": [
    "setup",
    "Interactive Brokers doesn't know the statement any more that it announced.",
    "Sync again. If it stays, save the query again in Client Portal.",
  ],
  "1020": [
    "setup",
    "Interactive Brokers could not validate the request.",
    "Compare token and number of the query with Client Portal. A query that was just created works a few minutes later.",
  ],
};

/** What a code comes to for the person, where waiting a little doesn't help. */
export function problemOf(code: string): BrokerProblem {
  const known = lookup(PROBLEMS, code);
  if (known) return new BrokerProblem(...known);
  return new BrokerProblem("answer", `Interactive Brokers refused with a code that this version doesn't know (${code.slice(0, 8)}).`);
}

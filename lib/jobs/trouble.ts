import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import { FormatError } from "@/lib/formats/types";
import { HttpProblem } from "@/lib/http/fetch-within";
import { ProviderProblem } from "@/lib/prices/providers/provider";

const FIRST_RETRY_MS = 5 * 60 * 1000;
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** How long to wait after so many failures in a row: five minutes, a quarter of an hour, three quarters … a day at most. */
export function retryAfterMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_RETRY_MS * 3 ** Math.min(10, Math.max(0, failures - 1)));
}

/** What to tell people of a failure. It is logged as well, with a reference where the words say nothing. */
export function troubleOf(error: unknown): string {
  const reference = reportUnexpected(error);
  if (error instanceof HttpProblem || error instanceof ProviderProblem) return error.message;
  if (error instanceof FormatError) return `What came can’t be read. ${error.message}`;
  return `Something went wrong on our side. Reference ${reference}.`;
}

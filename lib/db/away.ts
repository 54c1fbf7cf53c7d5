import "server-only";
import { noteRefusal, type Refusal } from "@/lib/http/request-context";
import { databaseFault } from "./fault";

/** How somebody is answered while the database is away, full or too slow. */
export const AWAY: Refusal = { status: 503, retryAfterSeconds: 5 };

/** The same in words, where a form is answered in its place. */
export const AWAY_MESSAGE =
  "Truefolio can't reach its database at the moment. What you typed is still here: try again soon, and look first whether it was done.";

/** Whether an error is the database's, and not the program's. Then the request at hand is answered with {@link AWAY}, should its page fail. */
export function noteFault(error: unknown): boolean {
  const isTheDatabases = databaseFault(error) !== null;
  if (isTheDatabases) noteRefusal(AWAY);
  return isTheDatabases;
}

/**
 * Runs what asks the database.
 * @throws what `work` throws, noted
 */
export async function notingFaults<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    noteFault(error);
    throw error;
  }
}

import { refuse } from "@/lib/action/outcome";
import { isTimeout } from "@/lib/brokers/link/timeout";
import { BrokerProblem } from "@/lib/brokers/problem";

/**
 * Why a broker could not be asked, for the person who waits for it.
 * @throws what is none of a broker's problems, as it came
 */
export function refusalOf(error: unknown): ReturnType<typeof refuse> {
  if (error instanceof BrokerProblem) return refuse(`${error.message} ${error.mend}`.trim());
  if (isTimeout(error)) return refuse("The broker did not answer in time. Try again.");
  throw error;
}

import "server-only";
import type { BrokerProblem, BrokerProblemKind } from "@/lib/brokers/problem";
import { database } from "@/lib/db/client";
import { CIRCUIT } from "../rules";

/** What tells of the broker rather than of one account. */
const OF_THE_BROKER: readonly BrokerProblemKind[] = ["away", "busy", "answer"];

const seconds = (milliseconds: number) => milliseconds / 1000;

/**
 * Until when a broker that failed for one account after another is left alone; null when it may be asked. Once that time is over, one run goes
 * ahead to see whether it is back.
 */
export async function leftAloneUntil(broker: string): Promise<Date | null> {
  const [row] = await database().$queryRaw<{ until: Date | null }[]>`
    SELECT pass_broker_circuit(${broker}, make_interval(secs => ${seconds(CIRCUIT.probeMs)}::float8)) AS until`;
  return row?.until ?? null;
}

/** Notes how a broker answered. */
export async function noteAnswer(broker: string, problem: BrokerProblem | null): Promise<void> {
  // Whatever is wrong with one account or its key, the broker answered.
  const trouble = problem && OF_THE_BROKER.includes(problem.kind) ? problem.message : "";
  await database().$executeRaw`
    SELECT note_broker_answer(${broker}, ${trouble}, ${CIRCUIT.opensAt}::int, make_interval(secs => ${seconds(CIRCUIT.firstForMs)}::float8),
      make_interval(secs => ${seconds(CIRCUIT.atMostMs)}::float8))`;
}

import { simulatedPlain } from "./plain";
import type { SimulatedBroker } from "./simulator";

/** Every simulated broker: what syncs come to is tried with each (lib/sync/run/matrix.db.test.ts). */
export const SIMULATED_BROKERS: readonly SimulatedBroker[] = [simulatedPlain];

import "server-only";
import type { RateLimit } from "@/lib/brokers/manifest";
import { BrokerProblem } from "@/lib/brokers/problem";
import { database } from "@/lib/db/client";
import { turnsOf } from "../rules";

/** Longer than this a run doesn't sit and wait for its turn: it makes room for others, and comes back. */
const LONGEST_WAIT_MS = 20_000;

interface TurnsOptions {
  broker: string;
  keyGroup: string;
  limits: readonly RateLimit[];
  wait(milliseconds: number): Promise<void>;
}

/** One run's place in the lines before a broker, which all workers share: in the database, by the limits that its manifest declares. */
export class Turns {
  /** How long the run has to make room for others, when its turn was too far away to wait for. */
  laterMs: number | null = null;
  private readonly scopes: string[];
  private readonly everyMs: number[];
  private readonly slackMs: number[];

  constructor(private readonly options: TurnsOptions) {
    const { broker, keyGroup, limits } = options;
    const turns = limits.map(turnsOf);
    this.scopes = limits.map(({ of }, index) => `${broker}:${index}:${of === "key" ? keyGroup : "all"}`);
    this.everyMs = turns.map(({ everyMs }) => everyMs);
    this.slackMs = turns.map(({ slackMs }) => slackMs);
  }

  /** @throws BrokerProblem `busy` when the turn is too far away; {@link laterMs} says how far */
  async next(): Promise<void> {
    if (this.scopes.length === 0) return;
    const waitMs = await takeTurn(this.scopes, this.everyMs, this.slackMs, LONGEST_WAIT_MS);
    if (waitMs > LONGEST_WAIT_MS) {
      this.laterMs = waitMs;
      throw new BrokerProblem("busy", "Many accounts are waiting for this broker.", "", waitMs);
    }
    if (waitMs > 0) await this.options.wait(Math.ceil(waitMs));
  }
}

/** Milliseconds to wait before asking; where it is more than `atMostMs`, no turn was taken. */
export async function takeTurn(scopes: string[], everyMs: number[], slackMs: number[], atMostMs: number): Promise<number> {
  const [row] = await database().$queryRaw<{ wait: number }[]>`
    SELECT take_broker_turn(${scopes}::text[], ${everyMs}::float8[], ${slackMs}::float8[], ${atMostMs}::float8) AS wait`;
  return row?.wait ?? 0;
}

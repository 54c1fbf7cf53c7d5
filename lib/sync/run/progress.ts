import "server-only";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { Interrupted } from "@/lib/imports/steps/progress";
import type { Run } from "./run";

const EVERY_MS = 400;

/** Whether this worker still has the run; written with it what the run is at, where others see it once the transaction is over. */
export async function holdRun(tx: Transaction, { runId, attempt }: Run, phase: string, pages: number): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE sync_runs SET phase = ${phase}, pages = greatest(pages, ${pages}::int) WHERE id = ${runId} AND status = 'running' AND attempts = ${attempt}`;
  if (count === 0) throw new Interrupted();
}

/** Says on the page how far a run is: rarely enough not to slow it down. */
export class Progress {
  pages = 0;
  private reportedAt = performance.now();

  constructor(
    private readonly run: Run,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws Interrupted when the worker is to stop, when somebody stopped the run, or when another worker has it */
  async at(phase: string, pages = this.pages): Promise<void> {
    if (this.signal.aborted) throw new Interrupted();
    this.pages = pages;
    if (performance.now() - this.reportedAt < EVERY_MS) return;
    await asActor(this.run.actor, (tx) => holdRun(tx, this.run, phase, pages));
    this.reportedAt = performance.now();
  }
}

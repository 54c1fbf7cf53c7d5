import "server-only";
import pg from "pg";
import { reportUnexpected } from "@/lib/action/report";
import { env } from "@/lib/env";
import { WAKE_CHANNEL } from "@/lib/imports/steps/queue";

/** The first key of the advisory locks that say "a worker is at this"; the second is derived from the import's id. */
const CLAIM_LOCK = 7_205;

/** The worker's own connection: it hears that something waits, and holds the claim on what is being done. Both end with the process. */
export class Line {
  private client: pg.Client | null = null;
  private ring: () => void = () => {};

  private async connected(): Promise<pg.Client | null> {
    if (this.client) return this.client;
    const client = new pg.Client({ connectionString: env().APP_DATABASE_URL, keepAlive: true, connectionTimeoutMillis: 5_000 });
    client.on("notification", () => this.ring());
    client.on("error", () => {
      this.client = null;
      this.ring();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      this.client = client;
    } catch (error) {
      reportUnexpected(error);
    }
    return this.client;
  }

  /** Resolves at the next call, after `milliseconds`, or when `signal` is aborted. To be asked for before looking: a call in between counts. */
  async nextCall(milliseconds: number, signal: AbortSignal): Promise<void> {
    await this.connected();
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.ring = end;
      signal.addEventListener("abort", end);
    });
  }

  /** Ends the wait of whoever waits for a call. */
  call(): void {
    this.ring();
  }

  /** Runs `step` unless another worker is at the same import; whether it did. */
  async claim(importId: bigint, step: () => Promise<void>): Promise<boolean> {
    const client = await this.connected();
    if (!client) return false;
    const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${CLAIM_LOCK}, hashint8($1)) AS mine`, [importId]);
    if (!rows[0]?.mine) return false;
    try {
      await step();
      return true;
    } finally {
      if (this.client === client) await client.query(`SELECT pg_advisory_unlock(${CLAIM_LOCK}, hashint8($1))`, [importId]);
    }
  }

  async close(): Promise<void> {
    await this.client?.end();
  }
}

import "server-only";
import pg from "pg";
import { reportUnexpected } from "@/lib/action/report";
import { sessionUrl } from "@/lib/db/session-url";
import { WAKE_CHANNEL } from "@/lib/imports/steps/queue";

/** The first key of the advisory locks that say "a worker is at this"; the second is derived from the import's id. */
const CLAIM_LOCK = 7_205;

/** The worker's own connection: it hears that something waits, and holds the claim on what is being done. Both end with the process. */
export class Line {
  private connection: Promise<pg.Client | null> | null = null;
  private ring: () => void = () => {};
  private asked: Promise<unknown> = Promise.resolve();

  /** One for everybody who asks, however many do before it is made; another one once it has ended. Null while the database is away. */
  private connected(): Promise<pg.Client | null> {
    if (this.connection) return this.connection;
    const connection = this.connect(() => {
      if (this.connection === connection) this.connection = null;
      this.ring();
    });
    this.connection = connection;
    return connection;
  }

  /** @param lost called when it ends by itself, or can't be made */
  private async connect(lost: () => void): Promise<pg.Client | null> {
    const client = new pg.Client({ connectionString: sessionUrl(), keepAlive: true, connectionTimeoutMillis: 5_000 });
    client.on("notification", () => this.ring());
    client.on("error", lost);
    try {
      await client.connect();
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      return client;
    } catch (error) {
      reportUnexpected(error);
      // It ends once more after that: told twice, whoever waits would ask again at once, for as long as the database is away.
      client.off("error", lost).on("error", () => {});
      await client.end().catch(() => {});
      lost();
      return null;
    }
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
    if (!(await this.ask(client, "pg_try_advisory_lock", importId))) return false;
    try {
      await step();
      return true;
    } finally {
      // A claim ends with its connection.
      if ((await this.connection) === client) await this.ask(client, "pg_advisory_unlock", importId);
    }
  }

  /** One question at a time: a connection takes no second one before it has answered. */
  private async ask(client: pg.Client, question: "pg_try_advisory_lock" | "pg_advisory_unlock", importId: bigint): Promise<boolean> {
    const query = () => client.query<{ answer: boolean }>(`SELECT ${question}(${CLAIM_LOCK}, hashint8($1)) AS answer`, [importId]);
    // Whether the one before succeeded concerns whoever asked it.
    const answer = this.asked.then(query, query);
    this.asked = answer;
    return (await answer).rows[0]?.answer === true;
  }

  async close(): Promise<void> {
    await (await this.connection)?.end();
  }
}

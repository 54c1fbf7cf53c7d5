import "server-only";
import pg from "pg";
import { reportUnexpected } from "@/lib/action/report";
import { sessionUrl } from "@/lib/db/session-url";

/** The first keys of the advisory locks that say "a worker is at this": one that works the queue, and what it is at. */
export const WORKER_LOCK = 7_206;
const SYNC_LOCK = 7_207;

/** What a worker holds in the sight of all others, on a connection of its own: it ends with the process, however that ends. */
export class Claims {
  private readonly held = new Set<string>();
  private asked: Promise<unknown> = Promise.resolve();

  private constructor(private readonly client: pg.Client) {}

  /** @param lost called when the connection ends by itself: nothing is held any more */
  static async open(lost: () => void): Promise<Claims> {
    const client = new pg.Client({ connectionString: sessionUrl(), keepAlive: true, connectionTimeoutMillis: 15_000 });
    client.on("error", (error) => {
      reportUnexpected(error);
      lost();
    });
    client.on("end", lost);
    await client.connect();
    return new Claims(client);
  }

  /** Says that this worker lives. @returns false when another one has the same id */
  live(workerId: string): Promise<boolean> {
    return this.ask("pg_try_advisory_lock", WORKER_LOCK, workerId);
  }

  /** Runs `work` unless somebody, this worker included, is at `key` already; whether it did. */
  async claim(key: string, work: () => Promise<void>): Promise<boolean> {
    // The database lets one connection hold a lock twice.
    if (this.held.has(key)) return false;
    this.held.add(key);
    try {
      if (!(await this.ask("pg_try_advisory_lock", SYNC_LOCK, key))) return false;
      try {
        await work();
        return true;
      } finally {
        await this.ask("pg_advisory_unlock", SYNC_LOCK, key);
      }
    } finally {
      this.held.delete(key);
    }
  }

  /** One question at a time: a connection takes no second one before it has answered. */
  private async ask(question: "pg_try_advisory_lock" | "pg_advisory_unlock", kind: number, key: string): Promise<boolean> {
    const query = () =>
      this.client.query<{ answer: boolean }>({
        name: question,
        text: `SELECT ${question}($1::int, hashtext($2)) AS answer`,
        values: [kind, key],
      });
    // Whether the one before succeeded concerns whoever asked it.
    const answer = this.asked.then(query, query);
    this.asked = answer;
    return (await answer).rows[0]?.answer === true;
  }

  async close(): Promise<void> {
    this.client.removeAllListeners("end");
    await this.client.end();
  }
}

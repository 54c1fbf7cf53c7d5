import pg from "pg";

/** How PostgreSQL refuses (Appendix A of its manual, SQLSTATE). */
export const REFUSED = {
  privilege: "42501",
  check: "23514",
  unique: "23505",
  foreignKey: "23503",
  /** Our own triggers that look at the whole when a transaction ends. */
  integrity: "23000",
} as const;

/** Why the database refused a statement, as its SQLSTATE; null when it took it. */
export async function refusal(statement: Promise<unknown>): Promise<string | null> {
  try {
    await statement;
    return null;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? "";
    throw error;
  }
}

/** One connection as the application's role, past all of the application's own code. */
export class AppConnection {
  private constructor(private readonly client: pg.Client) {}

  static async open(appUrl: string): Promise<AppConnection> {
    const client = new pg.Client({ connectionString: appUrl });
    await client.connect();
    return new AppConnection(client);
  }

  /**
   * Runs one statement on somebody's behalf (null: nobody's), in a transaction that is rolled back.
   * @throws pg.DatabaseError when it is refused, also at the end of the transaction.
   */
  async as(userId: bigint | null, sql: string, params: unknown[] = []): Promise<pg.QueryResult> {
    await this.client.query("BEGIN");
    try {
      await this.client.query("SELECT set_config('app.user_id', $1, true)", [userId?.toString() ?? ""]);
      const result = await this.client.query(sql, params);
      await this.client.query("SET CONSTRAINTS ALL IMMEDIATE");
      return result;
    } finally {
      await this.client.query("ROLLBACK");
    }
  }

  /** As {@link as}, for what should come to nothing: how many rows it touched, or why it was refused. */
  async attempt(userId: bigint | null, sql: string, params: unknown[] = []): Promise<number | string> {
    let touched = 0;
    const refused = await refusal(
      this.as(userId, sql, params).then((result) => {
        touched = result.rowCount ?? 0;
      }),
    );
    return refused ?? touched;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

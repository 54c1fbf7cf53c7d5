import pg from "pg";

const ROUNDS = 25;

/**
 * Two people and nobody, over one connection that the pooler lends to each of them in turn, many at once: who sees somebody else's rows, or
 * any row without having said who they are, is counted.
 * @param url of the application's role, through a pool of one connection
 */
export async function leaks(url: string, userIds: readonly string[]): Promise<number> {
  const clients = await Promise.all(
    ["", ...userIds, ...userIds].map(async (userId) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return { client, userId };
    }),
  );
  try {
    const found = await Promise.all(clients.map(({ client, userId }) => leaksTo(client, userId)));
    return found.reduce((sum, each) => sum + each, 0);
  } finally {
    for (const { client } of clients) await client.end();
  }
}

async function leaksTo(client: pg.Client, userId: string): Promise<number> {
  let seen = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (userId === "") {
      // Not in a transaction: whatever the one before has left behind would be there.
      const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM portfolios");
      seen += rows[0]?.count ?? 0;
      continue;
    }
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.user_id', $1, true)", [userId]);
    const { rows } = await client.query<{ user_id: string }>("SELECT user_id FROM portfolios");
    seen += rows.filter(({ user_id }) => user_id !== userId).length + (rows.length === 0 ? 1 : 0);
    // Cut off in the middle, now and then: the next one begins with a clean connection all the same.
    await client.query(round % 3 === 0 ? "ROLLBACK" : "COMMIT");
  }
  return seen;
}

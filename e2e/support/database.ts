import pg from "pg";
import { attachDatabase } from "@/scripts/runtime/database";

/** Lets time pass since a person proved that it was them: nobody waits ten minutes in a test. */
export async function ageSignIn(email: string, minutes: number): Promise<void> {
  const dataDir = `test-results/data-${process.env.E2E_RUN}`;
  const database = await attachDatabase({ dataDir, log: () => {}, databaseUrl: undefined });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(
      `UPDATE sessions SET confirmed_at = now() - make_interval(mins => $2)
       WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
      [email, minutes],
    );
  } finally {
    await client.end();
    await database.stop();
  }
}

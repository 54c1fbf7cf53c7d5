import pg from "pg";
import type { Stage, Ways } from "./operations";

/** A person with what the operations need, made before anything is killed. */
export async function setStage(ownerUrl: string, email: string): Promise<Stage> {
  const { actorOfJob } = await import("@/lib/auth/job-actor");
  const { linkAccount } = await import("@/lib/accounts/mutations");
  const { createPortfolio } = await import("@/lib/portfolios/mutations");
  const { linkTo } = await import("@/test/sync");
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  try {
    const owner = {
      query: async <Row extends pg.QueryResultRow>(sql: string, params?: unknown[]) => (await pool.query<Row>(sql, params)).rows,
    };
    const [user] = await owner.query<{ id: string }>("SELECT auth_sign_up($1, 'Ada', 'a hash') AS id", [email]);
    const userId = BigInt(user?.id ?? 0);
    const actor = actorOfJob({ userId, name: "Ada", email });
    const [portfolio] = await owner.query<{ id: string }>("SELECT id FROM portfolios WHERE user_id = $1", [userId]);
    const portfolioId = BigInt(portfolio?.id ?? 0);
    const second = await createPortfolio(actor, { name: "Second", description: "" });
    const account = { portfolioId: portfolioId.toString(), broker: "file", displayName: "Files", externalAccountId: "" } as const;
    const linked = await linkAccount(actor, account);
    const syncedId = await linkTo({ owner }, { actor, userId, portfolioId }, "plain", { token: "token-1" });
    if (!linked.ok || !second.ok) throw new Error("the stage could not be set");
    const accountId = BigInt(linked.redirectTo?.split("/").at(-1) ?? 0);
    return { actor, accountId, syncedId, portfolios: [portfolioId, BigInt(second.data.id)] };
  } finally {
    await pool.end();
  }
}

/** At once and with nobody in between: how the undisturbed twin does it. */
export async function undisturbed(): Promise<Ways> {
  const { stageImport } = await import("@/lib/imports/steps/direct");
  const { commitImport } = await import("@/lib/imports/steps/commit");
  const { WITH_PLAIN } = await import("@/test/simulators/plain-broker");
  const { perform, request } = await import("@/test/sync");
  const { fileOf } = await import("./operations");
  return {
    async importFile({ actor, accountId }, number) {
      const importId = await stageImport(actor, { accountId, fileName: `f${number}.csv`, bytes: fileOf(number) });
      if (importId !== null) await commitImport(actor, importId);
    },
    async sync({ actor, syncedId }) {
      await perform(await request(actor, syncedId), WITH_PLAIN);
    },
  };
}

/** Both ledgers and the choice of the default portfolio, as content, ids aside. */
export async function contentOf(ownerUrl: string, { accountId, syncedId, portfolios }: Stage): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `SELECT concat_ws(' ', CASE WHEN broker_account_id = $1 THEN 'files' ELSE 'synced' END, trade_type, symbol, quantity, price, currency, trade_time,
         meta ->> 'netAmount') AS line FROM transactions WHERE broker_account_id IN ($1, $2)
       UNION ALL SELECT 'default ' || is_default FROM portfolios WHERE id = $3 ORDER BY 1`,
      [accountId, syncedId, portfolios[0]],
    );
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

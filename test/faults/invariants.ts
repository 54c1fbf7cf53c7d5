import pg from "pg";
import { FILE_ROWS, operationAt } from "./operations";

/** What must be so at every moment, whatever was killed: the name of it → SQL that finds what isn't; of `$1`, the account of files. */
const NEVER: Readonly<Record<string, string>> = {
  "no file is in the ledger by half": `SELECT symbol || ' has ' || count(*) AS fault FROM transactions
    WHERE broker_account_id = $1 AND symbol LIKE 'F%' GROUP BY symbol HAVING count(*) <> ${FILE_ROWS}`,
  "an import that says it is in the ledger is": `SELECT file_name AS fault FROM imports i WHERE broker_account_id = $1 AND status = 'imported' AND NOT EXISTS (
    SELECT 1 FROM transactions t WHERE t.broker_account_id = $1 AND t.symbol = upper(split_part(i.file_name, '.', 1)))`,
  "no preview shows half a file": `SELECT file_name AS fault FROM imports i WHERE broker_account_id = $1 AND status = 'preview'
    AND (SELECT count(*) FROM import_rows r WHERE r.import_id = i.id) NOT IN (${FILE_ROWS}, ${2 * FILE_ROWS})`,
  "nothing is there twice": `SELECT broker_account_id || ' ' || symbol || ' ' || count(*) AS fault FROM transactions WHERE symbol LIKE 'M%' GROUP BY broker_account_id, symbol HAVING count(*) > 1
    UNION ALL SELECT broker_account_id || ' ' || symbol || ' ' || quantity || ' ' || trade_time FROM transactions WHERE symbol LIKE 'F%' OR broker_account_id <> $1
      GROUP BY broker_account_id, symbol, quantity, trade_time HAVING count(*) > 1`,
  "no sync is in the ledger by half": `SELECT broker_account_id || ' has ' || count(*) AS fault FROM transactions t WHERE symbol !~ '^[FM][0-9]'
    GROUP BY broker_account_id HAVING count(*) <> 15`,
  "everybody has one default portfolio": `SELECT user_id || ' has ' || count(*) FILTER (WHERE is_default) AS fault FROM portfolios
    GROUP BY user_id HAVING count(*) FILTER (WHERE is_default) <> 1`,
  "every account has one credentials row": `SELECT a.id || ' has ' || count(c.id) AS fault FROM broker_accounts a LEFT JOIN broker_account_credentials c
    ON c.broker_account_id = a.id GROUP BY a.id HAVING count(c.id) <> 1`,
  "an account has one sync at a time": `SELECT broker_account_id || ' has ' || count(*) AS fault FROM sync_runs WHERE status IN ('queued', 'running')
    GROUP BY broker_account_id HAVING count(*) > 1`,
};

/** How many are checked each time: those above, that what was acknowledged is there, and that every credential has its key. */
export const INVARIANTS = Object.keys(NEVER).length + 2;

/**
 * @param acknowledged how many operations were, from the first on
 * @param keyIds asks which keys there are
 * @returns what is not as it must be
 */
export async function violations(
  ownerUrl: string,
  accountId: bigint,
  acknowledged: number,
  keyIds: () => Promise<string[]>,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const found: string[] = [];
    for (const [what, sql] of Object.entries(NEVER)) {
      // Each is one statement, and so sees one moment.
      const { rows } = await client.query<{ fault: string }>(sql, sql.includes("$1") ? [accountId] : []);
      found.push(...rows.map(({ fault }) => `${what}: ${fault}`));
    }
    const { rows } = await client.query<{ symbol: string }>("SELECT DISTINCT symbol FROM transactions WHERE broker_account_id = $1", [
      accountId,
    ]);
    const there = new Set(rows.map(({ symbol }) => symbol));
    for (let number = 0; number < acknowledged; number += 1) {
      const operation = operationAt(number);
      const symbol = operation.kind === "import" ? `F${number}` : operation.kind === "add" ? operation.symbol : null;
      if (symbol && !there.has(symbol)) found.push(`what was acknowledged is there: ${symbol} is not`);
    }
    // Before and after: a rotation may bring a key, or take one away, in between.
    const before = await keyIds();
    const { rows: sealed } = await client.query<{ header: string }>(
      "SELECT credentials ->> 'protected' AS header FROM broker_account_credentials",
    );
    const ids = new Set([...before, ...(await keyIds())]);
    for (const { header } of sealed) {
      const { kid } = JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as { kid?: string };
      if (!ids.has(kid ?? "")) found.push(`every credential has its key: ${kid} is gone`);
    }
    return found;
  } finally {
    await client.end().catch(() => {});
  }
}

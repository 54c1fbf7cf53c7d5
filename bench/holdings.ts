import { type Figure, ratio } from "./figure";
import { durations, median } from "./latency";
import { sqlAlone } from "./page-sql";
import type { BenchServer } from "./server";

const POSITIONS = 5_000;

/** The page of a long list of holdings, beside its statements alone. */
export async function holdingsFigures(server: BenchServer): Promise<Figure[]> {
  const account = (await server.createAccount("Many positions", await server.createPortfolio("Many positions"))).toString();
  await server.owner.query(
    "INSERT INTO holding_snapshots (broker_account_id, id, as_of, source) VALUES ($1, 'list', '2025-01-02T16:00:00Z', 'bench')",
    [account],
  );
  await server.owner.query(
    `INSERT INTO holdings (broker_account_id, asset_type, symbol, quantity, avg_price, currency, cost_value, market_value, as_of, source_snapshot_id)
     SELECT $1, 'stock', 'SYM' || n, n, 10, 'USD', n * 10, n * 11, '2025-01-02T16:00:00Z', 'list' FROM generate_series(1, ${POSITIONS}) n`,
    [account],
  );
  const page = async () => {
    const response = await server.request(`/accounts/${account}/holdings`);
    const text = await response.text();
    if (!response.ok || !text.includes("SYM1")) throw new Error(`the holdings answered ${response.status}, without their positions`);
  };
  await durations(10, page);
  const whole = median(await durations(30, page));
  const sql = await sqlAlone(server, page);
  const count = POSITIONS.toLocaleString("en");
  console.log(
    `holdings page of ${count} positions ${whole.toFixed(1)} ms, of which its ${sql.statements} statements alone take ${sql.medianMs.toFixed(1)} ms`,
  );
  return [ratio(`the holdings page of ${count} positions ÷ its SQL alone (medians)`, whole / sql.medianMs, 3)];
}

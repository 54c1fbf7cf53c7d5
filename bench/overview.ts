import { type Figure, milliseconds, ratio, seconds } from "./figure";
import { importFile } from "./import-file";
import { durations, median, p95 } from "./latency";
import { sqlAlone } from "./page-sql";
import type { BenchServer } from "./server";

/** The whole page of a portfolio over the network of this machine: nothing kept, kept, and after one row was added in the past. */
export async function overviewFigures(server: BenchServer, file: string, rows: number): Promise<Figure[]> {
  // What the rows are in: without rates of the European Central Bank, euros would not be computable.
  await server.owner.query("UPDATE user_settings SET base_currency = 'USD' WHERE user_id = $1", [server.userId.toString()]);
  const portfolio = await server.createPortfolio("A ledger to be looked at");
  const account = await server.createAccount("A ledger to be looked at", portfolio);
  await importFile(server, account, file);
  const overview = async () => {
    const response = await server.request(`/portfolios/${portfolio}`);
    const text = await response.text();
    if (!response.ok || !text.includes("Time-weighted")) throw new Error(`the overview answered ${response.status}, without its figures`);
  };
  const [cold = 0] = await durations(1, overview);
  await durations(10, overview);
  const warm = await durations(50, overview);
  const sql = await sqlAlone(server, overview);
  await server.owner.query(
    `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
     SELECT broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta - 'importKey' FROM transactions
     WHERE broker_account_id = $1 ORDER BY trade_time, id OFFSET 5000 LIMIT 1`,
    [account.toString()],
  );
  const [again = 0] = await durations(1, overview);
  console.log(
    `overview of ${rows.toLocaleString("en")} rows: nothing kept ${seconds(cold)}, after one row in the past ${seconds(again)}; ` +
      `kept ${median(warm).toFixed(1)} ms, of which its ${sql.statements} statements alone take ${sql.medianMs.toFixed(1)} ms`,
  );
  return [
    milliseconds(`the overview page at ${rows.toLocaleString("en")} rows, kept figures (p95)`, p95(warm), 100),
    ratio("the same ÷ its SQL alone (medians)", median(warm) / sql.medianMs, 3),
    ratio("the same after one row was added in the past ÷ with nothing kept", again / cold, 1),
  ];
}

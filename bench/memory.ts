import { type Figure, megabytes, seconds } from "./figure";
import { durations } from "./latency";
import type { BenchServer } from "./server";

/** What a ledger in use takes: its pages, and its figures worked out once, which then are kept. */
export async function memoryFigures(server: BenchServer, portfolio: bigint, rows: number): Promise<Figure[]> {
  const inUse = server.webMemory().now + server.workerMemory().now;
  const before = server.webMemory().peak;
  const overview = async () => {
    const response = await server.request(`/portfolios/${portfolio}`);
    const text = await response.text();
    if (!response.ok || !text.includes("Time-weighted")) throw new Error(`the overview answered ${response.status}, without its figures`);
  };
  const [first = 0, second = 0] = await durations(2, overview);
  const { peak, now } = server.webMemory();
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);
  console.log(
    `overview of ${rows.toLocaleString("en")} rows: ${seconds(first)} the first time, then ${seconds(second)}; ` +
      `the web process had ${mb(before)} MB at the most before it, ${mb(peak)} during it, ${mb(now)} after it`,
  );
  const count = rows.toLocaleString("en");
  return [
    megabytes(`memory of web and worker after pages of a ledger of ${count} rows`, inUse, 600),
    megabytes("the most that the web took, the figures of that ledger worked out once", peak, 600),
  ];
}

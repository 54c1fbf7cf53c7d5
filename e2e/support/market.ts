// The European Central Bank and Yahoo Finance as the tests know them, on the port of the first argument.
import { isBusinessDay, newestPublished, previousBusinessDay } from "@/lib/rates/target-days";
import { startMarketServer } from "@/test/market-server";

const market = await startMarketServer(Number(process.argv[2]));
let day = newestPublished(new Date());
const days: { at: string; close: number }[] = [];
for (let back = 0; back < 30; back += 1) {
  market.rates.set(day, { USD: (1.1 + back / 1000).toFixed(4), GBP: "0.8765", JPY: "181.5" });
  if (isBusinessDay(day)) days.unshift({ at: `${day}T08:00:00Z`, close: Math.fround(40 - back / 10) });
  day = previousBusinessDay(day);
}
market.symbols.set("ACME.DE", { currency: "EUR", timeZone: "Europe/Berlin", days });

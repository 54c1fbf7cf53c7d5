import { type Listed, listed } from "@/lib/formats/zerodha/instrument";

/** The tradebook has derivatives under the exchange that they are of. */
const PARENT: Readonly<Record<string, string>> = { NFO: "NSE", CDS: "NSE", NCO: "NSE", BFO: "BSE", BCD: "BSE" };
const DERIVATIVES = new Set([...Object.keys(PARENT), "MCX"]);
/** Quantities there count lots, and Kite tells how much is in one with the position. */
const LOTS = new Set(["CDS", "BCD", "MCX", "NCO"]);

export const parentExchange = (exchange: string): string => PARENT[exchange] ?? exchange;
export const isDerivative = (exchange: string): boolean => DERIVATIVES.has(exchange);
export const countsLots = (exchange: string): boolean => LOTS.has(exchange);

/** What a symbol is. Of shares, funds and bonds only the ISIN tells which; Kite has it with holdings alone. */
export const instrumentOf = (symbol: string, exchange: string, isin: string): Listed =>
  listed(symbol, isDerivative(exchange) ? "" : isin.toUpperCase(), exchange === "MF" ? "MF" : "EQ", "", "");

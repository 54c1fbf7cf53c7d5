import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { strToU8, zipSync } from "fflate";

/** What a symbol's days closed at, in the numbers and the zone that Yahoo sends. */
export interface SimulatedSymbol {
  currency: string;
  timeZone: string;
  /** Seconds since 1970 of each session's beginning, and its close; null for a day without one. */
  days: readonly { at: string; close: number | null }[];
  splits?: readonly { at: string; numerator: number; denominator: number }[];
}

/** The European Central Bank and Yahoo Finance on loopback, speaking the protocols that they speak. What is asked is noted. */
export interface MarketServer {
  ecbUrl: string;
  yahooUrl: string;
  requests: string[];
  symbols: Map<string, SimulatedSymbol>;
  /** Rates by day and currency; what the files of all lengths are made of. */
  rates: Map<string, Readonly<Record<string, string>>>;
  /** What every request is answered with, while it is set. */
  failing: { status: number; type: string; body: string } | null;
  close(): Promise<void>;
}

export async function startMarketServer(port = 0): Promise<MarketServer> {
  const market: Omit<MarketServer, "ecbUrl" | "yahooUrl" | "close"> = { requests: [], symbols: new Map(), rates: new Map(), failing: null };
  const server = createServer((request, response) => answer(market, request, response));
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(market, {
    ecbUrl: `${address}/stats/eurofxref/`,
    yahooUrl: `${address}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function answer(market: Omit<MarketServer, "ecbUrl" | "yahooUrl" | "close">, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  market.requests.push(`${url.pathname}${url.search}`);
  const send = (status: number, type: string, body: string | Uint8Array) => response.writeHead(status, { "content-type": type }).end(body);
  if (market.failing) return void send(market.failing.status, market.failing.type, market.failing.body);
  const file = /^\/stats\/eurofxref\/(.+)$/.exec(url.pathname)?.[1];
  if (file === "eurofxref-daily.xml") return void send(200, "text/xml", referenceXml(market.rates, 1));
  if (file === "eurofxref-hist-90d.xml") return void send(200, "text/xml", referenceXml(market.rates, 64));
  if (file === "eurofxref-hist.zip")
    return void send(200, "application/zip", zipSync({ "eurofxref-hist.csv": strToU8(referenceCsv(market.rates)) }));
  const symbol = /^\/v8\/finance\/chart\/(.+)$/.exec(url.pathname)?.[1];
  if (symbol === undefined) return void send(404, "text/html", "<h1>Not found</h1>");
  const found = market.symbols.get(decodeURIComponent(symbol));
  if (!found) return void send(404, "application/json;charset=utf-8", JSON.stringify(NO_DATA));
  const chart = chartOf(
    decodeURIComponent(symbol),
    found,
    Number(url.searchParams.get("period1")),
    Number(url.searchParams.get("period2")),
  );
  return void send(200, "application/json;charset=utf-8", JSON.stringify(chart));
}

const NO_DATA = { chart: { result: null, error: { code: "Not Found", description: "No data found, symbol may be delisted" } } };

/** As the bank writes it: in single quotation marks, the newest day first. */
export function referenceXml(rates: MarketServer["rates"], days: number): string {
  const cubes = [...rates]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, days)
    .map(
      ([day, of]) => `\t\t<Cube time='${day}'>
${Object.entries(of)
  .filter(([, rate]) => rate !== "N/A")
  .map(([currency, rate]) => `\t\t\t<Cube currency='${currency}' rate='${rate}'/>`)
  .join("\n")}
\t\t</Cube>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
${cubes.join("\n")}
\t</Cube>
</gesmes:Envelope>`;
}

/** As the bank writes it: a comma behind the last cell, and N/A where a currency has no rate. */
function referenceCsv(rates: MarketServer["rates"]): string {
  const currencies = [...new Set([...rates.values()].flatMap((of) => Object.keys(of)))];
  const lines = [...rates]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, of]) => `${day},${currencies.map((currency) => of[currency] ?? "N/A").join(",")},`);
  return `Date,${currencies.join(",")},\n${lines.join("\n")}\n`;
}

const seconds = (at: string) => Math.floor(Date.parse(at) / 1000);

function chartOf(symbol: string, { currency, timeZone, days, splits = [] }: SimulatedSymbol, from: number, to: number) {
  const shown = days.filter(({ at }) => seconds(at) >= from && seconds(at) < to);
  const closes = shown.map(({ close }) => close);
  const last = shown.at(-1);
  const period = { timezone: "XST", start: 0, end: 0, gmtoffset: 0 };
  const events = splits.filter(({ at }) => seconds(at) >= from && seconds(at) < to);
  return {
    chart: {
      result: [
        {
          meta: {
            currency,
            symbol,
            exchangeName: "SIM",
            fullExchangeName: "Simulated",
            instrumentType: "EQUITY",
            firstTradeDate: seconds("2000-01-03T09:00:00Z"),
            regularMarketTime: last ? seconds(last.at) : 0,
            hasPrePostMarketData: false,
            gmtoffset: 0,
            timezone: "XST",
            exchangeTimezoneName: timeZone,
            regularMarketPrice: last?.close ?? 0,
            priceHint: 2,
            currentTradingPeriod: { pre: period, regular: period, post: period },
            dataGranularity: "1d",
            range: "",
            validRanges: ["1d", "max"],
          },
          ...(shown.length > 0 ? { timestamp: shown.map(({ at }) => seconds(at)) } : {}),
          ...(events.length > 0
            ? {
                events: {
                  splits: Object.fromEntries(
                    events.map(({ at, numerator, denominator }) => [
                      String(seconds(at)),
                      { date: seconds(at), numerator, denominator, splitRatio: `${numerator}:${denominator}` },
                    ]),
                  ),
                },
              }
            : {}),
          indicators: {
            quote: [shown.length > 0 ? { open: closes, high: closes, low: closes, close: closes, volume: closes.map(() => 1000) } : {}],
            ...(shown.length > 0 ? { adjclose: [{ adjclose: closes.map((close) => (close === null ? null : close * 0.9)) }] } : {}),
          },
        },
      ],
      error: null,
    },
  };
}

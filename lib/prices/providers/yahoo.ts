import "server-only";
import createYahooFinance from "yahoo-finance2/createYahooFinance";
import chart, { type ChartResultArray } from "yahoo-finance2/modules/chart";
import { addDays } from "@/lib/engine/valuation/calendar";
import { unreachable } from "@/lib/http/fetch-within";
import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { decimal } from "@/lib/money/decimal";
import { asQuoted, quotedDecimal, type Split } from "../rules";
import { type DailyPrice, type PriceProvider, ProviderProblem } from "./provider";

const TIMEOUT_MS = 30_000;
const ODD_FORM = "Yahoo Finance answered in a form that Truefolio doesn’t know.";

const YahooFinance = createYahooFinance({ modules: { chart } });
const silent = () => {};
/** What the library says is said again by the errors that it throws. */
const LOGGER = { info: silent, warn: silent, error: silent, debug: silent, dir: silent };

/**
 * Yahoo Finance, by the client library of that name. Prices come by the one request that needs neither a session nor its cookies.
 * @param baseUrl where Yahoo's requests are sent, in the place of its own host
 */
export function yahooProvider(baseUrl: string): PriceProvider {
  return {
    async dailyPrices({ symbol, from, signal }) {
      const client = new YahooFinance({
        logger: LOGGER,
        versionCheck: false,
        validation: { logErrors: false, logOptionsErrors: false },
        suppressNotices: ["yahooSurvey"],
        fetch: requestsTo(baseUrl, signal),
      });
      try {
        const found = await client.chart(symbol, { period1: from, period2: tomorrow(), interval: "1d", events: "split" });
        return dailyPrices(found);
      } catch (error) {
        throw problemOf(error, symbol);
      }
    },
  };
}

const tomorrow = () => addDays(new Date().toISOString().slice(0, 10), 1);

/** Sends to `baseUrl` what the library sends to Yahoo, within a time, and says in our words why there is no answer. */
function requestsTo(baseUrl: string, signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const url = new URL(asked.pathname.slice(1) + asked.search, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
    const response = await send(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
    if (response.status === 429) throw new ProviderProblem("Yahoo Finance takes no more questions from this server for now.");
    // Refusals that say why are JSON, and the library's to read.
    if ((response.headers.get("content-type") ?? "").includes("json")) return response;
    throw new ProviderProblem(response.ok ? ODD_FORM : `Yahoo Finance answered with status ${response.status}.`);
  };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new ProviderProblem(unreachable(url, error));
  }
}

function problemOf(error: unknown, symbol: string): unknown {
  if (error instanceof ProviderProblem || !(error instanceof Error)) return error;
  if (/no data found|delisted|not found/i.test(error.message))
    return new ProviderProblem(`Yahoo Finance knows no symbol ${symbol}, or has no prices of it.`);
  if (error.name === "FailedYahooValidationError") return new ProviderProblem(ODD_FORM);
  return new ProviderProblem(`Yahoo Finance refused: ${error.message.slice(0, 200)}`);
}

/** The days of an answer, without those that have no price. Yahoo takes later splits off its prices; they are put back. */
function dailyPrices({ meta, quotes, events }: ChartResultArray): DailyPrice[] {
  const unit = toMajorCurrency(meta.currency);
  if (unit.currency === null) throw new ProviderProblem(`Yahoo Finance quotes it in ${meta.currency.slice(0, 12)}, which is no currency.`);
  const { currency } = unit;
  const dayAt = dayIn(meta.exchangeTimezoneName);
  const splits: Split[] = (events?.splits ?? []).map(({ date, numerator, denominator }) => ({
    day: dayAt(date),
    ratio: { to: quotedDecimal(numerator) ?? decimal("1"), from: quotedDecimal(denominator) ?? decimal("1") },
  }));
  const days = new Map<string, DailyPrice>();
  for (const { date, close } of quotes) {
    const price = close === null ? null : quotedDecimal(close);
    const day = dayAt(date);
    // The latest of a day that comes twice: the second one is of the session that is still going on.
    if (price !== null && !price.startsWith("-")) days.set(day, { day, currency, price: toMajor(asQuoted(price, day, splits), unit) });
  }
  return [...days.values()];
}

/** The date of an instant where the exchange is. */
function dayIn(timeZone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  return (instant) => format.format(instant);
}

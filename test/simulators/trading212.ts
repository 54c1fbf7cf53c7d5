import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";
import { DIVIDENDS, LISTED, MOVEMENTS, ORDERS, POSITIONS, SUMMARY } from "./trading212-ledger";

const KEY = "simulatedKeyOfTrading212";
const SECRET = "simulatedSecretOfTrading212";
const BASE = "/api/v0/equity";
const MAX_PAGE = 50;

/** Requests in so many seconds, for the account. */
const LIMITS: Readonly<Record<string, readonly [requests: number, seconds: number]>> = {
  [`${BASE}/account/summary`]: [1, 5],
  [`${BASE}/positions`]: [1, 1],
  [`${BASE}/metadata/instruments`]: [1, 50],
  [`${BASE}/history/orders`]: [6, 60],
  [`${BASE}/history/dividends`]: [6, 60],
  [`${BASE}/history/transactions`]: [6, 60],
};

/** The permission that each address takes. */
const SCOPES: Readonly<Record<string, string>> = {
  [`${BASE}/account/summary`]: "account",
  [`${BASE}/positions`]: "portfolio",
  [`${BASE}/metadata/instruments`]: "metadata",
  [`${BASE}/history/orders`]: "history:orders",
  [`${BASE}/history/dividends`]: "history:dividends",
  [`${BASE}/history/transactions`]: "history:transactions",
};

export interface Trading212Options {
  /** Permissions that the key lacks, whatever the behaviour. */
  lacking?: readonly string[];
  /** What stands in the place of a history's next page. */
  nextPagePath?: string;
  /** Every address may be asked as often as any other: for tests in which nobody pretends that time passes. */
  isGenerous?: boolean;
}

/**
 * Trading 212's public API, version 0 (docs.trading212.com): Basic authentication, limits of each address with the five headers, permissions
 * by address, histories by `nextPagePath`.
 */
export function simulatedTrading212(options: Trading212Options = {}): SimulatedBroker {
  return {
    code: "trading212",
    without: {
      expired: "its keys carry no end: they work until they are deleted, and then say the same as any other wrong key",
      preparing: "what a sync asks for is answered at once; only exported files are prepared",
      "wrong-clock": "its requests carry neither a signature nor a time",
    },
    async start() {
      const limits = new Limits(options.isGenerous);
      const { address, behave, ...running } = await serveBroker((request, behaviour) => answer(request, behaviour, limits, options));
      return {
        ...running,
        // Nothing listens where the live account would be: whoever takes the wrong one of the two gets no answer.
        endpoints: { demo: address, live: "http://127.0.0.1:9" },
        secrets: { environment: "demo", apiKey: KEY, apiSecret: SECRET },
        account: { id: String(SUMMARY.id), name: String(SUMMARY.id), currency: "GBP" },
        accountCount: 1,
        expected: {
          positions: {
            AAPL: "2",
            GEV: "0.25",
            MSFT: "0.0000005",
            NVDA: "40",
            VOD: "112",
            VUAG: "1.3827184",
            VWCE: "3",
          },
          // One of the orders was never filled.
          rows: ORDERS.length - 1 + DIVIDENDS.length + MOVEMENTS.length,
        },
        addsUp: true,
        behave(next) {
          limits.forget();
          behave(next);
        },
        passed: (milliseconds) => limits.pass(milliseconds),
      };
    },
  };
}

/** Counts the requests of each address in its current period. */
class Limits {
  private ahead = 0;
  private readonly used = new Map<string, { count: number; endsAt: number }>();

  constructor(private readonly isGenerous = false) {}

  pass(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** As if nobody had asked before, at the present. */
  forget(): void {
    this.ahead = 0;
    this.used.clear();
  }

  count(path: string): { isOver: boolean; headers: Record<string, string> } {
    const [limit, seconds] = (this.isGenerous ? null : LIMITS[path]) ?? [50, 60];
    const now = Date.now() + this.ahead;
    const known = this.used.get(path);
    const period = known && known.endsAt > now ? known : { count: 0, endsAt: Math.ceil(now / 1000 + seconds) * 1000 };
    this.used.set(path, period);
    const isOver = period.count >= limit;
    if (!isOver) period.count += 1;
    return {
      isOver,
      headers: {
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-period": String(seconds),
        "x-ratelimit-remaining": String(limit - period.count),
        "x-ratelimit-reset": String(period.endsAt / 1000),
        "x-ratelimit-used": String(period.count),
      },
    };
  }
}

const refusal = (status: number, message: string): SimulatedAnswer => ({ status, body: { code: status, message } });

function answer(
  { method, url, headers }: SimulatedRequest,
  behaviour: Behaviour,
  limits: Limits,
  options: Trading212Options,
): SimulatedAnswer {
  const expected = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString("base64")}`;
  if (headers.authorization !== expected || behaviour === "revoked") return refusal(401, "Bad API key");
  const scope = SCOPES[url.pathname];
  if (scope === undefined || method !== "GET") return refusal(404, "Not found");
  const lacking = [...(options.lacking ?? []), ...(behaviour === "lacking-permission" ? ["history:dividends"] : [])];
  if (lacking.includes(scope)) return refusal(403, `Scope( ${scope} ) missing for API key`);
  const { isOver, headers: told } = limits.count(url.pathname);
  // No Retry-After: the reset says it.
  if (isOver) return { ...refusal(429, "Limited"), headers: told };
  return { headers: told, ...content(url, behaviour, options) };
}

function content(url: URL, behaviour: Behaviour, { nextPagePath }: Trading212Options): SimulatedAnswer {
  const isEmpty = behaviour === "empty";
  switch (url.pathname) {
    case `${BASE}/account/summary`:
      return { body: isEmpty ? { ...SUMMARY, cash: { availableToTrade: 0, inPies: 0, reservedForOrders: 0 } } : SUMMARY };
    case `${BASE}/positions`:
      return { body: isEmpty ? [] : behaviour === "shrunken" ? POSITIONS.slice(0, 1) : POSITIONS };
    case `${BASE}/metadata/instruments`:
      return { body: LISTED };
    case `${BASE}/history/orders`:
      return page(url, isEmpty ? [] : behaviour === "unknown-type" ? [UNKNOWN, ...ORDERS] : ORDERS, behaviour, nextPagePath);
    case `${BASE}/history/dividends`:
      return page(url, isEmpty ? [] : DIVIDENDS, behaviour);
    default:
      return page(url, isEmpty ? [] : MOVEMENTS, behaviour);
  }
}

const [NEWEST] = ORDERS;
const UNKNOWN = {
  order: NEWEST?.order,
  fill: { ...NEWEST?.fill, id: 9_999_999_999, type: "MOON_LANDING", filledAt: "2025-07-01T10:00:00.000Z", quantity: 0 },
};

function page(url: URL, all: readonly unknown[], behaviour: Behaviour, elsewhere?: string): SimulatedAnswer {
  const limit = Number(url.searchParams.get("limit") ?? 20);
  const cursor = Number(url.searchParams.get("cursor") ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE || !Number.isInteger(cursor))
    return refusal(400, "Bad filtering arguments");
  const list = behaviour === "reordered-pages" ? all.toReversed() : all;
  const at = (place: number, rest = "") => `${url.pathname}?limit=${limit}&cursor=${place}${rest}`;
  if (behaviour === "half-empty-page" && cursor > 0 && !url.searchParams.has("rest"))
    return { body: { items: [], nextPagePath: at(cursor, "&rest=1") } };
  const from = behaviour === "duplicated-pages" && cursor > 0 ? cursor - 1 : cursor;
  const next = cursor + limit < list.length ? (elsewhere ?? at(cursor + limit)) : null;
  return { body: { items: list.slice(from, cursor + limit), nextPagePath: next } };
}

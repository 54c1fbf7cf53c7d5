import { createHmac } from "node:crypto";
import { FIAT, FUNDING, LISTED, LOCKED_EARN, MARKETS, POSITIONS, ROWS, SPOT, TRADES, type Trade } from "./binance-ledger";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const KEY = "simulatedKey4567".repeat(4);
const SECRET = "simulatedSecret1".repeat(4);
const DAY = 86_400_000;
/** A clock may be so far ahead; tests wait without waiting, which puts theirs ahead a little. */
const AHEAD_MS = 5_000;
/** The longest stretch of each list, in days, and how many entries an answer has at most. */
const STRETCHES: Readonly<Record<string, readonly [days: number, limit: number]>> = {
  "capital/deposit/hisrec": [90, 1000],
  "capital/withdraw/history": [90, 1000],
  "asset/assetDividend": [180, 500],
  "asset/dribblet": [90, 100],
  "convert/tradeFlow": [30, 1000],
};

const refusal = (code: number, msg: string, status = 400): SimulatedAnswer => ({ status, body: { code, msg } });
const NOT_LET_IN = refusal(-2015, "Invalid API-key, IP, or permissions for action.", 401);

/** Binance's spot, wallet and fiat APIs: requests signed over all that they say, and let in within seconds of their time. */
export const simulatedBinance: SimulatedBroker = {
  code: "binance",
  without: {
    preparing: "everything that is asked for is answered at once; only files would have to be waited for",
    "unknown-type": "each list is of one kind, and its entries have no type that could be new",
  },
  async start() {
    const server = await serveBroker(answer, refusal(-1003, "Too much request weight used.", 429));
    return {
      ...server,
      endpoints: { api: server.address },
      secrets: { key: KEY, secret: SECRET, currency: "USDT" },
      account: { id: "354937868", name: "Binance" },
      accountCount: 1,
      expected: { positions: POSITIONS, rows: ROWS },
      addsUp: true,
    };
  },
};

function answer(request: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer {
  const { pathname, searchParams: asked } = request.url;
  const isEmpty = behaviour === "empty";
  if (pathname === "/api/v3/exchangeInfo") return { body: { timezone: "UTC", symbols: MARKETS } };
  if (behaviour === "expired" || behaviour === "revoked") return NOT_LET_IN;
  if (behaviour === "wrong-clock") return refusal(-1021, "Timestamp for this request is outside of the recvWindow.");
  const fault = faultOf(request);
  if (fault) return fault;
  switch (pathname) {
    case "/api/v3/account":
      return {
        body: {
          uid: 354937868,
          canTrade: true,
          permissions: ["SPOT"],
          balances: isEmpty ? [] : behaviour === "shrunken" ? SPOT.slice(2, 3) : SPOT,
        },
      };
    case "/api/v3/myTrades":
      return tradePage(asked, behaviour);
    case "/sapi/v1/account/apiRestrictions":
      return {
        body: {
          ipRestrict: true,
          createTime: 1623840271000,
          enableReading: true,
          enableWithdrawals: false,
          enableSpotAndMarginTrading: false,
        },
      };
    case "/sapi/v1/asset/get-funding-asset":
      return request.method === "POST" ? { body: isEmpty || behaviour === "shrunken" ? [] : FUNDING } : refusal(-1002, "Not authorized");
    case "/sapi/v1/simple-earn/locked/position": {
      const rows = isEmpty || behaviour === "shrunken" ? [] : LOCKED_EARN;
      return { body: { rows, total: rows.length } };
    }
    default:
      return sectionOf(pathname.replace("/sapi/v1/", ""), asked, behaviour);
  }
}

function sectionOf(path: string, asked: URLSearchParams, behaviour: Behaviour): SimulatedAnswer {
  if (behaviour === "lacking-permission") return NOT_LET_IN;
  const [days, limit] = STRETCHES[path] ?? [0, 0];
  if (days === 0) {
    const data = behaviour === "empty" || asked.get("page") !== "1" ? [] : (FIAT[`${path} ${asked.get("transactionType")}`] ?? []);
    return {
      body: {
        code: "000000",
        message: "success",
        data: data.filter((each) => Number(each.createTime) >= Number(asked.get("beginTime"))),
        total: data.length,
        success: true,
      },
    };
  }
  const [start, end] = [Number(asked.get("startTime")), Number(asked.get("endTime"))];
  if (!(end > start) || end - start > days * DAY || Number(asked.get("limit")) > limit)
    return refusal(-1100, "Illegal characters or range.");
  const found = LISTED.filter((each) => each.path === path && each.at >= start && each.at <= end && behaviour !== "empty");
  const newestFirst = found.sort((a, b) => b.at - a.at).map(({ item }) => item);
  const items =
    behaviour === "duplicated-pages"
      ? [...newestFirst, ...newestFirst.slice(0, 1)]
      : behaviour === "reordered-pages"
        ? newestFirst.toReversed()
        : newestFirst;
  switch (path) {
    case "asset/assetDividend":
      return { body: { rows: items, total: items.length } };
    case "asset/dribblet":
      return { body: { total: items.length, userAssetDribblets: items } };
    case "convert/tradeFlow":
      return {
        body: `{"list":${JSON.stringify(items)},"startTime":${start},"endTime":${end},"limit":1000,"moreData":false}`,
        headers: { "content-type": "application/json" },
      };
    default:
      return { body: items };
  }
}

/** The newest, or those from an id on; a thousand at most, the oldest first. */
function tradePage(asked: URLSearchParams, behaviour: Behaviour): SimulatedAnswer {
  if (!MARKETS.some(({ symbol }) => symbol === asked.get("symbol"))) return refusal(-1121, "Invalid symbol.");
  const all = TRADES.filter(({ symbol }) => symbol === asked.get("symbol"));
  const limit = Number(asked.get("limit") ?? 500);
  if (limit > 1000 || asked.has("startTime")) return refusal(-1100, "Illegal parameter.");
  const from = asked.get("fromId");
  const found = from === null ? Math.max(0, all.length - limit) : all.findIndex(({ id }) => id >= Number(from));
  const first = found < 0 ? all.length : found;
  const size = behaviour === "half-empty-page" && from !== null ? Math.ceil(limit / 20) : limit;
  const page: Trade[] = all.slice(Math.max(0, first - (behaviour === "duplicated-pages" ? 10 : 0)), first + size);
  return { body: behaviour === "reordered-pages" ? page.toReversed() : page };
}

function faultOf({ method, url, headers, body }: SimulatedRequest): SimulatedAnswer | null {
  const query = method === "POST" ? body : url.search.slice(1);
  const [, signed = "", signature = ""] = /^(.*)&signature=([0-9a-f]{64})$/.exec(query) ?? [];
  if (headers["x-mbx-apikey"] !== KEY) return NOT_LET_IN;
  if (createHmac("sha256", SECRET).update(signed).digest("hex") !== signature)
    return refusal(-1022, "Signature for this request is not valid.");
  const asked = new URLSearchParams(signed);
  const late = Date.now() - Number(asked.get("timestamp"));
  return late > -AHEAD_MS && late <= Number(asked.get("recvWindow") ?? 5000)
    ? null
    : refusal(-1021, "Timestamp for this request is outside of the recvWindow.");
}

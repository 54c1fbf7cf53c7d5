import { createHmac } from "node:crypto";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";
import { ACCOUNTS, ACTIVITIES, BALANCES, CONNECTIONS, POSITIONS } from "./snaptrade-data";

const SECRETS = {
  keyKind: "commercial",
  clientId: "TRUEFOLIO-TEST",
  consumerKey: "simulated consumer key/with+signs".replaceAll(" ", "%20"),
  userId: "truefolio-00000000-0000-4000-8000-000000000001",
  userSecret: "5e9f3c1d-simulated-user-secret",
};
/** Rows in one page, so that a short history has several. */
const PAGE = 5;
const WINDOW_SECONDS = 300;
const [MAIN] = ACCOUNTS;

const refused = (status: number, code: string, detail: string, headers = {}): SimulatedAnswer => ({
  status,
  headers,
  body: { detail, status_code: status, code },
});

/** SnapTrade, with an app's key: every request signed, a user with a secret, pages by offset. */
export const simulatedSnaptrade: SimulatedBroker = {
  code: "snaptrade",
  without: {},
  async start() {
    let looks = 0;
    const server = await serveBroker(
      (request, behaviour) => answer(request, behaviour, () => (looks += 1)),
      refused(429, "1141", "Request was throttled."),
    );
    return {
      ...server,
      behave(behaviour) {
        looks = 0;
        server.behave(behaviour);
      },
      endpoints: { api: server.address },
      secrets: SECRETS,
      account: { id: MAIN?.id ?? "", name: "Birch Q6542138443", currency: "USD" },
      accountCount: ACCOUNTS.length,
      expected: {
        positions: {
          AAPL: "12.5",
          "AAPL  270115C00250000": "-2",
          BTC: "0.123456789012345678",
          SPAXX: "100.25",
          TSLA: "-5",
          "VWRL.L": "30",
        },
        rows: ACTIVITIES.length,
      },
      // What was held before the broker's history begins has no rows.
      addsUp: false,
    };
  },
};

function answer(request: SimulatedRequest, behaviour: Behaviour, look: () => number): SimulatedAnswer {
  const route = `${request.method} ${request.url.pathname}`;
  if (route === "GET /portal") return connected(request.url.searchParams);
  const unsigned = unsignedAnswer(request, behaviour);
  if (unsigned) return unsigned;
  if (route === "POST /snapTrade/registerUser") return { body: { userId: SECRETS.userId, userSecret: SECRETS.userSecret } };
  const query = request.url.searchParams;
  if (query.get("userId") !== SECRETS.userId || query.get("userSecret") !== SECRETS.userSecret)
    return refused(401, "1083", "Invalid userID or userSecret provided");
  switch (route) {
    case "POST /snapTrade/login":
      return { body: { redirectURI: portal(request), sessionId: "s" } };
    case "GET /authorizations":
      return { body: CONNECTIONS.map((each) => ({ ...each, disabled: behaviour === "expired" })) };
    case "GET /accounts":
      return { body: ACCOUNTS.map((each) => (behaviour === "preparing" && look() <= ACCOUNTS.length ? unready(each) : each)) };
    case `GET /accounts/${MAIN?.id}/positions/all`:
      return positions(behaviour);
    case `GET /accounts/${MAIN?.id}/balances`:
      return { body: behaviour === "empty" ? [] : BALANCES };
    case `GET /accounts/${MAIN?.id}/activities`:
      return behaviour === "lacking-permission"
        ? refused(403, "1020", "Feature is not enabled for this customer")
        : activities(query, behaviour);
    default:
      return refused(404, "1011", "Not found");
  }
}

const unready = (account: (typeof ACCOUNTS)[number]) => ({
  ...account,
  sync_status: { holdings: { initial_sync_completed: false }, transactions: { initial_sync_completed: false } },
});

/** Where people connect their broker. */
function portal({ headers, body }: SimulatedRequest): string {
  const { customRedirect = "", reconnect = "" } = JSON.parse(body) as { customRedirect?: string; reconnect?: string };
  const address = new URL("/portal", `http://${headers.host}`);
  address.searchParams.set("back", customRedirect);
  if (reconnect) address.searchParams.set("reconnect", reconnect);
  return address.href;
}

/** Everybody who comes there has connected theirs. */
function connected(query: URLSearchParams): SimulatedAnswer {
  const back = new URL(query.get("back") ?? "");
  back.searchParams.set("status", "SUCCESS");
  return { status: 302, headers: { location: back.href }, body: "" };
}

function positions(behaviour: Behaviour): SimulatedAnswer {
  const held = behaviour === "empty" ? [] : behaviour === "shrunken" ? POSITIONS.slice(0, 1) : POSITIONS;
  return { body: { results: held, data_freshness: { as_of: "2026-11-23T21:00:00.000000Z" } } };
}

function activities(query: URLSearchParams, behaviour: Behaviour): SimulatedAnswer {
  const offset = Number(query.get("offset") ?? 0);
  const from = query.get("startDate") ?? "";
  const known = behaviour === "unknown-type" ? [...ACTIVITIES, { ...ACTIVITIES[0], id: "new", type: "RIGHTS_OFFERING" }] : ACTIVITIES;
  const rows = behaviour === "empty" ? [] : known.filter(({ trade_date = "" }) => trade_date.slice(0, 10) >= from);
  const size = behaviour === "half-empty-page" && offset > 0 ? 2 : PAGE;
  const start = behaviour === "duplicated-pages" ? Math.max(0, offset - 1) : offset;
  const page = rows.slice(start, start + size);
  return {
    body: { data: behaviour === "reordered-pages" ? page.reverse() : page, pagination: { offset, limit: PAGE, total: rows.length } },
  };
}

/** Refuses what isn't signed as documented: HMAC-SHA256 over the sorted JSON of content, path and query, and a time that is about now. */
function unsignedAnswer({ url, headers, body }: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer | null {
  const unable = refused(401, "1076", "Unable to verify signature sent");
  if (behaviour === "revoked" || url.searchParams.get("clientId") !== SECRETS.clientId) return unable;
  const minutes = behaviour === "wrong-clock" ? 20 : 0;
  const now = Date.now() - minutes * 60_000;
  if (Math.abs(Number(url.searchParams.get("timestamp")) - now / 1000) > WINDOW_SECONDS)
    return { ...unable, headers: { date: new Date(now).toUTCString() } };
  const signed = JSON.stringify({ content: sorted(body), path: url.pathname, query: url.search.slice(1) });
  const signature = createHmac("sha256", encodeURI(SECRETS.consumerKey)).update(signed).digest("base64");
  return headers.signature === signature ? null : unable;
}

function sorted(body: string): unknown {
  const content = body === "" ? null : (JSON.parse(body) as Record<string, unknown>);
  const keys = Object.keys(content ?? {}).sort();
  return keys.length === 0 ? null : Object.fromEntries(keys.map((key) => [key, content?.[key]]));
}

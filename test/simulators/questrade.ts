import { ACCOUNT, ACTIVITIES, EXPECTED, KNOWN_SYMBOLS, POSITIONS, type SimulatedActivity, UNKNOWN } from "./questrade-ledger";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const DAY_MS = 86_400_000;
const MAX_DAYS = 31;

/** What a test of this broker alone can ask for, beside the behaviours that all have. */
export interface Twist {
  /** The server that the answer to an exchange names. */
  server?: string;
  /** Activities beside the account's own. */
  more?: readonly SimulatedActivity[];
  /** Behaves as badly with the exchange of tokens as with all else. */
  losesExchange?: boolean;
  /** Says that the first answer was the last one of the second. */
  isSpent?: boolean;
}

const refusal = (status: number, code: number, message: string): SimulatedAnswer => ({ status, body: { code, message } });

/** Questrade's REST API, version 1, as the broker documents it, and its exchange of tokens: each works once. */
export async function serveQuestrade(twist: Twist = {}) {
  let exchanges = 0;
  const tokenOf = (exchange: number) => `refresh-token-number-${String(exchange).padStart(4, "0")}`;
  const accessOf = (exchange: number) => `access-token-number-${String(exchange).padStart(4, "0")}`;

  function exchange({ method, headers, body, url }: SimulatedRequest): SimulatedAnswer {
    const form = new URLSearchParams(body);
    const isForm = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
    const isWellFormed = method === "POST" && isForm && url.search === "" && form.get("grant_type") === "refresh_token";
    if (!isWellFormed || form.get("refresh_token") !== tokenOf(exchanges)) return { status: 400, body: "Bad Request" };
    exchanges += 1;
    return {
      // Answers that break off cost the account its only token: what misbehaves is what comes after.
      isSpared: !twist.losesExchange,
      body: {
        access_token: accessOf(exchanges),
        token_type: "Bearer",
        expires_in: 1800,
        refresh_token: tokenOf(exchanges),
        api_server: twist.server ?? `${server.address}/`,
      },
    };
  }

  function activities({ searchParams }: URL, behaviour: Behaviour): SimulatedAnswer {
    const [start, end] = ["startTime", "endTime"].map((name) => searchParams.get(name) ?? "");
    const isInstant = (text = "") => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/.test(text);
    if (!isInstant(start) || !isInstant(end)) return refusal(400, 1004, "Argument is invalid or malformed");
    const [from, to] = [Date.parse(start ?? ""), Date.parse(end ?? "")];
    if (to - from > MAX_DAYS * DAY_MS) return refusal(400, 1003, "Argument length exceeds imposed limit");
    const slack = behaviour === "duplicated-pages" ? 2 * DAY_MS : 0;
    const all = [...ACTIVITIES, ...(twist.more ?? []), ...(behaviour === "unknown-type" ? [UNKNOWN] : [])];
    const found = all.filter(({ tradeDate }) => Date.parse(tradeDate) >= from - slack && Date.parse(tradeDate) <= to + slack);
    const rows = behaviour === "reordered-pages" ? found.reverse() : found;
    return { body: { activities: behaviour === "empty" ? [] : rows } };
  }

  function symbols({ searchParams }: URL): SimulatedAnswer {
    const ids = (searchParams.get("ids") ?? "").split(",");
    const found = ids.map((id) => KNOWN_SYMBOLS.find(({ symbolId }) => String(symbolId) === id));
    return found.includes(undefined) ? refusal(404, 1019, "Symbol not found") : { body: { symbols: found } };
  }

  function data({ url }: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer {
    const [, , what = "", id, part] = url.pathname.split("/");
    if (["symbols", "markets"].includes(what) && behaviour === "lacking-permission")
      return refusal(403, 1016, "Request is out of allowed OAuth scopes");
    if (what === "symbols") return symbols(url);
    if (what === "markets") return { body: { markets: [{ name: "TSX" }] } };
    if (what === "accounts" && id === undefined)
      return {
        body: {
          accounts: [
            { type: "Margin", number: ACCOUNT, status: "Active", isPrimary: true, isBilling: true, clientAccountType: "Individual" },
            { type: "TFSA", number: "51798146", status: "Active", isPrimary: false, isBilling: false, clientAccountType: "Individual" },
          ],
          userId: 3_000_124,
        },
      };
    if (what !== "accounts" || id !== ACCOUNT) return refusal(404, 1018, "Account number not found");
    if (part === "activities") return activities(url, behaviour);
    if (part === "positions")
      return { body: { positions: behaviour === "empty" ? [] : behaviour === "shrunken" ? POSITIONS.slice(0, 1) : POSITIONS } };
    if (part === "balances")
      return {
        body: {
          perCurrencyBalances: [
            { currency: "CAD", cash: behaviour === "empty" ? 0 : 16_318.42, marketValue: 1096.39, isRealTime: false },
            { currency: "USD", cash: behaviour === "empty" ? 0 : 1201.9, marketValue: 442, isRealTime: false },
          ],
          combinedBalances: [],
        },
      };
    return refusal(404, 1001, "Invalid endpoint");
  }

  function answer(request: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer {
    if (request.url.pathname === "/oauth2/token") return behaviour === "expired" ? { status: 400, body: "Bad Request" } : exchange(request);
    if (behaviour === "revoked" || request.headers.authorization !== `Bearer ${accessOf(exchanges)}`)
      return refusal(401, 1017, "Access token is invalid");
    const isSpent = twist.isSpent && request.url.pathname === "/v1/accounts";
    const headers = {
      "x-ratelimit-remaining": isSpent ? "0" : "29",
      "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 5),
    };
    return { ...data(request, behaviour), headers };
  }

  const server = await serveBroker(answer, { status: 429, body: { code: 1006, message: "Rate limit exceeded" } });
  return {
    ...server,
    endpoints: { live: server.address },
    /** Those of the moment: the token that no exchange has used yet. */
    get secrets() {
      return { refreshToken: tokenOf(exchanges), environment: "live" };
    },
    account: { id: ACCOUNT, name: `Margin ${ACCOUNT}` },
    accountCount: 2,
    expected: EXPECTED,
    addsUp: true,
  };
}

export const simulatedQuestrade: SimulatedBroker = {
  code: "questrade",
  without: {
    preparing: "every answer is ready at once",
    "wrong-clock": "nothing is signed: a session has a bearer token",
  },
  start: () => serveQuestrade(),
};

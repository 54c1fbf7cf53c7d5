import { ACCOUNT, type AlpacaActivity, LEDGER, NO_ROWS, POSITIONS } from "./alpaca-ledger";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const KEY = "PKSIMULATED000000001";
const SECRET = ["simulatedSecret", "OfAlpaca", "0123456789", "abcdefgh"].join("");
const MAX_PAGE = 100;

const refusal = (status: number, code: number, message: string): SimulatedAnswer => ({ status, body: { code, message } });

/**
 * Alpaca's Trading API, version 2 (docs.alpaca.markets): the account, its positions, and its activities by pages.
 * @param ledger what has happened when it is asked, by the time of the ids
 */
export const alpacaWith = (ledger: () => readonly AlpacaActivity[]): SimulatedBroker => ({
  code: "alpaca",
  without: {
    expired: "its keys work until they are revoked, and then say the same as any other wrong key",
    preparing: "it answers at once, and prepares nothing",
    "wrong-clock": "its requests carry two headers, and neither a signature nor a time",
  },
  async start() {
    const { address, ...running } = await serveBroker(
      (request, behaviour) => answer(request, behaviour, ledger()),
      refusal(429, 42910000, "rate limit exceeded"),
    );
    return {
      ...running,
      // Nothing listens where the live account would be: whoever takes the wrong one of the two gets no answer.
      endpoints: { paper: address, live: "http://127.0.0.1:9" },
      secrets: { environment: "paper", keyId: KEY, secretKey: SECRET },
      account: { id: String(ACCOUNT.id), name: String(ACCOUNT.account_number), currency: "USD" },
      accountCount: 1,
      expected: {
        positions: {
          "384CVR015": "100",
          AAPL: "110",
          BTC: "0.010314814",
          GE: "8",
          GEV: "2",
          KO: "4",
          META2: "3",
          MSFT: "100.123456789",
          NVDA: "100",
          TSLA: "-5",
          TSLA270115C00250000: "3",
          VTI: "22.22222202",
        },
        rows: LEDGER.length - NO_ROWS,
      },
      addsUp: true,
    };
  },
});

export const simulatedAlpaca = alpacaWith(() => LEDGER);

function answer({ method, url, headers }: SimulatedRequest, behaviour: Behaviour, ledger: readonly AlpacaActivity[]): SimulatedAnswer {
  const isKnown = headers["apca-api-key-id"] === KEY && headers["apca-api-secret-key"] === SECRET && headers.authorization === undefined;
  if (!isKnown || behaviour === "revoked") return refusal(401, 40110000, "request is not authorized");
  if (method !== "GET") return refusal(405, 40510000, "method not allowed");
  switch (url.pathname) {
    case "/v2/account":
      return { body: behaviour === "empty" ? { ...ACCOUNT, cash: "0" } : ACCOUNT };
    case "/v2/positions":
      return { body: behaviour === "empty" ? [] : behaviour === "shrunken" ? POSITIONS.slice(0, 1) : POSITIONS };
    case "/v2/account/activities":
      return behaviour === "lacking-permission"
        ? refusal(403, 40310000, "access forbidden")
        : activities(url.searchParams, behaviour, ledger);
    default:
      return refusal(404, 40410000, "endpoint not found");
  }
}

const UNKNOWN: AlpacaActivity = {
  activity_type: "NEWT",
  activity_sub_type: "NEW",
  id: "20240801000000000::00000000-0000-4000-8000-999999999999",
  date: "2024-08-01",
  symbol: "AAPL",
  qty: "0",
  net_amount: "1.5",
  status: "executed",
  description: "Something new",
};

function activities(query: URLSearchParams, behaviour: Behaviour, ledger: readonly AlpacaActivity[]): SimulatedAnswer {
  const size = Number(query.get("page_size") ?? MAX_PAGE);
  const direction = query.get("direction") ?? "desc";
  const after = query.get("after");
  const token = query.get("page_token");
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) return refusal(422, 42210000, "page_size must be at most 100");
  if (!["asc", "desc"].includes(direction)) return refusal(422, 42210000, "invalid direction");
  if (after !== null && Number.isNaN(Date.parse(after))) return refusal(422, 42210000, "invalid after");

  const all = behaviour === "empty" ? [] : behaviour === "unknown-type" ? [...ledger, UNKNOWN] : ledger;
  const happened = ({ transaction_time, date }: AlpacaActivity) => Date.parse(transaction_time ?? date ?? "");
  const wanted = all.filter((each) => after === null || happened(each) > Date.parse(after));
  const isTurned = (direction === "desc") !== (behaviour === "reordered-pages");
  const list = isTurned ? wanted.toReversed() : wanted;
  const place = token === null ? -1 : list.findIndex(({ id }) => id === token);
  if (token !== null && place < 0) return refusal(422, 42210000, "invalid page_token");
  const from = behaviour === "duplicated-pages" && token !== null ? place : place + 1;
  const isMiddle = behaviour === "half-empty-page" && token !== null;
  return { body: list.slice(from, from + (isMiddle ? Math.min(size, 3) : size)) };
}

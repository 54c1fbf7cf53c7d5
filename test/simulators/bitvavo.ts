import { createHmac } from "node:crypto";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const KEY = "9f2c4be17d0a35e86b1f7c92a4d3e8056f1b2c7d9e0a4f83b5c6d7e8f9012345";
const SECRET = `${KEY.slice(32)}${KEY.slice(0, 32)}0a1b2c3d4e5f60718293a4b5c6d7e8f9f8e7d6c5b4a39281706f5e4d3c2b1a00`;
const PAGE = 100;
const START = Date.parse("2024-03-01T09:00:00.000Z");

interface Item {
  transactionId: string;
  executedAt: string;
  type: string;
  [key: string]: string;
}

/** The history of somebody who saves in Ether every day and stakes it: more than two pages, the newest first. */
function standardHistory(): Item[] {
  const items: Item[] = [];
  const book = (hour: number, type: string, rest: Record<string, string>) =>
    items.unshift({
      transactionId: `${String(items.length).padStart(8, "0")}-simulated-bitvavo`,
      executedAt: new Date(START + hour * 3_600_000).toISOString(),
      type,
      ...rest,
    });
  book(0, "deposit", { receivedCurrency: "EUR", receivedAmount: "5000.00", feesCurrency: "EUR", feesAmount: "0" });
  for (let day = 1; day <= 180; day += 1)
    // What was sent has the fee in it.
    book(day * 24, "buy", {
      priceCurrency: "EUR",
      priceAmount: "2500.00",
      sentCurrency: "EUR",
      sentAmount: "20.05",
      receivedCurrency: "ETH",
      receivedAmount: "0.008",
      feesCurrency: "EUR",
      feesAmount: "0.05",
    });
  for (let week = 1; week <= 25; week += 1)
    book(week * 168 + 1, "staking", {
      receivedCurrency: "ETH",
      receivedAmount: "0.000123456789012345",
      priceCurrency: "EUR",
      priceAmount: "2600.00",
    });
  book(4400, "sell", {
    priceCurrency: "EUR",
    priceAmount: "3000.00",
    sentCurrency: "ETH",
    sentAmount: "0.5",
    receivedCurrency: "EUR",
    receivedAmount: "1496.25",
    feesCurrency: "EUR",
    feesAmount: "3.75",
  });
  book(4410, "withdrawal", { sentCurrency: "ETH", sentAmount: "0.25", address: "0x0000000000000000000000000000000000000000" });
  book(4420, "withdrawal", { sentCurrency: "EUR", sentAmount: "1000.00" });
  return items;
}

const refusal = (status: number, errorCode: number, error: string): SimulatedAnswer => ({ status, body: { errorCode, error } });

/** Bitvavo's REST API: every request signed over its time, method, path and body. */
export const simulatedBitvavo: SimulatedBroker = {
  code: "bitvavo",
  without: { preparing: "balances and history are answered at once" },
  async start() {
    const standard = standardHistory();
    const server = await serveBroker(
      (request, behaviour) => {
        if (behaviour === "expired") return refusal(403, 305, "No active API key found.");
        if (behaviour === "revoked") return refusal(403, 309, "The signature is invalid.");
        if (behaviour === "wrong-clock") return refusal(403, 304, "Request was not received within acceptable window.");
        const fault = faultOf(request);
        if (fault) return fault;
        switch (request.url.pathname) {
          case "/v2/account":
            return { body: { fees: { taker: "0.0025", maker: "0.0015" }, capabilities: ["depositCrypto", "depositFiat"] } };
          case "/v2/balance":
            return { body: balances(behaviour) };
          case "/v2/account/history":
            return behaviour === "lacking-permission"
              ? refusal(403, 311, "This key does not allow showing account information.")
              : { body: historyPage(standard, request.url.searchParams, behaviour) };
          default:
            return refusal(404, 110, "Invalid endpoint.");
        }
      },
      refusal(429, 103, "You have been rate limited."),
    );
    return {
      ...server,
      endpoints: { api: server.address },
      secrets: { key: KEY, secret: SECRET },
      account: { id: "main", name: "Bitvavo", currency: "EUR" },
      accountCount: 1,
      expected: { positions: { ETH: "0.693086419725308625" }, rows: 209 },
      addsUp: true,
    };
  },
};

function balances(behaviour: Behaviour): unknown {
  if (behaviour === "empty") return [];
  const euros = { symbol: "EUR", available: "1887.25", inOrder: "0" };
  const ether = { symbol: "ETH", available: "0.600000000000000000", inOrder: "0.093086419725308625" };
  return behaviour === "shrunken" ? [euros] : [euros, ether, { symbol: "ADA", available: "0", inOrder: "0" }];
}

function faultOf({ method, url, headers, body }: SimulatedRequest): SimulatedAnswer | null {
  const timestamp = String(headers["bitvavo-access-timestamp"]);
  const expected = createHmac("sha256", SECRET).update(`${timestamp}${method}${url.pathname}${url.search}${body}`).digest("hex");
  if (headers["bitvavo-access-key"] !== KEY) return refusal(403, 305, "No active API key found.");
  if (headers["bitvavo-access-signature"] !== expected) return refusal(403, 309, "The signature is invalid.");
  const isNear = Math.abs(Date.now() - Number(timestamp)) <= Number(headers["bitvavo-access-window"]);
  return isNear ? null : refusal(403, 304, "Request was not received within acceptable window.");
}

function historyPage(standard: readonly Item[], asked: URLSearchParams, behaviour: Behaviour): unknown {
  const [from, to] = [Number(asked.get("fromDate") ?? 0), Number(asked.get("toDate") ?? Number.MAX_SAFE_INTEGER)];
  const strange: Item = {
    transactionId: "new-1",
    executedAt: new Date(START).toISOString(),
    type: "teleport",
    receivedCurrency: "ETH",
    receivedAmount: "1",
  };
  const all = behaviour === "empty" ? [] : behaviour === "unknown-type" ? [strange, ...standard] : standard;
  const found = all.filter(({ executedAt }) => Date.parse(executedAt) >= from && Date.parse(executedAt) <= to);
  // Where each page begins; one in the middle may be short.
  const starts = behaviour === "half-empty-page" ? [0, PAGE, PAGE + 30] : [0, PAGE, 2 * PAGE];
  const page = Number(asked.get("page") ?? 1);
  const overlap = behaviour === "duplicated-pages" && page > 1 ? 9 : 0;
  const items = found.slice((starts[page - 1] ?? 0) - overlap, starts[page] ?? found.length);
  if (behaviour === "reordered-pages") items.reverse();
  return { items, currentPage: page, totalPages: starts.filter((start) => start === 0 || start < found.length).length, maxItems: PAGE };
}

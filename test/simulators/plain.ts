import { plainAccount } from "./plain-broker";
import {
  type Behaviour,
  type RunningBroker,
  type SimulatedAnswer,
  type SimulatedBroker,
  type SimulatedRequest,
  serveBroker,
} from "./simulator";

const ROWS_A_PAGE = 4;
const SYMBOLS = ["ALFA", "BETA", "CARL", "DORA", "EMIL"];

interface Row {
  id: string;
  kind: string;
  at: string;
  symbol: string;
  quantity: string;
  price: string;
}

/** Of account n: two buys and a sale of each symbol, so that the rows add up to the positions. */
function rowsOf(account: string): Row[] {
  const scale = Number(account.slice(1));
  return SYMBOLS.flatMap((symbol, index) => {
    const row = (which: number, kind: string, quantity: number): Row => ({
      id: `${account}-${symbol}-${which}`,
      kind,
      at: new Date(Date.UTC(2026, 5 + which, 1 + index, 14, 30)).toISOString(),
      symbol,
      quantity: String(quantity),
      price: `${10 + index}.${String(scale % 100).padStart(2, "0")}`,
    });
    return [row(0, "buy", 10 + index), row(1, "buy", 5), row(2, "sell", 3)];
  });
}

const positionsOf = () => Object.fromEntries(SYMBOLS.map((symbol, index) => [symbol, String(12 + index)]));

interface Plain extends RunningBroker {
  /** How often an account was synced: the first request of each is for its positions. */
  asked: Map<string, number>;
  /** How many accounts every key opens: from that of its own number on. */
  open(accounts: number): void;
  /** Further rows that have happened since, of whichever account. */
  happen(rows: readonly Row[]): void;
}

export const simulatedPlain: SimulatedBroker = {
  code: "plain",
  without: { preparing: "it never makes anybody wait for a statement" },
  start: () => startPlain(),
};

export async function startPlain(): Promise<Plain> {
  let accounts = 1;
  const asked = new Map<string, number>();
  const later: Row[] = [];
  let refresh = "refresh-1";

  async function answer({ url, headers, body }: SimulatedRequest, behaviour: Behaviour): Promise<SimulatedAnswer> {
    if (url.pathname === "/renew") {
      if (body !== refresh) return { status: 401, body: {} };
      refresh = `refresh-${Number(refresh.split("-")[1]) + 1}`;
      return { body: { token: "token-1", refresh } };
    }
    const number = /^Bearer token-(\d+)$/.exec(headers.authorization ?? "")?.[1];
    if (!number || behaviour === "expired" || behaviour === "revoked") return { status: 401, body: {} };
    if (behaviour === "wrong-clock") return { status: 400, body: {} };
    if (url.pathname === "/accounts") return { body: Array.from({ length: accounts }, (_, index) => plainAccount(Number(number) + index)) };
    const account = url.searchParams.get("account") ?? "";
    if (url.pathname === "/positions") {
      asked.set(account, (asked.get(account) ?? 0) + 1);
      return { body: positions(behaviour, later) };
    }
    if (behaviour === "lacking-permission") return { status: 403, body: {} };
    return { body: page(account, url, behaviour, later) };
  }

  const server = await serveBroker(answer);
  return {
    ...server,
    endpoints: { api: server.address },
    secrets: { token: "token-1" },
    account: plainAccount(1),
    accountCount: 1,
    expected: { positions: positionsOf(), rows: 15 },
    addsUp: true,
    asked,
    open: (next) => {
      accounts = next;
    },
    happen: (rows) => {
      later.push(...rows);
    },
  };
}

function positions(behaviour: Behaviour, later: readonly Row[]) {
  const held = Object.entries(positionsOf()).map(([symbol, quantity]) => {
    const change = later
      .filter((row) => row.symbol === symbol)
      .reduce((sum, row) => sum + Number(row.quantity) * (row.kind === "sell" ? -1 : 1), 0);
    return { symbol, quantity: String(Number(quantity) + change) };
  });
  const list = behaviour === "empty" ? [] : behaviour === "shrunken" ? held.slice(0, 1) : held;
  return list.filter(({ quantity }) => quantity !== "0");
}

function page(account: string, url: URL, behaviour: Behaviour, later: readonly Row[]): { rows: Row[]; next: string | null } {
  const since = url.searchParams.get("since") ?? "";
  const all = [...rowsOf(account), ...later].filter(({ at }) => at >= since);
  const rows =
    behaviour === "empty"
      ? []
      : behaviour === "unknown-type"
        ? all.map((row, index) => (index === 0 ? { ...row, kind: "gift" } : row))
        : all;
  const ordered = behaviour === "reordered-pages" ? rows.toReversed() : rows;
  const number = Number(url.searchParams.get("page"));
  const size = ROWS_A_PAGE;
  const overlap = behaviour === "duplicated-pages" && number > 0 ? 1 : 0;
  // A page without rows, though more follow: the second one.
  const shift = behaviour === "half-empty-page" && number > 1 ? 1 : 0;
  if (behaviour === "half-empty-page" && number === 1) return { rows: [], next: "2" };
  const from = (number - shift) * size;
  return { rows: ordered.slice(from - overlap, from + size), next: from + size < ordered.length ? String(number + 1) : null };
}

import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const KEY_NAME = "organizations/11111111-2222-4333-8444-555555555555/apiKeys/66666666-7777-4888-9999-aaaaaaaaaaaa";
const KEY_ID = "66666666-7777-4888-9999-aaaaaaaaaaaa";
const USER = "9da7a204-544e-5fd1-9a12-61176c5d4cd8";
const START = Date.parse("2024-01-01T08:00:00.000Z");
/** Lists of wallets come in short pages, whatever is asked for. */
const WALLET_PAGE = 3;

interface Wallet {
  id: string;
  code: string;
  name: string;
  balance: string;
  transactions: Record<string, unknown>[];
}

/** The wallets of somebody in Europe who buys for euros, trades for USDC, converts and stakes. The newest transactions come first. */
function standardWallets(): Wallet[] {
  const wallet = (id: string, code: string, name: string, balance: string): Wallet => ({ id, code, name, balance, transactions: [] });
  const wallets = {
    euro: wallet("a0000000-0000-5000-8000-000000000001", "EUR", "EUR Wallet", "1234.56"),
    bitcoin: wallet("a0000000-0000-5000-8000-000000000002", "BTC", "BTC Wallet", "0.1275"),
    ether: wallet("a0000000-0000-5000-8000-000000000003", "ETH", "ETH Wallet", "0.400000000000000123"),
    dollarCoin: wallet("a0000000-0000-5000-8000-000000000004", "USDC", "USDC Wallet", "99.6"),
    cardano: wallet("a0000000-0000-5000-8000-000000000005", "ADA", "ADA Wallet", "90"),
    staked: wallet("a0000000-0000-5000-8000-000000000006", "ADA", "Staked ADA", "10.5"),
  };
  let count = 0;
  const book = (to: Wallet, hour: number, type: string, amount: string, euros: string, rest: Record<string, unknown> = {}) => {
    count += 1;
    to.transactions.unshift({
      id: `b0000000-0000-5000-8000-${String(count).padStart(12, "0")}`,
      type,
      status: "completed",
      amount: { amount, currency: to.code },
      native_amount: { amount: euros, currency: "EUR" },
      created_at: new Date(START + hour * 3_600_000).toISOString().replace(".000Z", "Z"),
      description: null,
      resource: "transaction",
      ...rest,
    });
  };
  const { euro, bitcoin, ether, dollarCoin, cardano, staked } = wallets;
  book(euro, 0, "fiat_deposit", "10000.00", "10000.00");
  for (let day = 1; day <= 150; day += 1) {
    const buy = { id: `buy-${day}`, fee: { amount: "0.99", currency: "EUR" }, subtotal: { amount: "40.00", currency: "EUR" } };
    book(bitcoin, day * 24, "buy", "0.00100000", "40.99", { buy: { ...buy, total: { amount: "40.99", currency: "EUR" } } });
    book(euro, day * 24, "buy", "-40.99", "-40.99");
  }
  // An order for euros; both wallets tell of it, the money's rounded.
  const sale = { fill_price: "50000.005", product_id: "BTC-EUR", order_id: "order-1", commission: "0.500000005", order_side: "sell" };
  book(bitcoin, 4000, "advanced_trade_fill", "-0.0125", "-625.01", { advanced_trade_fill: sale });
  book(euro, 4000, "advanced_trade_fill", "625.00", "625.00", { advanced_trade_fill: sale });
  // Coins for a coin: USDC converted from euros at par, Ether bought for it.
  book(dollarCoin, 4010, "buy", "1500", "1400.00", { buy: { id: "buy-usdc", subtotal: { amount: "1400.00", currency: "EUR" } } });
  const order = { fill_price: "2800", product_id: "ETH-USDC", order_id: "order-2", commission: "0.4", order_side: "buy" };
  book(ether, 4011, "advanced_trade_fill", "0.5", "1310.00", { advanced_trade_fill: order });
  book(dollarCoin, 4011, "advanced_trade_fill", "-1400.00", "-1310.00", { advanced_trade_fill: order });
  book(ether, 4015, "send", "0.000000000000000123", "0.00");
  book(ether, 4020, "trade", "-0.1", "-260.00", { trade: { id: "convert-1" } });
  book(cardano, 4020, "trade", "100", "258.00", { trade: { id: "convert-1" } });
  book(cardano, 4030, "staking_transfer", "-10", "-25.80");
  book(staked, 4030, "staking_transfer", "10", "25.80");
  book(staked, 4200, "staking_reward", "0.5", "1.30");
  book(bitcoin, 4210, "send", "-0.01", "-510.00", { network: { status: "confirmed", hash: "56222d865dae83774fccb2efbd9829cf" } });
  book(euro, 4220, "subscription", "-4.99", "-4.99");
  book(bitcoin, 4230, "send", "0.5", "25000.00", { status: "pending" });
  return Object.values(wallets);
}

const POSITIONS = { ADA: "100.5", BTC: "0.1275", ETH: "0.400000000000000123", USDC: "99.6" };

interface Key {
  secret: string;
  publicKey: KeyObject;
  algorithm: "ES256" | "EdDSA";
  id: string;
}

function ecdsaKey(): Key {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  // As it is copied out of the file that Coinbase gives: on one line.
  const secret = privateKey.export({ type: "sec1", format: "pem" }).toString().replaceAll("\n", "\\n");
  return { secret, publicKey: createPublicKey(privateKey), algorithm: "ES256", id: KEY_NAME };
}

function edwardsKey(): Key {
  const { privateKey } = generateKeyPairSync("ed25519");
  const { d = "", x = "" } = privateKey.export({ format: "jwk" });
  const secret = Buffer.concat([Buffer.from(d, "base64url"), Buffer.from(x, "base64url")]).toString("base64");
  return { secret, publicKey: createPublicKey(privateKey), algorithm: "EdDSA", id: KEY_ID };
}

const refused: SimulatedAnswer = { status: 401, headers: { "content-type": "text/plain" }, body: "Unauthorized\n" };

/** Coinbase with a key of either kind. Requests carry a token that is signed for one method and address, and valid for two minutes. */
export function simulatedCoinbaseWith(kind: "ECDSA" | "Ed25519"): SimulatedBroker {
  return {
    code: "coinbase",
    without: { preparing: "wallets and their transactions are answered at once" },
    async start() {
      const key = kind === "ECDSA" ? ecdsaKey() : edwardsKey();
      const standard = standardWallets();
      const server = await serveBroker(
        (request, behaviour) => {
          const now = Date.now() + (behaviour === "wrong-clock" ? 900_000 : 0);
          const { pathname, searchParams } = request.url;
          if (pathname === "/v2/time") return { body: { data: { iso: new Date(now).toISOString(), epoch: Math.floor(now / 1000) } } };
          const isShut = behaviour === "expired" || behaviour === "revoked";
          if (isShut || !isSigned(request, key, now / 1000)) return refused;
          if (pathname === "/api/v3/brokerage/key_permissions")
            return { body: { can_view: true, can_trade: false, can_transfer: false, portfolio_uuid: USER, portfolio_type: "DEFAULT" } };
          if (pathname === "/v2/user") return { body: { data: { id: USER, name: "Jan Jansen", native_currency: "EUR" } } };
          const wallets = behaviour === "empty" ? [] : standard;
          if (pathname === "/v2/accounts") return walletPage(wallets, searchParams, behaviour);
          const [, id] = /^\/v2\/accounts\/([^/]+)\/transactions$/.exec(pathname) ?? [];
          const found = wallets.find((each) => each.id === id);
          if (!found) return { status: 404, body: { errors: [{ id: "not_found", message: "Not found" }] } };
          if (behaviour === "lacking-permission")
            return { status: 403, body: { errors: [{ id: "invalid_scope", message: "Missing required scopes" }] } };
          return transactionPage(found, request, behaviour);
        },
        { status: 429, body: { errors: [{ id: "rate_limit_exceeded", message: "Too many requests" }] } },
      );
      return {
        ...server,
        endpoints: { api: server.address },
        secrets: { key: key.id, secret: key.secret },
        account: { id: USER, name: "Coinbase", currency: "EUR" },
        accountCount: 1,
        // 150 purchases and one of USDC, a sale, three exchanges of two rows, a reward, two deliveries, a deposit and a fee.
        expected: { positions: POSITIONS, rows: 161 },
        addsUp: true,
      };
    },
  };
}

export const simulatedCoinbase = simulatedCoinbaseWith("ECDSA");

function isSigned({ method, url, headers }: SimulatedRequest, { publicKey, algorithm, id }: Key, now: number): boolean {
  const [head = "", claims = "", signature = ""] = (headers.authorization ?? "").replace(/^Bearer /, "").split(".");
  const told = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8") || "{}") as Record<string, unknown>;
  const [{ alg, kid, nonce }, { sub, iss, uri, uris, nbf, exp }] = [told(head), told(claims)];
  const forWhat = (Array.isArray(uris) ? uris : [uri]).map((each) => String(each).replace("http://", ""));
  const isOurs =
    alg === algorithm && kid === id && sub === id && Boolean(nonce) && iss === (algorithm === "ES256" ? "coinbase-cloud" : "cdp");
  const isNow = Number(nbf) <= now + 5 && Number(exp) > now && Number(exp) - Number(nbf) <= 120;
  const isHere = forWhat.includes(`${method} ${headers.host}${url.pathname}`);
  const data = Buffer.from(`${head}.${claims}`);
  const bytes = Buffer.from(signature, "base64url");
  const isGenuine =
    algorithm === "ES256"
      ? verify("sha256", data, { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes)
      : verify(null, data, publicKey, bytes);
  return isOurs && isNow && isHere && isGenuine;
}

function walletPage(wallets: readonly Wallet[], asked: URLSearchParams, behaviour: Behaviour): SimulatedAnswer {
  const all = [...wallets.map(walletBody), ...(wallets.length === 0 ? [] : [untouched])];
  const shown = behaviour === "shrunken" ? all.slice(0, 2) : all;
  return listed(shown, asked, WALLET_PAGE, "/v2/accounts", behaviour);
}

const walletBody = ({ id, code, name, balance }: Wallet) => ({
  id,
  name,
  type: code === "EUR" ? "fiat" : "wallet",
  currency: { code, name: code, type: code === "EUR" ? "fiat" : "crypto" },
  balance: { amount: balance, currency: code },
  created_at: "2023-01-19T14:58:29Z",
  updated_at: "2024-04-08T13:15:33Z",
});

/** Listed, because it could be used: it has no transactions that could be asked for. */
const untouched = { id: "XLM", name: "XLM Wallet", type: "wallet", balance: { amount: "0.0000000", currency: "XLM" }, created_at: null };

function transactionPage({ code, transactions }: Wallet, { url }: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer {
  const strange = { ...transactions[0], id: "b0000000-0000-5000-8000-999999999999", type: "teleport", status: "completed" };
  const all = behaviour === "unknown-type" && code === "BTC" ? [strange, ...transactions] : transactions;
  return listed(all, url.searchParams, Number(url.searchParams.get("limit") ?? 25), url.pathname, behaviour);
}

/** A list as Coinbase pages it: behind the entry that is named, with the address of what follows. */
function listed(
  all: readonly { id?: unknown }[],
  asked: URLSearchParams,
  size: number,
  path: string,
  behaviour: Behaviour,
): SimulatedAnswer {
  const after = asked.get("starting_after");
  const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const overlap = behaviour === "duplicated-pages" ? Math.min(from, 4) : 0;
  // A page without an entry, behind which more follow.
  const isHollow = behaviour === "half-empty-page" && after === null && all.length > size;
  const data = all.slice(from - overlap, from + size);
  const first = all[0]?.id;
  const next = isHollow ? `hollow-${String(first)}` : from + size < all.length ? data.at(-1)?.id : null;
  const shown = isHollow ? [] : behaviour === "reordered-pages" ? data.toReversed() : data;
  return {
    body: {
      data: shown,
      pagination: { next_starting_after: next, next_uri: next ? `${path}?starting_after=${next}` : null, order: "desc" },
    },
  };
}

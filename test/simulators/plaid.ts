import { ACCOUNTS, HOLDINGS, SECURITIES, TRANSACTIONS } from "./plaid-data";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const SECRETS = {
  environment: "sandbox",
  country: "US",
  clientId: "5f0000000000000000000001",
  secret: "51mulat3ds3cr3t0000000000001",
  accessToken: "access-sandbox-00000000-0000-4000-8000-000000000001",
  itemId: "M5eVJqLnv3tbzdngLDp9FL5OlDNxlNhlE55op",
};
const PUBLIC_TOKEN = "public-sandbox-00000000-0000-4000-8000-000000000002";
const LINK_TOKEN = "link-sandbox-00000000-0000-4000-8000-000000000003";
/** Rows in one page, so that a short history has several. */
const PAGE = 5;

const refused = (error_type: string, error_code: string, status = 400): SimulatedAnswer => ({
  status,
  body: { error_type, error_code, error_message: "for developers", display_message: null, request_id: "r", suggested_action: null },
});

/** Plaid, with Investments and Hosted Link: keys in two headers, a token with everything, pages by count and offset. */
export const simulatedPlaid: SimulatedBroker = {
  code: "plaid",
  without: { "wrong-clock": "Requests are not signed, and carry no time." },
  start: startPlaid,
};

/** Plaid, whose pages people can be made to leave. */
export async function startPlaid() {
  const state = { looks: 0, completionRedirect: "", isUpdate: false, isCompleted: true };
  const server = await serveBroker(
    (request, behaviour) => answer(request, behaviour, state),
    refused("RATE_LIMIT_EXCEEDED", "RATE_LIMIT", 429),
  );
  const [main] = ACCOUNTS;
  return {
    ...server,
    behave(behaviour: Behaviour) {
      state.looks = 0;
      server.behave(behaviour);
    },
    /** Whether people follow the pages to their end. */
    complete(isCompleted: boolean) {
      state.isCompleted = isCompleted;
    },
    endpoints: { sandbox: server.address, production: server.address },
    secrets: SECRETS,
    account: { id: main?.account_id ?? "", name: "Birch IRA …5555", currency: "USD" },
    accountCount: 2,
    expected: {
      positions: {
        ACHN: "21.5",
        ACHN270115C00100000: "-2",
        BTC: "0.12345678",
        ODD: "3",
        T2030: "5000",
        US0000000002: "10.125",
      },
      // One of them is a purchase with money that was paid in at once.
      rows: TRANSACTIONS.length + 1,
    },
    // The history is two years, and what was held before it has no rows.
    addsUp: false,
  };
}

type State = { looks: number; completionRedirect: string; isUpdate: boolean; isCompleted: boolean };

function answer(request: SimulatedRequest, behaviour: Behaviour, state: State): SimulatedAnswer {
  const { url, method, headers, body } = request;
  if (method === "GET" && url.pathname === "/hosted") return { status: 302, headers: { location: state.completionRedirect }, body: "" };
  if (headers["plaid-client-id"] !== SECRETS.clientId || headers["plaid-secret"] !== SECRETS.secret || behaviour === "revoked")
    return refused("INVALID_INPUT", "INVALID_API_KEYS");
  const asked = JSON.parse(body) as Asked;
  switch (`${method} ${url.pathname}`) {
    case "POST /link/token/create":
      state.completionRedirect = asked.hosted_link?.completion_redirect_uri ?? "";
      state.isUpdate = asked.access_token !== undefined;
      if (state.isUpdate && asked.access_token !== SECRETS.accessToken) return refused("INVALID_INPUT", "INVALID_ACCESS_TOKEN");
      if (state.isUpdate === (asked.products !== undefined)) return refused("INVALID_REQUEST", "INVALID_FIELD");
      return { body: { link_token: LINK_TOKEN, expiration: "2026-11-24T20:00:00Z", hosted_link_url: `http://${headers.host}/hosted` } };
    case "POST /link/token/get":
      return asked.link_token === LINK_TOKEN ? { body: linkSession(state) } : refused("INVALID_INPUT", "INVALID_LINK_TOKEN");
    case "POST /item/public_token/exchange":
      return asked.public_token === PUBLIC_TOKEN
        ? { body: { access_token: SECRETS.accessToken, item_id: SECRETS.itemId, request_id: "r" } }
        : refused("INVALID_INPUT", "INVALID_PUBLIC_TOKEN");
    default:
      return asked.access_token === SECRETS.accessToken
        ? investments(url.pathname, asked, behaviour, state)
        : refused("INVALID_INPUT", "INVALID_ACCESS_TOKEN");
  }
}

interface Asked {
  access_token?: string;
  public_token?: string;
  link_token?: string;
  products?: string[];
  hosted_link?: { completion_redirect_uri?: string };
  start_date?: string;
  end_date?: string;
  options?: { account_ids?: string[]; count?: number; offset?: number };
}

const linkSession = ({ isCompleted, isUpdate }: State) => ({
  link_token: LINK_TOKEN,
  link_sessions: isCompleted
    ? [
        {
          link_session_id: "l",
          results: { item_add_results: isUpdate ? [] : [{ public_token: PUBLIC_TOKEN, accounts: [], institution: null }] },
        },
      ]
    : [{ link_session_id: "l", exit: { error: null }, results: null }],
});

function investments(path: string, asked: Asked, behaviour: Behaviour, state: State): SimulatedAnswer {
  switch (path) {
    case "/item/get":
      return {
        body: {
          item: {
            item_id: SECRETS.itemId,
            products: ["investments"],
            error: behaviour === "expired" ? { error_type: "ITEM_ERROR", error_code: "ITEM_LOGIN_REQUIRED" } : null,
          },
          status: { investments: { last_successful_update: "2026-11-24T05:10:00Z", last_failed_update: null } },
        },
      };
    case "/accounts/get":
      return { body: { accounts: ACCOUNTS } };
    case "/investments/holdings/get":
      state.looks += 1;
      if (behaviour === "preparing" && state.looks === 1) return refused("ITEM_ERROR", "PRODUCT_NOT_READY");
      if (behaviour === "lacking-permission") return refused("ITEM_ERROR", "ADDITIONAL_CONSENT_REQUIRED");
      return { body: { accounts: ACCOUNTS, holdings: held(behaviour), securities: SECURITIES } };
    case "/investments/transactions/get":
      return transactions(asked, behaviour);
    default:
      return refused("INVALID_REQUEST", "NOT_FOUND", 404);
  }
}

function held(behaviour: Behaviour) {
  if (behaviour === "empty") return [];
  return behaviour === "shrunken" ? HOLDINGS.slice(0, 2) : HOLDINGS;
}

function transactions({ start_date = "", end_date = "", options = {} }: Asked, behaviour: Behaviour): SimulatedAnswer {
  const { offset = 0, count = 100, account_ids = [] } = options;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(start_date) || !/^\d{4}-\d{2}-\d{2}$/.test(end_date) || count > 500)
    return refused("INVALID_REQUEST", "INVALID_FIELD");
  const known =
    behaviour === "unknown-type"
      ? [...TRANSACTIONS, { ...TRANSACTIONS[0], investment_transaction_id: "new", type: "cash", subtype: "lottery" }]
      : TRANSACTIONS;
  const rows =
    behaviour === "empty" ? [] : known.filter(({ date = "", account_id = "" }) => date >= start_date && account_ids.includes(account_id));
  const size = behaviour === "half-empty-page" && offset > 0 ? 2 : PAGE;
  const start = behaviour === "duplicated-pages" ? Math.max(0, offset - 1) : offset;
  const page = rows.slice(start, start + Math.min(size, count));
  return {
    body: {
      accounts: ACCOUNTS,
      securities: SECURITIES,
      investment_transactions: behaviour === "reordered-pages" ? page.reverse() : page,
      total_investment_transactions: rows.length,
    },
  };
}

import { createHash } from "node:crypto";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";
import { FUNDS, HOLDINGS, MARGINS, POSITIONS, TRADES } from "./zerodha-kite-data";

const SECRETS = {
  apiKey: "kitesimulated0001",
  apiSecret: "s1mulat3ds3cr3tofanappatzerodha0",
  accessToken: "A1simulatedaccesstokenofthisday0",
  accessTokenEnds: "2099-01-01T00:30:00.000Z",
};
/** What the login page hands to whoever comes back from it. */
export const REQUEST_TOKEN = "R3simulatedrequesttoken0000000000";
/** The redirect URL of the app's settings. */
export const registered = { redirect: "https://folio.example/link/callback" };

const ok = (data: unknown): SimulatedAnswer => ({ body: { status: "success", data } });
const refused = (status: number, error_type: string, message: string): SimulatedAnswer => ({
  status,
  body: { status: "error", message, data: null, error_type },
});

/** Kite Connect 3, as documented: a session by a checksum, then `token key:session` with everything. It has no paging. */
export const simulatedKite: SimulatedBroker = {
  code: "zerodha-kite",
  without: {
    preparing: "Every answer is given at once; there is no statement to wait for.",
    "duplicated-pages": "There are no pages: every list comes whole, in one answer.",
    "half-empty-page": "There are no pages: every list comes whole, in one answer.",
    "wrong-clock": "Requests carry a session, and no time that could differ.",
  },
  async start() {
    const server = await serveBroker(answer, refused(429, "NetworkException", "Too many requests"));
    return {
      ...server,
      endpoints: { api: server.address, login: `${server.address}/connect/login` },
      secrets: SECRETS,
      account: { id: "AB1234", name: "AB1234", currency: "INR" },
      accountCount: 1,
      expected: {
        positions: {
          "BIRCH INDEX FUND - DIRECT PLAN": "174.177",
          CRUDEOIL26DECFUT: "-2",
          GOLDBEES: "40",
          INFY: "17",
          NIFTY26DEC24500CE: "-75",
          SGBMAR29: "3",
          TCS: "4",
        },
        rows: 7,
      },
      // Of the ledger there is today and nothing else.
      addsUp: false,
    };
  },
};

function answer(request: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer {
  const route = `${request.method} ${request.url.pathname}`;
  if (route === "GET /connect/login") return loginPage(request);
  if (request.headers["x-kite-version"] !== "3") return refused(400, "InputException", "Missing or unknown `X-Kite-Version`");
  if (route === "POST /session/token") return session(request);
  if (
    request.headers.authorization !== `token ${SECRETS.apiKey}:${SECRETS.accessToken}` ||
    behaviour === "expired" ||
    behaviour === "revoked"
  )
    return refused(403, "TokenException", "Incorrect `api_key` or `access_token`.");
  switch (route) {
    case "GET /user/profile":
      return ok({ user_id: "AB1234", user_type: "individual", user_name: "A Person", exchanges: ["NSE", "NFO"], order_types: ["MARKET"] });
    case "GET /portfolio/holdings":
      return behaviour === "lacking-permission"
        ? refused(403, "PermissionException", "Insufficient permission for that call.")
        : list(HOLDINGS, behaviour);
    case "GET /mf/holdings":
      return behaviour === "shrunken" ? ok([]) : list(FUNDS, behaviour);
    case "GET /portfolio/positions":
      return ok(behaviour === "empty" || behaviour === "shrunken" ? { net: [], day: [] } : { net: POSITIONS, day: POSITIONS.slice(0, 1) });
    case "GET /user/margins":
      return ok(MARGINS);
    case "GET /trades":
      return behaviour === "unknown-type"
        ? ok([...TRADES, { ...TRADES[0], trade_id: "990001", transaction_type: "LEND" }])
        : list(TRADES, behaviour);
    default:
      return refused(404, "GeneralException", "Route not found");
  }
}

/** What a person sees there, who has logged in or thought better of it; a program is taken for one who has. */
function loginPage({ url: { searchParams }, headers }: SimulatedRequest): SimulatedAnswer {
  if (searchParams.get("api_key") !== SECRETS.apiKey || searchParams.get("v") !== "3")
    return refused(400, "InputException", "Invalid `api_key`.");
  const back = (answer: string) => `${registered.redirect}?${answer}&${searchParams.get("redirect_params") ?? ""}`;
  const loggedIn = back(`action=login&type=login&status=success&request_token=${REQUEST_TOKEN}`);
  if (!headers.accept?.includes("text/html")) return { status: 302, headers: { location: loggedIn }, body: "" };
  const link = (href: string, text: string) => `<a href="${href.replaceAll("&", "&amp;")}">${text}</a>`;
  return {
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!doctype html><html lang="en"><title>Kite</title><main><h1>Login to Kite</h1>
${link(loggedIn, "Log in")} ${link(back("action=login&status=cancelled"), "Cancel")}</main></html>`,
  };
}

function list(rows: readonly unknown[], behaviour: Behaviour): SimulatedAnswer {
  if (behaviour === "empty") return ok([]);
  if (behaviour === "shrunken") return ok(rows.slice(0, 1));
  return ok(behaviour === "reordered-pages" ? [...rows].reverse() : rows);
}

function session({ body }: SimulatedRequest): SimulatedAnswer {
  const form = new URLSearchParams(body);
  const checksum = createHash("sha256").update(`${SECRETS.apiKey}${REQUEST_TOKEN}${SECRETS.apiSecret}`).digest("hex");
  if (form.get("api_key") !== SECRETS.apiKey) return refused(400, "InputException", "Invalid `api_key`.");
  if (form.get("request_token") !== REQUEST_TOKEN || form.get("checksum") !== checksum)
    return refused(403, "TokenException", "Token is invalid or has expired.");
  return ok({ user_id: "AB1234", access_token: SECRETS.accessToken, public_token: "p", login_time: "2026-11-24 09:20:00" });
}

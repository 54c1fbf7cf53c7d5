import { flex } from "@/lib/formats/ibkr-flex/flex-builder";
import { ACCOUNT, daysAgo, EXPECTED, type StatementOf, statements } from "./ibkr-flex-statement";
import { type Behaviour, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const TOKEN = "123456789012345678901234";
const QUERY = "987654";
const MAX_DAYS = 365;
const DAY_MS = 86_400_000;

/** What a test of this broker alone can ask for, beside the behaviours that all have. */
export interface Twist {
  /** The next answers to SendRequest and to GetStatement, instead of what they should be: error codes. */
  send?: string[];
  fetch?: string[];
  /** The address that announces the statement. */
  address?: string;
  /** Windows are refused: the query is bound to the period that it was saved with. */
  refusesWindows?: boolean;
  /** The statement itself. */
  statement?: (text: string) => string;
  without?: readonly string[];
}

export const fail = (code: string, status = "Fail"): string =>
  `<FlexStatementResponse timestamp="24 November, 2026 08:00 AM EST"><Status>${status}</Status><ErrorCode>${code}</ErrorCode><ErrorMessage>Refused.</ErrorMessage></FlexStatementResponse>`;

const success = (reference: string, address: string): string =>
  `<FlexStatementResponse timestamp="24 November, 2026 08:00 AM EST"><Status>Success</Status><ReferenceCode>${reference}</ReferenceCode><Url>${address}</Url></FlexStatementResponse>`;

/** `20261124` as an ISO date; null for anything else. */
function readDay(text: string | null): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? "");
  return parts && `${parts[1]}-${parts[2]}-${parts[3]}`;
}

/** Interactive Brokers' Flex Web Service, version 3, as the broker documents it. */
export async function serveFlex(twist: Twist = {}) {
  /** Announced statements: how often each was asked for too early yet, and the window that it is of. */
  const announced = new Map<string, { early: number; window: StatementOf }>();
  let asked: Behaviour = "well";

  const validated = ({ url, headers }: SimulatedRequest): string | null => {
    const { searchParams } = url;
    // A name and a version, as in "Truefolio/1".
    if (!/^[\w.-]+\/[\w.-]+/.test(headers["user-agent"] ?? "") || searchParams.get("v") !== "3") return "1020";
    return searchParams.get("t") === TOKEN ? null : "1015";
  };

  /** The window that is asked for, or the code that refuses it. */
  function windowOf({ searchParams }: URL): StatementOf | string {
    const [fd, td] = [searchParams.get("fd"), searchParams.get("td")];
    if (fd === null && td === null) return { from: daysAgo(MAX_DAYS), to: daysAgo(1) };
    const [from, to] = [readDay(fd), readDay(td)];
    if (from === null || to === null) return "1020";
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    return twist.refusesWindows || days < 1 || days > MAX_DAYS || to > daysAgo(0) ? "1003" : { from, to };
  }

  function sendRequest(request: SimulatedRequest): string {
    const refusal = twist.send?.shift();
    if (refusal) return fail(refusal, "Warn");
    if (request.url.searchParams.get("q") !== QUERY) return fail("1014");
    const window = windowOf(request.url);
    if (typeof window === "string") return fail(window);
    const reference = String(4_000_000_000 + announced.size);
    announced.set(reference, { early: asked === "preparing" ? 2 : 0, window });
    return success(reference, twist.address ?? `${server.address}/FlexWebService/GetStatement`);
  }

  function getStatement({ url }: SimulatedRequest): string {
    const refusal = twist.fetch?.shift();
    if (refusal) return fail(refusal, "Warn");
    const found = announced.get(url.searchParams.get("q") ?? "");
    if (!found) return fail("1017");
    if (found.early > 0) {
      found.early -= 1;
      return fail("1019", "Warn");
    }
    const text = flex(
      ...statements({
        ...found.window,
        isEmpty: asked === "empty",
        isShrunken: asked === "shrunken",
        isReordered: asked === "reordered-pages",
        withUnknown: asked === "unknown-type",
        without: asked === "lacking-permission" ? ["OpenPositions"] : (twist.without ?? []),
      }),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n${twist.statement?.(text) ?? text}`;
  }

  function answer(request: SimulatedRequest, behaviour: Behaviour): SimulatedAnswer {
    asked = behaviour;
    const refusal = behaviour === "expired" ? "1012" : behaviour === "revoked" ? "1015" : validated(request);
    if (refusal) return { body: fail(refusal) };
    if (request.url.pathname === "/FlexWebService/SendRequest") return { body: sendRequest(request) };
    if (request.url.pathname === "/FlexWebService/GetStatement") return { body: getStatement(request) };
    return { status: 404, body: "" };
  }

  const server = await serveBroker(answer, { status: 200, body: fail("1018", "Warn") });
  return {
    ...server,
    endpoints: { service: `${server.address}/FlexWebService` },
    secrets: { token: TOKEN, queryId: QUERY },
    account: { id: ACCOUNT, name: "Main", currency: "EUR" },
    accountCount: 2,
    expected: EXPECTED,
    addsUp: true,
  };
}

const ONE_ANSWER = "a statement is one answer, without pages";

export const simulatedIbkrFlex: SimulatedBroker = {
  code: "ibkr-flex",
  without: {
    "duplicated-pages": ONE_ANSWER,
    "half-empty-page": ONE_ANSWER,
    "wrong-clock": "nothing is signed: the token stands in the address",
  },
  start: () => serveFlex(),
};

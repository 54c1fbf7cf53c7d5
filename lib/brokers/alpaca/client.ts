import { errors, trading } from "@alpacahq/alpaca-trade-api/rest";
import { z } from "zod";
import type { RemoteAccount } from "../connector";
import type { BrokerLink } from "../link/link";
import { exactJson } from "../pages";
import { BrokerProblem } from "../problem";

/** The largest that Alpaca gives. */
const PAGE_SIZE = 100;

/**
 * What we ask of Alpaca, each as the text of the answer. Its own client library makes the requests; taken from it is the answer as it came,
 * because its models would drop what they don't know (a price of a corporate action, the description) and turn dates without a time into instants.
 */
export interface AlpacaClient {
  account(): Promise<{ body: string; account: RemoteAccount }>;
  positions(): Promise<string>;
  /** Everything that happened, the oldest first. Some of it may come twice. */
  activities(since: string | null): AsyncGenerator<string>;
}

/** @throws BrokerProblem `setup` where a field is empty */
export function alpacaClient(link: BrokerLink): AlpacaClient {
  const configuration = configurationOf(link);
  const ask = (call: () => Promise<{ raw: Response }>) => link.ask(async () => (await call()).raw.text(), problemOf);
  const activities = new trading.AccountActivitiesApi(configuration);
  return {
    account: async () => {
      const body = await ask(() => new trading.AccountsApi(configuration).getAccountRaw());
      return { body, account: accountOf(body) };
    },
    positions: async () => {
      const body = await ask(() => new trading.PositionsApi(configuration).getAllOpenPositionsRaw());
      listOf(body);
      return body;
    },
    async *activities(since) {
      const seen = new Set<string>();
      const from = since === null ? {} : { after: new Date(since) };
      for (let pageToken: string | undefined; ; ) {
        const place = pageToken === undefined ? {} : { pageToken };
        const body = await ask(() => activities.getAccountActivitiesRaw({ ...from, ...place, direction: "asc", pageSize: PAGE_SIZE }));
        const last = lastId(body);
        // A page may be short though more follow: only an empty one, or one that gets nowhere, is the end.
        if (last !== null) yield body;
        if (last === null || last === pageToken) return;
        if (seen.has(last)) throw new BrokerProblem("answer", "Alpaca's pages of activities lead in a circle.");
        seen.add(last);
        pageToken = last;
      }
    },
  };
}

/**
 * The library's larger entrances take an operator's APCA_… variables for a field that is empty, and try again by themselves by their own
 * rules. This one reads no variable; neither `retry` nor `rateLimit` is set, so that `link.fetch` alone decides when to ask again.
 */
function configurationOf(link: BrokerLink): trading.Configuration {
  const { environment = "", keyId = "", secretKey = "" } = link.secrets;
  if (keyId === "" || secretKey === "" || !["live", "paper"].includes(environment))
    throw new BrokerProblem("setup", "The key, its secret or its environment is missing.", "Enter all three in the account's credentials.");
  return new trading.Configuration({
    basePath: link.endpoint(environment),
    keyId,
    secret: secretKey,
    fetchApi: link.fetch,
    // The link has a time limit of its own.
    timeoutMs: 0,
  });
}

/** The id of a page's last activity, by which the next one is asked for; null on a page without any. */
function lastId(body: string): string | null {
  const page = listOf(body);
  const last = page.at(-1);
  if (last === undefined) return null;
  const id = typeof last === "object" && last !== null && "id" in last ? last.id : null;
  if (typeof id !== "string" || id === "") throw new BrokerProblem("answer", "Alpaca sent an activity without an id.");
  return id;
}

function listOf(body: string): readonly unknown[] {
  const value = jsonOf(body);
  if (!Array.isArray(value)) throw new BrokerProblem("answer", "Alpaca sent something else than a list.");
  return value;
}

const accountSchema = z.object({ id: z.string().min(1), account_number: z.string().nullish(), currency: z.string().nullish() });

function accountOf(body: string): RemoteAccount {
  const read = accountSchema.safeParse(jsonOf(body));
  if (!read.success) throw new BrokerProblem("answer", "Alpaca's answer about the account has another form than documented.");
  const { id, account_number, currency } = read.data;
  return { id, name: account_number || id, ...(currency ? { currency } : {}) };
}

/** @throws BrokerProblem `answer` when it is no JSON */
function jsonOf(body: string): unknown {
  try {
    return exactJson(body);
  } catch {
    throw new BrokerProblem("answer", "Alpaca's answer ends in the middle, or is no JSON.");
  }
}

/** What the library's error means. Its message may quote the answer, so it is not passed on. */
function problemOf(error: unknown): unknown {
  if (error instanceof errors.AuthError)
    return new BrokerProblem(
      "sign-in",
      "Alpaca doesn't accept the key: it was revoked, or is of the other environment.",
      "Generate a new key at Alpaca, see that live or paper is chosen rightly, and replace the credentials.",
    );
  if (error instanceof errors.PermissionError)
    return new BrokerProblem(
      "permission",
      "Alpaca doesn't let this key read the account.",
      "See at Alpaca whether the account is approved and not restricted, and whether the key is of this account.",
    );
  if (error instanceof errors.ApiError) return new BrokerProblem("answer", `Alpaca answered with status ${error.status}.`);
  return error;
}

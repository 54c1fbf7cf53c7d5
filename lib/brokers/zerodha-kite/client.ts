import type { AxiosInstance } from "axios";
import { type Connect, KiteConnect } from "kiteconnect";
import { z } from "zod";
import { axiosOver } from "@/lib/brokers/link/axios-adapter";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";

export type KiteClient = Connect;

export const DAILY = "Zerodha asks you to log in every day.";

/** Zerodha's own client over our way to it. Without a session it can only begin one. */
export function kiteClient(link: BrokerLink): KiteClient {
  const { apiKey = "", accessToken } = link.secrets;
  const kite = new KiteConnect({ api_key: apiKey, root: link.endpoint("api"), ...(accessToken ? { access_token: accessToken } : {}) });
  const { defaults, interceptors } = axiosOf(kite);
  defaults.adapter = axiosOver(link);
  interceptors.request.use((request) => {
    // Times would become Dates of whatever zone this machine is in; they are India's.
    request.transformResponse = [];
    return request;
  });
  return kite;
}

/** Its types don't tell of it. */
function axiosOf(kite: KiteClient): AxiosInstance {
  const { requestInstance } = kite as unknown as { requestInstance?: AxiosInstance };
  if (!requestInstance) throw new Error("kiteconnect has no requestInstance any more");
  return requestInstance;
}

/** A client with a session. */
export function signedIn(link: BrokerLink): KiteClient {
  const { accessToken, accessTokenEnds } = link.secrets;
  if (!accessToken || !accessTokenEnds || Date.parse(accessTokenEnds) <= link.now()) throw new BrokerProblem("sign-in", DAILY, LOG_IN);
  return kiteClient(link);
}

const LOG_IN = "Log in to Zerodha again. What it told so far is kept.";

const refusal = z.object({ error_type: z.string(), message: z.string().catch("") });

/** What the library rejects with is a plain object. */
export function kiteProblem(error: unknown): BrokerProblem {
  switch (refusal.safeParse(error).data?.error_type) {
    case "TokenException":
      return new BrokerProblem("sign-in", DAILY, LOG_IN);
    case "UserException":
      return new BrokerProblem(
        "sign-in",
        "Zerodha refused the login.",
        "Log in at kite.zerodha.com, see what it says, and then log in here again.",
      );
    case "PermissionException":
      return new BrokerProblem(
        "permission",
        "Your Kite Connect app may not read this account.",
        "See at developers.kite.trade that the app is active and belongs to your client ID, then log in again.",
      );
    case "InputException":
      return new BrokerProblem(
        "setup",
        "Zerodha doesn't accept the API key or the API secret.",
        "Copy both again from developers.kite.trade.",
      );
    case "NetworkException":
    case "GeneralException":
      return new BrokerProblem("away", "Zerodha's own systems don't answer at the moment.");
    default:
      return new BrokerProblem("answer", "Zerodha answered in a way that this version doesn't know.");
  }
}

/** @throws BrokerProblem when an answer is no list of objects, or no object */
export function expectShape(answer: unknown, shape: z.ZodType): void {
  // A library that knows no content type hands an error on as if it were the answer.
  if (refusal.safeParse(answer).success || !shape.safeParse(answer).success) throw kiteProblem(null);
}

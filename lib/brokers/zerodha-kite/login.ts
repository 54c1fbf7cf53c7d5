import type { BrokerLogin } from "@/lib/brokers/connector";
import { BrokerProblem } from "@/lib/brokers/problem";
import { kiteClient, kiteProblem } from "./client";
import { sessionEnd } from "./india";

/**
 * The login of every day. Where Zerodha sends the person back to stands in the app's settings at Zerodha; what is to come back with them is
 * said here.
 */
export const login: BrokerLogin = {
  async begin(link, returnTo) {
    const address = new URL(link.endpoint("login"));
    address.searchParams.set("v", "3");
    address.searchParams.set("api_key", link.secrets.apiKey ?? "");
    address.searchParams.set("redirect_params", new URL(returnTo).searchParams.toString());
    return { address: address.href, secrets: {} };
  },

  async finish(link, answer) {
    const requestToken = answer.get("request_token");
    if (answer.get("status") !== "success" || !requestToken)
      throw new BrokerProblem("sign-in", "You were not logged in to Zerodha.", "Log in again, and allow the app when Zerodha asks.");
    const session = await link.ask(
      () => kiteClient(link).generateSession(requestToken, link.secrets.apiSecret ?? ""),
      (error) => {
        const problem = kiteProblem(error);
        return problem.kind === "sign-in"
          ? new BrokerProblem(
              "sign-in",
              "Zerodha didn't accept the login.",
              "Log in again at once: it is good for a few minutes. If it stays, copy the API secret again.",
            )
          : problem;
      },
    );
    if (!session.access_token) throw kiteProblem(null);
    return { accessToken: session.access_token, accessTokenEnds: sessionEnd(link.now()) };
  },
};

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itConforms, openFor } from "@/test/simulators/conformance";
import type { RunningBroker } from "@/test/simulators/simulator";
import { REQUEST_TOKEN, simulatedKite } from "@/test/simulators/zerodha-kite";
import { connector } from "./connector";
import { login } from "./login";

itConforms(simulatedKite);

describe("the daily login to Zerodha", () => {
  let kite: RunningBroker;
  beforeAll(async () => {
    kite = await simulatedKite.start();
  });
  afterAll(() => kite.close());

  const { apiKey = "", apiSecret = "" } = { apiKey: "kitesimulated0001", apiSecret: "s1mulat3ds3cr3tofanappatzerodha0" };
  const linkWith = (secrets: Record<string, string>) => openFor(connector, { endpoints: kite.endpoints, secrets }).link;

  it("sends the person to Zerodha, and has what belongs to this login sent back with them", async () => {
    const { address, secrets } = await login.begin(
      linkWith({ apiKey, apiSecret }),
      "https://folio.example/link/callback?state=a%2Fb",
      "a/b",
    );
    expect(address.startsWith(`${kite.endpoints.login}?v=3&api_key=${apiKey}&`)).toBe(true);
    expect([address.includes(apiSecret), secrets]).toEqual([false, {}]);
    const page = await fetch(address, { redirect: "manual" });
    const back = new URL(page.headers.get("location") ?? "");
    expect([back.pathname, back.searchParams.get("state")]).toEqual(["/link/callback", "a/b"]);
    expect(await login.finish(linkWith({ apiKey, apiSecret }), back.searchParams)).toHaveProperty("accessToken");
  });

  it("ends in a session until six in the morning in India", async () => {
    const link = { ...linkWith({ apiKey, apiSecret }), now: () => Date.parse("2026-11-24T09:00:00Z") };
    const secrets = await login.finish(link, new URLSearchParams({ status: "success", request_token: REQUEST_TOKEN }));
    expect(secrets.accessTokenEnds).toBe("2026-11-25T00:30:00.000Z");
    const facts = await connector.test(linkWith({ apiKey, apiSecret, ...secrets, accessTokenEnds: "2099-01-01T00:30:00.000Z" }));
    expect([facts.mayTrade, facts.mayWithdraw, facts.expiresAt]).toEqual([true, false, "2099-01-01T00:30:00.000Z"]);
  });

  it.each([
    [{ status: "cancelled" }, apiSecret],
    [{ status: "success", request_token: "another" }, apiSecret],
    [{ status: "success", request_token: REQUEST_TOKEN }, "n0tth3s3cr3tofth1sapp"],
  ])("that went wrong (%j) asks to log in again", async (answer, secret) => {
    const answered = login.finish(linkWith({ apiKey, apiSecret: secret }), new URLSearchParams(answer));
    await expect(answered).rejects.toMatchObject({ name: "BrokerProblem", kind: "sign-in" });
  });

  it("is asked for, and Zerodha isn't, once its day is over", async () => {
    kite.requests.length = 0;
    const asked = connector.test(linkWith({ ...kite.secrets, accessTokenEnds: "2026-11-24T00:30:00.000Z" }));
    await expect(asked).rejects.toMatchObject({ kind: "sign-in", message: "Zerodha asks you to log in every day." });
    expect(kite.requests).toEqual([]);
  });
});

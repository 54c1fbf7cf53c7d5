import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itConforms, openFor } from "@/test/simulators/conformance";
import type { RunningBroker } from "@/test/simulators/simulator";
import { simulatedSnaptrade } from "@/test/simulators/snaptrade";
import { allowedHosts, permission } from "../link/guard";
import { connector } from "./connector";
import { login } from "./login";
import { snaptrade as manifest } from "./manifest";

itConforms(simulatedSnaptrade);

describe("connecting a broker at SnapTrade", () => {
  let snaptrade: RunningBroker;
  beforeAll(async () => {
    snaptrade = await simulatedSnaptrade.start();
  });
  afterAll(() => snaptrade.close());

  const RETURN_TO = "https://folio.example/link/callback?state=abc";
  const linkWith = (secrets: Readonly<Record<string, string>>) => openFor(connector, { endpoints: snaptrade.endpoints, secrets }).link;
  const fields = () => {
    const { keyKind = "", clientId = "", consumerKey = "" } = snaptrade.secrets;
    return { keyKind, clientId, consumerKey };
  };
  const behave = (behaviour: "well" | "expired") => {
    snaptrade.behave(behaviour);
    snaptrade.requests.length = 0;
  };

  it("makes a user for an app's key, and seals its secret", async () => {
    behave("well");
    const begun = await login.begin(linkWith(fields()), RETURN_TO, "abc");
    const back = await fetch(begun.address, { redirect: "manual" });
    expect(back.headers.get("location")).toBe(`${RETURN_TO}&status=SUCCESS`);
    expect(begun.secrets).toEqual({ userId: snaptrade.secrets.userId, userSecret: snaptrade.secrets.userSecret });
    expect(snaptrade.requests).toEqual(["POST /snapTrade/registerUser", "GET /authorizations", "POST /snapTrade/login", "GET /portal"]);
    expect(await login.finish(linkWith({ ...fields(), ...begun.secrets }), new URLSearchParams())).toEqual(begun.secrets);
  });

  it("keeps the user when somebody signs in again, and mends the connection that is switched off", async () => {
    behave("expired");
    const { address } = await login.begin(linkWith(snaptrade.secrets), RETURN_TO, "abc");
    expect(new URL(address).searchParams.get("reconnect")).toBe("87b24961-b51e-4db8-9226-f198f6518a89");
    expect(snaptrade.requests).not.toContain("POST /snapTrade/registerUser");
  });

  it("makes another user when SnapTrade knows the one before no more", async () => {
    behave("well");
    const begun = await login.begin(linkWith({ ...snaptrade.secrets, userSecret: "of a user who was deleted" }), RETURN_TO, "abc");
    expect(begun.secrets.userSecret).toBe(snaptrade.secrets.userSecret);
  });

  it("happens on SnapTrade's own pages", () => {
    expect(permission(new URL("https://app.snaptrade.com/snapTrade/redeemToken?token=1"), allowedHosts(manifest, {}))).toBe("published");
  });

  it("has failed when there is no connection that works", async () => {
    behave("expired");
    const finished = login.finish(linkWith(snaptrade.secrets), new URLSearchParams({ status: "SUCCESS" }));
    await expect(finished).rejects.toMatchObject({ kind: "sign-in", message: "No broker was connected." });
  });

  it("names the broker that asks to sign in again", async () => {
    behave("expired");
    await expect(connector.test(linkWith(snaptrade.secrets))).rejects.toMatchObject({ message: expect.stringContaining("Birch asks you") });
  });

  it("tells of no user with a personal key, which is one", async () => {
    behave("well");
    const sent: URL[] = [];
    const link = linkWith({ ...fields(), keyKind: "personal" });
    const watched: typeof fetch = async (input, init) => {
      sent.push(new URL(new Request(input, init).url));
      return new Response("{}", { status: 401 });
    };
    await expect(login.begin({ ...link, fetch: watched }, RETURN_TO, "abc")).rejects.toMatchObject({ kind: "sign-in" });
    expect([...(sent[0]?.searchParams.keys() ?? [])]).toEqual(["clientId", "timestamp"]);
  });
});

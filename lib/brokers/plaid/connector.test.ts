import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itConforms, openFor } from "@/test/simulators/conformance";
import { simulatedPlaid, startPlaid } from "@/test/simulators/plaid";
import { allowedHosts, permission } from "../link/guard";
import { connector } from "./connector";
import { login } from "./login";
import { plaid as manifest } from "./manifest";
import { codeProblem } from "./problems";

itConforms(simulatedPlaid);

describe("signing in on Plaid's pages", () => {
  let plaid: Awaited<ReturnType<typeof startPlaid>>;
  beforeAll(async () => {
    plaid = await startPlaid();
  });
  afterAll(() => plaid.close());

  const RETURN_TO = "https://folio.example/link/callback?state=abc";
  const linkWith = (secrets: Readonly<Record<string, string>>) => openFor(connector, { endpoints: plaid.endpoints, secrets }).link;
  const fields = () => {
    const { environment = "", country = "", clientId = "", secret = "" } = plaid.secrets;
    return { environment, country, clientId, secret };
  };
  const start = (behaviour: "well" | "expired", isCompleted = true) => {
    plaid.behave(behaviour);
    plaid.complete(isCompleted);
  };

  it("comes back to where it is told, and ends in a token for what was connected", async () => {
    start("well");
    const { address, secrets } = await login.begin(linkWith(fields()), RETURN_TO, "abc");
    expect(Object.keys(secrets)).toEqual(["linkToken"]);
    const page = await fetch(address, { redirect: "manual" });
    expect(page.headers.get("location")).toBe(RETURN_TO);
    const { accessToken, itemId } = plaid.secrets;
    expect(await login.finish(linkWith({ ...fields(), ...secrets }), new URLSearchParams())).toEqual({ accessToken, itemId });
  });

  it("again keeps the token, and so the accounts, of what was connected before", async () => {
    start("well");
    const { secrets } = await login.begin(linkWith(plaid.secrets), RETURN_TO, "abc");
    const { accessToken, itemId } = plaid.secrets;
    expect(secrets).toMatchObject({ accessToken, itemId });
    expect(await login.finish(linkWith({ ...fields(), ...secrets }), new URLSearchParams())).toEqual({ accessToken, itemId });
  });

  it("begins anew when what was connected is gone", async () => {
    start("well");
    const { secrets } = await login.begin(
      linkWith({ ...plaid.secrets, accessToken: "access-sandbox-of-something-gone" }),
      RETURN_TO,
      "abc",
    );
    expect(Object.keys(secrets)).toEqual(["linkToken"]);
  });

  it("happens on Plaid's own pages", () => {
    expect(permission(new URL("https://secure.plaid.com/hl/lp1"), allowedHosts(manifest, {}))).toBe("published");
  });

  it("has failed when the pages were left, or the bank still wants a sign-in", async () => {
    start("well", false);
    const { secrets } = await login.begin(linkWith(fields()), RETURN_TO, "abc");
    const left = login.finish(linkWith({ ...fields(), ...secrets }), new URLSearchParams());
    await expect(left).rejects.toMatchObject({ kind: "sign-in", message: "No bank or broker was connected." });
    start("expired");
    const again = await login.begin(linkWith(plaid.secrets), RETURN_TO, "abc");
    const finished = login.finish(linkWith({ ...fields(), ...again.secrets }), new URLSearchParams());
    await expect(finished).rejects.toMatchObject({ kind: "sign-in", message: "Your bank or broker asks you to sign in again." });
  });

  it("asks Plaid nothing before anything is connected", async () => {
    start("well");
    plaid.requests.length = 0;
    await expect(connector.test(linkWith(fields()))).rejects.toMatchObject({ kind: "sign-in" });
    expect(plaid.requests).toEqual([]);
  });
});

it.each([
  ["ITEM_LOGIN_REQUIRED", "sign-in"],
  ["INVALID_ACCESS_TOKEN", "sign-in"],
  ["INVALID_API_KEYS", "sign-in"],
  ["PRODUCT_NOT_READY", "preparing"],
  ["NO_INVESTMENT_ACCOUNTS", "permission"],
  ["PRODUCT_NOT_ENABLED", "permission"],
])("Plaid's %s is a problem of the kind %s", (code, kind) => {
  expect(codeProblem(code)?.kind).toBe(kind);
});

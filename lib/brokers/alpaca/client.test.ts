import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { simulatedAlpaca } from "@/test/simulators/alpaca";
import type { RunningBroker } from "@/test/simulators/simulator";
import { openLink } from "../link/open";
import { connector } from "./connector";
import { alpaca } from "./manifest";

let running: RunningBroker;
beforeAll(async () => {
  running = await simulatedAlpaca.start();
});
afterAll(() => running.close());
beforeEach(() => {
  running.behave("well");
  running.requests.length = 0;
});
afterEach(() => vi.unstubAllEnvs());

const linkWith = (secrets: Record<string, string>) =>
  openLink({ manifest: alpaca, secrets, signal: AbortSignal.timeout(20_000), instead: running.endpoints, wait: async () => {} });

/** As an operator may have them for a program of their own: they open the simulated account. */
function operatorHasKeys() {
  vi.stubEnv("APCA_API_KEY_ID", running.secrets.keyId);
  vi.stubEnv("APCA_API_SECRET_KEY", running.secrets.secretKey);
  vi.stubEnv("APCA_API_OAUTH_TOKEN", "token-of-the-operator");
}

it.each([
  ["the key", { keyId: "" }],
  ["the secret", { secretKey: "" }],
  ["both", { keyId: "", secretKey: "" }],
  ["the environment", { environment: "" }],
])("a person who left out %s never comes in by the operator's keys: nothing is sent", async (_what, left) => {
  operatorHasKeys();
  await expect(connector.test(linkWith({ ...running.secrets, ...left }))).rejects.toMatchObject({ kind: "setup" });
  expect(running.requests).toEqual([]);
});

it("a person whose key is wrong is refused, though the operator's would be right", async () => {
  operatorHasKeys();
  const wrong = linkWith({ ...running.secrets, keyId: "PKWRONG0000000000001" });
  await expect(connector.test(wrong)).rejects.toMatchObject({ kind: "sign-in" });
});

it("a person's own key is what is sent, and no token of the operator's", async () => {
  operatorHasKeys();
  await expect(connector.test(linkWith(running.secrets))).resolves.toMatchObject({ mayTrade: true });
});

it("a broker that is out of order is asked once: the library doesn't try again by its own rules", async () => {
  running.behave("out-of-order");
  await expect(connector.test(linkWith(running.secrets))).rejects.toMatchObject({ kind: "away" });
  expect(running.requests).toHaveLength(1);
});

it("a key of another account brings nothing into this one", async () => {
  const pages = connector.holdings(linkWith(running.secrets), { id: "another", name: "PA3ANOTHER" });
  await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    kind: "setup",
    message: "The key opens the account PA3SIMULATED, and this one is PA3ANOTHER.",
  });
});

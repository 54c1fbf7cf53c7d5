import { describe, expect, it } from "vitest";
import { simulatedBinance } from "@/test/simulators/binance";
import { simulatedBitvavo } from "@/test/simulators/bitvavo";
import { simulatedCoinbase, simulatedCoinbaseWith } from "@/test/simulators/coinbase";
import { simulatedKraken } from "@/test/simulators/kraken";
import { credentialInputName, credentialsSchema } from "../manifest";
import { brokerManifest } from "../registry";

const manifestOf = (code: string) => {
  const manifest = brokerManifest(code);
  if (!manifest) throw new Error(`${code} has no manifest`);
  return manifest;
};

/** What the form makes of what was typed. */
function typed(code: string, values: Readonly<Record<string, string>>) {
  const manifest = manifestOf(code);
  const form = Object.fromEntries(manifest.fields.map((field) => [credentialInputName(field), values[field.name] ?? ""]));
  return credentialsSchema(manifest, { blankKeeps: false }).safeParse(form);
}

describe("the fields of an exchange", () => {
  it.each([
    ["Binance", simulatedBinance],
    ["Bitvavo", simulatedBitvavo],
    ["Coinbase with a key on one line", simulatedCoinbase],
    ["Coinbase with a newer key", simulatedCoinbaseWith("Ed25519")],
    ["Kraken", simulatedKraken],
  ])("take keys as the exchange shows them: %s", async (_name, broker) => {
    const running = await broker.start();
    await running.close();
    expect(typed(broker.code, running.secrets)).toMatchObject({ success: true, data: running.secrets });
  });

  it("take a key of Coinbase's over several lines too", async () => {
    const running = await simulatedCoinbase.start();
    await running.close();
    const secret = `${running.secrets.secret?.replaceAll("\\n", "\n")}`;
    expect(typed("coinbase", { ...running.secrets, secret })).toMatchObject({ success: true, data: { secret: secret.trim() } });
  });

  it("refuse what can be no key, in words", () => {
    const found = typed("coinbase", { key: "my key", secret: "-----BEGIN PUBLIC KEY-----" });
    expect(found.error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining("organizations/"),
      expect.stringContaining("BEGIN EC PRIVATE KEY"),
    ]);
  });

  it("leave out what nobody has to say", () => {
    const [key, secret] = ["a".repeat(64), "b".repeat(64)];
    expect(typed("binance", { key, secret })).toMatchObject({ success: true, data: { key, secret } });
    expect(typed("binance", { key, secret, markets: "DOGEUSDT, SHIBUSDT" }).success).toBe(true);
  });
});

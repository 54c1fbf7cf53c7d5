import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CredentialKey, parseCredentialKeys } from "./keys";
import { describe as describeSealed, open, seal } from "./seal";

const key = (id: string, fill: number): CredentialKey => ({ id, secret: new Uint8Array(32).fill(fill) });
const keys = [key("k2", 2), key("k1", 1)] as const;
const secrets = { token: "123456789012345678901234", queryId: "987654" };

describe("a sealed credential", () => {
  it("opens for the account it was sealed for", async () => {
    expect(await open(7n, await seal(7n, secrets, keys), keys)).toEqual({ ok: true, secrets });
  });

  it("is a JWE under the newest key that shows no value", async () => {
    const sealed = await seal(7n, secrets, keys);
    expect(describeSealed(sealed)).toEqual({ keyId: "k2", hints: { token: "••••1234", queryId: "••••" } });
    expect(JSON.stringify(sealed) + Buffer.from(sealed.protected, "base64url").toString()).not.toMatch(/12345678|987654/);
  });

  it("does not open when it is copied to another account", async () => {
    expect(await open(8n, await seal(7n, secrets, keys), keys)).toEqual({ ok: false, reason: "tampered" });
  });

  it("does not open when a stored aad tries to speak for the other account", async () => {
    const sealed = await seal(7n, secrets, keys);
    const aad = Buffer.from("truefolio:broker_account:7").toString("base64url");
    expect(await open(8n, { ...sealed, aad }, keys)).toEqual({ ok: false, reason: "tampered" });
  });

  it("opens under an older key as long as that is configured, and says so when it isn't", async () => {
    const old = await seal(7n, secrets, [keys[1]]);
    expect(await open(7n, old, keys)).toMatchObject({ ok: true });
    expect(await open(7n, old, [keys[0]])).toEqual({ ok: false, reason: "unknown_key" });
  });

  it("never opens with any single character of it changed", async () => {
    const sealed = await seal(7n, secrets, keys);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("protected", "encrypted_key", "iv", "ciphertext", "tag" as const), fc.nat(), async (part, at) => {
        const text = sealed[part as keyof typeof sealed];
        // The last character of base64url may hold bits that mean nothing.
        const index = at % (text.length - 1);
        const changed = text.slice(0, index) + (text[index] === "A" ? "B" : "A") + text.slice(index + 1);
        expect((await open(7n, { ...sealed, [part]: changed }, keys)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("answers anything that is no credential with a reason instead of an exception", async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        expect((await open(7n, value, keys)).ok).toBe(false);
      }),
    );
  });
});

describe("CREDENTIAL_KEYS", () => {
  const encoded = Buffer.alloc(32, 5).toString("base64");

  it("is read newest first", () => {
    expect(parseCredentialKeys(`b:${encoded}, a:${encoded}`).map((each) => each.id)).toEqual(["b", "a"]);
  });

  it.each(["", "a", `a:${encoded},`, "a:AAAA", `:${encoded}`, `a:${encoded},a:${encoded}`])("refuses %j without repeating it", (text) => {
    expect(() => parseCredentialKeys(text)).toThrow(/CREDENTIAL_KEYS/);
  });
});

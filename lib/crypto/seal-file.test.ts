import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CredentialKey } from "./keys";
import { keyOfFile, openFile, sealFile } from "./seal-file";

const key = (id: string, fill: number): CredentialKey => ({ id, secret: new Uint8Array(32).fill(fill) });
const keys = [key("k2", 2), key("k1", 1)] as const;
const owner = { accountId: 7n, importId: 70n };
const bytes = new TextEncoder().encode("a file that says 271828182845904523536");
const text = (sealed: Uint8Array) => new TextDecoder().decode(sealed);

describe("a sealed file", () => {
  it("opens for the import it was sealed for, byte by byte", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (content) => {
        const opened = await openFile(owner, await sealFile(owner, content, keys), keys);
        expect(opened.ok && [...opened.bytes]).toEqual([...content]);
      }),
      { numRuns: 50 },
    );
  });

  it("is a compact JWE under the newest key that shows nothing of the file", async () => {
    const sealed = await sealFile(owner, bytes, keys);
    expect(text(sealed).split(".")).toHaveLength(5);
    expect(keyOfFile(sealed)).toBe("k2");
    const decoded = text(sealed)
      .split(".")
      .map((part) => Buffer.from(part, "base64url").toString("latin1"));
    expect(decoded.join("")).not.toContain("2718281828");
  });

  it.each([
    ["another import", { accountId: 7n, importId: 71n }],
    ["another account", { accountId: 8n, importId: 70n }],
    ["ids that read alike", { accountId: 77n, importId: 0n }],
  ])("does not open when it is moved to %s", async (_what, elsewhere) => {
    expect(await openFile(elsewhere, await sealFile(owner, bytes, keys), keys)).toMatchObject({ ok: false, reason: "tampered" });
  });

  it("does not open with another's binding written into its header", async () => {
    const [, ...rest] = text(await sealFile(owner, bytes, keys)).split(".");
    const header = { alg: "A256GCMKW", enc: "A256GCM", kid: "k2", file: "truefolio:import_file:7:71" };
    const forged = [Buffer.from(JSON.stringify(header)).toString("base64url"), ...rest].join(".");
    expect(await openFile({ accountId: 7n, importId: 71n }, new TextEncoder().encode(forged), keys)).toMatchObject({ ok: false });
  });

  it("opens under an older key as long as that is configured, and names the key when it isn't", async () => {
    const old = await sealFile(owner, bytes, [keys[1]]);
    expect(await openFile(owner, old, keys)).toMatchObject({ ok: true });
    expect(await openFile(owner, old, [keys[0]])).toEqual({ ok: false, reason: "unknown_key", keyId: "k1" });
  });

  it("never opens with any single bit of it changed", async () => {
    const sealed = await sealFile(owner, bytes, keys);
    const parts = text(sealed).split(".");
    // The last character of base64url may hold bits that mean nothing.
    const ends = parts.map((_, index) => parts.slice(0, index + 1).join(".").length - 1);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        if (ends.includes(at)) return;
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect((await openFile(owner, changed, keys)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("answers anything that is no sealed file with a reason instead of an exception", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (content) => {
        expect(keyOfFile(content)).toBeNull();
        expect((await openFile(owner, content, keys)).ok).toBe(false);
      }),
    );
  });
});

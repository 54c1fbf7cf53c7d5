import { expect, it } from "vitest";
import { keyOfUserSecret, openUserSecret, sealUserSecret } from "./seal-user-secret";

const key = (id: string) => ({ id, secret: new Uint8Array(32).fill(id.length) });
const [old, young] = [key("k1"), key("young")] as const;

it("a person's secret opens for them, under any key that is here, and says which", async () => {
  const sealed = await sealUserSecret("totp", 7n, "JBSWY3DPEHPK3PXP", [old]);
  expect(await openUserSecret("totp", 7n, sealed, [young, old])).toBe("JBSWY3DPEHPK3PXP");
  expect(keyOfUserSecret(sealed)).toBe("k1");
  expect(sealed).not.toContain("3PXP");
  expect(Buffer.from(sealed.split(".")[0] ?? "", "base64url").toString()).not.toMatch(/PXP/);
});

it("it doesn't open for another person, changed by one character, without its key, or when it is none", async () => {
  const sealed = await sealUserSecret("totp", 7n, "JBSWY3DPEHPK3PXP", [old]);
  const at = sealed.lastIndexOf(".") - 3;
  const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
  expect(await openUserSecret("totp", 8n, sealed, [old])).toBeNull();
  expect(await openUserSecret("totp", 7n, changed, [old])).toBeNull();
  expect(await openUserSecret("totp", 7n, sealed, [young])).toBeNull();
  expect(await openUserSecret("totp", 7n, "no JWE at all", [old])).toBeNull();
});

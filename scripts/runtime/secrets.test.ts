import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCredentialKeys, openSecrets } from "./secrets";

let dataDir: string;
let path: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "truefolio-secrets-"));
  path = join(dataDir, "secrets.json");
});
afterEach(() => rm(dataDir, { recursive: true }));

describe("the secrets of a data folder", () => {
  it("are made on the first start, each its own, for their owner alone", async () => {
    const { nextAuthSecret, superuserPassword, ownerPassword, appPassword, queuePassword } = await openSecrets(dataDir);
    const made = [nextAuthSecret, superuserPassword, ownerPassword, appPassword, queuePassword];
    expect(new Set(made).size).toBe(5);
    for (const secret of made) expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(["secrets.json"]);
  });

  it("stay the same from then on", async () => {
    expect(await openSecrets(dataDir)).toEqual(await openSecrets(dataDir));
  });

  it("are the same for two that start at once", async () => {
    const [first, second] = await Promise.all([openSecrets(dataDir), openSecrets(dataDir)]);
    expect(first).toEqual(second);
  });

  it("come from the environment where it has them, and are not written down", async () => {
    const secrets = await openSecrets(dataDir, { NEXTAUTH_SECRET: "from outside", CREDENTIAL_KEYS: "k9:from outside" });
    expect(secrets).toMatchObject({ nextAuthSecret: "from outside", credentialKeys: "k9:from outside" });
    expect(await readFile(path, "utf8")).not.toContain("from outside");
  });

  it("have no sealing keys until they are asked for, since the database may hold rows sealed with lost ones", async () => {
    expect((await openSecrets(dataDir)).credentialKeys).toBeNull();
    const keys = await createCredentialKeys(dataDir);
    expect(keys).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
    expect((await openSecrets(dataDir)).credentialKeys).toBe(keys);
  });

  it("are closed again when somebody opened the file to others", async () => {
    await openSecrets(dataDir);
    await chmod(path, 0o644);
    await openSecrets(dataDir);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("are completed, and what else the file holds is kept", async () => {
    await writeFile(path, JSON.stringify({ NEXTAUTH_SECRET: "kept", NOTE: "mine" }));
    expect((await openSecrets(dataDir)).nextAuthSecret).toBe("kept");
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
      NEXTAUTH_SECRET: "kept",
      NOTE: "mine",
      POSTGRES_PASSWORD: expect.any(String),
    });
  });

  it("are never made anew over a damaged file", async () => {
    await writeFile(path, "{ half");
    await expect(openSecrets(dataDir)).rejects.toThrow("is damaged");
    expect(await readFile(path, "utf8")).toBe("{ half");
  });
});

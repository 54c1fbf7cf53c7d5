import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { credentialKeys } from "./keys";

const directory = mkdtempSync(join(tmpdir(), "truefolio-keys-"));
const path = join(directory, "secrets.json");
const encoded = (fill: number) => Buffer.alloc(32, fill).toString("base64");
let version = 0;

/** As scripts/runtime/secrets.ts does: the file is there as a whole at every moment. */
function write(keys: string): void {
  writeFileSync(`${path}.new`, JSON.stringify({ CREDENTIAL_KEYS: keys, NEXTAUTH_SECRET: "another one" }));
  version += 1;
  utimesSync(`${path}.new`, version, version);
  renameSync(`${path}.new`, path);
}

// Before lib/env reads them, which it does at the first question.
Object.assign(process.env, {
  APP_DATABASE_URL: "postgres://nobody@127.0.0.1/nothing",
  NEXTAUTH_SECRET: "a secret for this test",
  NEXTAUTH_URL: "http://localhost:3000",
  CREDENTIAL_KEYS: `k1:${encoded(1)}`,
  CREDENTIAL_KEYS_FILE: path,
});
write(`k1:${encoded(1)}`);
afterAll(() => rmSync(directory, { recursive: true }));

describe("the keys that Truefolio has made itself", () => {
  it("are taken up anew while it runs, when there is a newer one", () => {
    expect(credentialKeys().map(({ id }) => id)).toEqual(["k1"]);
    write(`k2:${encoded(2)},k1:${encoded(1)}`);
    expect(credentialKeys().map(({ id }) => id)).toEqual(["k2", "k1"]);
  });

  it("are not read again as long as the file is the same", () => {
    expect(credentialKeys()).toBe(credentialKeys());
  });
});

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { noSecrets } from "@/scripts/checks/secrets";
import { noTraces } from "@/scripts/checks/traces";

const secrets = (line: string, path = "lib/a.ts") => noSecrets([{ path, text: `first line\n${line}\n` }]);
const traces = (line: string) => noTraces("/srv/checkouts/truefolio")([{ path: "docs/a.md", text: line }]);
/** Put together here, so that this file doesn't hold what it looks for. */
const glue = (...parts: string[]) => parts.join("");

describe("the search for secrets", () => {
  it.each([
    ["a private key", glue("-----BEGIN RSA ", "PRIVATE KEY-----")],
    ["a token", glue("eyJ", "hbGciOiJkaXIi", ".", "eyJzdWIiOiIxIn0abc", ".", "c2lnbmF0dXJlMQ")],
    ["a cloud's key", glue("AKIA", "ABCDEFGHIJKLMNOP")],
    ["a code host's token", glue("ghp_", "a1".repeat(18))],
    ["a key of 32 random bytes", createHash("sha256").update("one of many").digest("base64")],
  ])("finds %s and names its line", (_, secret) => {
    expect(secrets(`const key = "${secret}";`)).toEqual([expect.objectContaining({ path: "lib/a.ts:2" })]);
  });

  it("finds all but one in a thousand random keys", () => {
    const keys = Array.from({ length: 1000 }, (_, index) => createHash("sha256").update(String(index)).digest("base64url"));
    // That one happens to have no digit, like a long name.
    expect(keys.filter((key) => secrets(key).length === 0)).toHaveLength(1);
  });

  it.each([
    'import { somethingQuiteLong } from "@/components/transactions/transaction-table-with-a-long-name-42";',
    "https://www.example.org/a/very/long/path/to/some/page/that/nobody/Reads/2025",
    "0123456789012345678901234567890123456789012345678901234567890123456789",
    'const USERS_ACCOUNTS_AND_THEIR_PORTFOLIOS_IN_ONE_LONG_Constant_2 = "x";',
    "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1 15v-4H7l5-6v4h4l-5 6z",
  ])("lets %s be", (line) => expect(secrets(line)).toEqual([]));

  it("knows that checksums of packages are public", () => {
    const checksum = `"integrity": "sha512-${createHash("sha512").update("x").digest("base64")}"`;
    expect(secrets(checksum, "package-lock.json")).toEqual([]);
    expect(secrets(checksum)).toHaveLength(1);
  });
});

describe("the search for traces", () => {
  it.each([
    glue("https://registry.", "example.com/left-pad"),
    glue('"resolved": ', '"https://packages.example.com/a.tgz"'),
    glue("see /", "home/ada/truefolio"),
    glue('open("/', 'tmp/out.csv")'),
    "cd /srv/checkouts/truefolio && npm test",
  ])("finds %s", (line) => expect(traces(line)).toHaveLength(1));

  it.each([
    "app/(app)/home/page.tsx",
    "https://example.org/home/ada",
    "lib/work/orders.ts",
    "components/tmp/x",
    "the user's home folder",
    "/accounts/7/transactions",
  ])("lets %s be", (line) => expect(traces(line)).toEqual([]));
});

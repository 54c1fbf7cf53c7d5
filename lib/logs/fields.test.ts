import { describe, expect, it } from "vitest";
import { allowed, errorFields } from "./fields";

const PASSWORD = "correct horse battery";
const TOKEN = btoa("a token that was planted here");
const KEY = "EKAPLANTEDKEY1234567890";

describe("what of an error reaches the log", () => {
  it("is its class, its code and where it happened, never what it says", () => {
    const error = Object.assign(new TypeError(`no ${PASSWORD}\n    at ${TOKEN} (${KEY}:1:2)`), { code: "ECONNREFUSED", key: KEY });
    const told = allowed(errorFields(error));
    expect(told).toMatchObject({ name: "TypeError", code: "ECONNREFUSED" });
    expect(String(told.frames)).toContain("fields.test.ts");
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${PASSWORD}|${TOKEN}|${KEY}`));
  });

  it("is nothing of a stack whose message was changed afterwards", () => {
    const error = new Error(`first ${PASSWORD}\n    at ${TOKEN} (${KEY}:1:2)`);
    // It is put together when it is first looked at.
    expect(error.stack).toContain(PASSWORD);
    error.message = "second";
    expect(allowed(errorFields(error))).toEqual({ name: "Error", frames: [] });
  });

  it("isn't what somebody put in the place of a name, a code or a digest", () => {
    const error = Object.assign(new Error("no"), { code: KEY, name: `${TOKEN}1` });
    expect(allowed({ ...errorFields(error), frames: [], reference: TOKEN })).toEqual({ frames: [] });
    expect(allowed(errorFields(PASSWORD))).toEqual({ name: "NotAnError" });
  });

  it.each(["ECONNRESET", "E2BIG", "ERR_INVALID_URL", "UND_ERR_CONNECT_TIMEOUT", "P2028", "57P01", "23505"])("keeps the code %s", (code) => {
    expect(allowed({ code })).toEqual({ code });
  });
});

it("a field that nobody has thought of doesn't pass, and neither does a text in the place of a number", () => {
  const fields = { password: PASSWORD, cookie: TOKEN, authorization: TOKEN, ms: PASSWORD, count: 3, status: 200, state: KEY };
  expect(allowed(fields)).toEqual({ count: 3, status: 200 });
});

it("an address passes as its pattern only", () => {
  expect(allowed({ route: "/accounts/[id]/import/[importId]" })).toEqual({ route: "/accounts/[id]/import/[importId]" });
  expect(allowed({ route: `/reset-password?token=${TOKEN}` })).toEqual({});
});

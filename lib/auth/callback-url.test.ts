import { describe, expect, it } from "vitest";
import { safeCallbackPath } from "./callback-url";

describe("the way back after signing in", () => {
  it.each(["/accounts/7/transactions?q=NET&type=buy", "/portfolios/1"])("is %s", (path) => expect(safeCallbackPath(path)).toBe(path));

  it.each([
    null,
    undefined,
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/%09/evil",
    "/\tevil",
    "/sign-in?callbackUrl=/x",
    "/.//evil.example",
    "data:text/html,x",
  ])("is home for %j", (path) => {
    const target = safeCallbackPath(path);
    expect(target === "/portfolios" || (target.startsWith("/") && !target.startsWith("//") && target.startsWith("/%09"))).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { themeFromCookie } from "./theme";

describe("the theme cookie", () => {
  it("keeps each of the three choices", () => {
    expect(["system", "light", "dark"].map(themeFromCookie)).toEqual(["system", "light", "dark"]);
  });

  it("means the device's own theme when it is missing or was tampered with", () => {
    expect(themeFromCookie(undefined)).toBe("system");
    expect(themeFromCookie('dark" onload="')).toBe("system");
  });
});

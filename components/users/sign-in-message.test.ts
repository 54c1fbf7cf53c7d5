import { describe, expect, it } from "vitest";
import { signInMessage } from "./sign-in-message";

describe("what a refused sign-in says", () => {
  it("does not tell whether the address or the password was wrong", () => {
    expect(signInMessage("wrong")).toBe("E-mail or password is wrong.");
    expect(signInMessage("CredentialsSignin")).toBe("E-mail or password is wrong.");
  });

  it("names the minutes to wait, rounded up, never zero", () => {
    expect(signInMessage("wait:1")).toBe("Too many attempts. Wait 1 minute, then try again.");
    expect(signInMessage("wait:61")).toBe("Too many attempts. Wait 2 minutes, then try again.");
    expect(signInMessage("wait:0")).toBe("Too many attempts. Wait 1 minute, then try again.");
  });

  it("says that it isn't the person's fault while the database is away", () => {
    expect(signInMessage("away")).toContain("Try again soon");
  });

  it("says what to do when a code or a passkey doesn't fit, or nobody answers", () => {
    expect(signInMessage("wrongCode")).toMatch(/^That code doesn’t fit/);
    expect(signInMessage("passkey")).toContain("Sign in with your password");
    expect(signInMessage("unreachable")).toContain("Check your connection");
  });

  it("never repeats a code that somebody wrote into the address", () => {
    expect(signInMessage("<b>call this number</b>")).not.toContain("number");
    expect(signInMessage("wait:soon")).toMatch(/^Signing in did not work/);
  });
});

import { describe, expect, it } from "vitest";
import { isCommonPassword, passwordStrength } from "./common-passwords";
import { newPasswordSchema } from "./schema";

describe("the commonest passwords", () => {
  it.each([
    "password1234",
    "Password123!",
    "P@ssw0rd2024",
    "qwertyuiop12",
    "123456789012",
    "aaaaaaaaaaaa",
    "passwordpassword",
    "letmein12345",
    "abcabcabcabc",
    "iloveyou2024",
    "Welcome12345",
    "111122223333",
    "q1w2e3r4t5y6",
    "1q2w3e4r5t6y",
  ])("refuses %s", (password) => expect(isCommonPassword(password)).toBe(true));

  it.each(["plain green kettle on the moor", "vK9#tq2!LmZp", "zwölf Boxkämpfer jagen", "horse-teapot-cloud-nine", "my dog ate 3 shoes"])(
    "takes %s",
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
      expect(newPasswordSchema.safeParse(password).success).toBe(true);
    },
  );
});

describe("the strength hint", () => {
  it("grows with length and variety", () => {
    expect([passwordStrength(""), passwordStrength("password1234"), passwordStrength("plain green kettle on the moor")]).toEqual([0, 1, 4]);
  });
});

describe("a new password", () => {
  it("needs twelve characters and nothing else", () => {
    expect(newPasswordSchema.safeParse("only eleven").success).toBe(false);
    expect(newPasswordSchema.safeParse("twelve chars").success).toBe(true);
  });
});

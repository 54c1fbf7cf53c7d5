import { describe, expect, it } from "vitest";
import { readPlainNumber } from "./number-text";

describe("numbers of a Flex statement", () => {
  it.each([
    ["-1356.75", "-1356.75"],
    ["-0", "0"],
    ["+12.50", "12.5"],
    ["1.2E-5", "0.000012"],
    ["-1.25e3", "-1250"],
    ["5E+2", "500"],
    [".5e1", "5"],
    ["1e-30", `0.${"0".repeat(29)}1`],
    ["21,792.73", "21792.73"],
    ["-1,234,567", "-1234567"],
    ["1,234.5", "1234.5"],
  ])("reads %s as exactly %s", (text, value) => {
    expect(readPlainNumber(text)).toBe(value);
  });

  it.each([
    "NaN",
    "Infinity",
    "1e999",
    "1e31",
    "0x10",
    "1,234",
    "1,23.4",
    "12,34,567.8",
    "1.234,5",
    "e5",
    ".e5",
    "１２",
    "",
    "1 000",
    "--",
    `1${"0".repeat(200)}`,
  ])("does not guess at %j", (text) => {
    expect(readPlainNumber(text)).toBeNull();
  });
});

import { expect, it } from "vitest";
import { describeSamples, readSample } from "@/test/samples";
import { FormatError, type FormatItem } from "../types";
import { ofx } from "./index";

function read(name: string): FormatItem[] {
  return [...ofx.parse(readSample(`ofx/${name}`))];
}

function kinds(name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of read(name)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

describeSamples("statements of real institutions", () => {
  it.each([
    ["bad-date_missing.ofx", { statement: 1, refused: 3, snapshot: 1, holding: 1 }],
    ["bad-decimal_error.ofx", { statement: 1, refused: 1, snapshot: 1, holding: 1 }],
    ["bad-empty_balance.ofx", { statement: 1, transaction: 1, skipped: 1 }],
    ["checking.ofx", { statement: 1, transaction: 3, snapshot: 1, holding: 1 }],
    ["investment_401k.ofx", { statement: 1, transaction: 3, snapshot: 1, holding: 2, skipped: 1 }],
    ["investment_medium.ofx", { statement: 1, transaction: 3, snapshot: 1, holding: 1 }],
    ["multiple_accounts.ofx", { statement: 2, snapshot: 2, holding: 2 }],
    ["ofx-v102-empty-tags.ofx", { statement: 1, transaction: 1, skipped: 1 }],
    ["tiaacref.ofx", { statement: 1, transaction: 1, snapshot: 1, holding: 7 }],
    ["vanguard.ofx", { statement: 1, transaction: 1, snapshot: 1, holding: 2 }],
  ])("%s is read row by row", (name, counts) => {
    expect(kinds(name)).toEqual(counts);
  });

  it.each([
    ["signon_fail.ofx", "password was incorrect"],
    ["error_message.ofx", "General Server Error"],
  ])("%s is refused with its message", (name, message) => {
    expect(() => read(name)).toThrow(FormatError);
    expect(() => read(name)).toThrow(message);
  });
});

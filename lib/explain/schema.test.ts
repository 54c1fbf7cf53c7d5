import { describe, expect, it } from "vitest";
import { NOW } from "@/lib/moment/schema";
import { explainHref } from "./address";
import { FIGURES, parseExplainRequest } from "./schema";

const requestAt = (href: string) => {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  return parseExplainRequest(pathname.split("/").at(-1) ?? "", Object.fromEntries(searchParams));
};

describe("the address of a derivation", () => {
  it("is read back as what it was made of, for every figure", () => {
    const subject = {
      account: "7",
      instrument: "isin:US0378331005:USD",
      currency: "USD",
      snapshot: "a b&c=d",
      earlier: "e",
      part: "fx",
      by: "tag",
      slice: "",
      from: "2025-01-01",
    } as const;
    const moment = { asOf: "2024-12-31", known: "2025-02-01T10:00:00.123456Z" };
    for (const figure of FIGURES) {
      expect(requestAt(explainHref(figure, subject, moment))).toEqual({ figure, ...subject, moment });
      expect(requestAt(explainHref(figure, { portfolio: "9" }))).toEqual({ figure, portfolio: "9", moment: NOW });
    }
  });

  it("is the same for the same request, however it was put together", () => {
    expect(explainHref("cash", { currency: "USD", account: "7" })).toBe(explainHref("cash", { account: "7", currency: "USD" }));
    expect(explainHref("cash", { account: "7", instrument: undefined })).toBe("/explain/cash?account=7");
  });

  it("of no figure is none, and what it says of nothing that can be is left out", () => {
    expect(parseExplainRequest("luck", {})).toBeNull();
    expect(parseExplainRequest("__proto__", {})).toBeNull();
    const odd = { account: "7; DROP", portfolio: "-1", currency: "dollars", transaction: "9".repeat(30), from: "yesterday", known: "then" };
    expect(parseExplainRequest("cash", odd)).toEqual({ figure: "cash", moment: NOW });
    expect(parseExplainRequest("cash", { account: ["7", "8"] })).toEqual({ figure: "cash", account: "7", moment: NOW });
  });
});

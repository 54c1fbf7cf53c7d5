import { expect, it } from "vitest";
import { add, round } from "@/lib/money/decimal";
import { describeSamples, readSample } from "@/test/samples";
import { ibkrActivity } from "./index";

describeSamples("a real transaction history", () => {
  it("ends in the position and the cash that it is known to end in", () => {
    const items = [...ibkrActivity.parse(readSample("csv/ibkr-activity.csv"))];
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(drafts).toHaveLength(12);
    expect(add(...drafts.filter(({ symbol }) => symbol === "CNX1").map(({ quantity }) => quantity))).toBe("2");
    expect(round(add(...drafts.map(({ meta }) => meta.netAmount)), 2)).toBe("3027.4");
  });
});

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { add, round } from "@/lib/money/decimal";
import { ibkrActivity } from "./index";

/** A real file, which is not part of the project: skipped, visibly, where it is absent. */
const SAMPLE = path.resolve("../shared/samples/csv/ibkr-activity.csv");

describe.skipIf(!existsSync(SAMPLE))("a real transaction history", () => {
  it("ends in the position and the cash that it is known to end in", () => {
    const items = [...ibkrActivity.parse(readFileSync(SAMPLE))];
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(drafts).toHaveLength(12);
    expect(add(...drafts.filter(({ symbol }) => symbol === "CNX1").map(({ quantity }) => quantity))).toBe("2");
    expect(round(add(...drafts.map(({ meta }) => meta.netAmount)), 2)).toBe("3027.4");
  });
});

import { expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { computed, notComputable, sumOf } from "./computed";

it("adds up as many numbers as a long ledger has lots", () => {
  expect(sumOf(Array.from({ length: 300_000 }, () => computed(decimal("0.1")))).amount).toBe("30000");
});

it("isn't computable as soon as one of them isn't, for the first one's reason", () => {
  expect(sumOf([computed(decimal("1")), notComputable("No price."), notComputable("No rate.")])).toEqual(notComputable("No price."));
});

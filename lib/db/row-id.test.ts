import { describe, expect, it } from "vitest";
import { parseRowId } from "./row-id";

describe("a row's id in an address", () => {
  it("is exact up to the largest bigint", () => expect(parseRowId("9223372036854775807")).toBe(9223372036854775807n));
  it.each(["", "0", "-1", "01", "1.0", "1e3", "9223372036854775808", "99999999999999999999", " 1", "1 ", "abc", "１"])(
    "is not %j",
    (text) => expect(parseRowId(text)).toBeNull(),
  );
});

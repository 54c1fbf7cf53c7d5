import { describe, expect, it } from "vitest";
import { counted, fileSize, nameLines } from "./wording";

describe("lines of a file", () => {
  it("are named one by one until that would be a list nobody reads", () => {
    expect(nameLines([4])).toBe("Line 4");
    expect(nameLines([4, 9])).toBe("Lines 4 and 9");
    expect(nameLines([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe("Lines 1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
    expect(nameLines([4, 9], 9_998)).toBe("Lines 4, 9 and 9,996 more");
  });
});

describe("a count", () => {
  it("has its noun in the right number", () => {
    expect(counted(1, "row")).toBe("1 row");
    expect(counted(0, "row")).toBe("0 rows");
    expect(counted(1204, "copy", "copies")).toBe("1,204 copies");
  });
});

describe("the size of a file", () => {
  it.each([
    [1, "1 byte"],
    [812, "812 bytes"],
    [4300, "4.2 kB"],
    [52_428_800, "50 MB"],
  ])("of %i bytes reads %s", (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});

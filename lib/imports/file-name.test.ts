import { describe, expect, it } from "vitest";
import { cleanFileName } from "./file-name";

describe("the name of an uploaded file", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ada\\june.xml", "june.xml"],
    ["ju\u0000ne\u202e.xml", "june.xml"],
    ["", "file"],
    ["/", "file"],
  ])("is shown of %j as %j: without folders, and without what can't be seen", (name, shown) => {
    expect(cleanFileName(name)).toBe(shown);
  });

  it("is cut when it is endless", () => {
    expect(cleanFileName("a".repeat(1_000_000))).toHaveLength(200);
  });
});

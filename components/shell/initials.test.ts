import { describe, expect, it } from "vitest";
import { initials } from "./initials";

describe("the initials of a person", () => {
  it("are those of the first and the last name", () => {
    expect(initials("Ada Lovelace")).toBe("AL");
    expect(initials("  maria   de la cruz ")).toBe("MC");
  });

  it("are one character for a single name, whatever it is written in", () => {
    expect(initials("李明")).toBe("李");
    expect(initials("😀 smile")).toBe("😀S");
    expect(initials("")).toBe("");
  });
});

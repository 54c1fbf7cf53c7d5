import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInstant } from "@/test/factories";
import { instantOf, wallTimeOf } from "./wall-time";

describe("a clock on the wall", () => {
  it("says the time of its zone", () => {
    expect(wallTimeOf("2025-02-01T10:00:00.000Z", "UTC")).toBe("2025-02-01T10:00:00");
    expect(wallTimeOf("2025-02-01T10:00:59.999Z", "America/New_York")).toBe("2025-02-01T05:00:59");
    expect(wallTimeOf("2025-02-01T10:00:00.000Z", "Pacific/Kiritimati")).toBe("2025-02-02T00:00:00");
  });

  it("tells an instant, with or without seconds", () => {
    expect(instantOf("2025-07-01T10:00", "Europe/Berlin")).toBe("2025-07-01T08:00:00.000Z");
    expect(instantOf("2025-01-01T10:00:30", "Europe/Berlin")).toBe("2025-01-01T09:00:30.000Z");
    expect(instantOf("2025-01-01T05:45", "Asia/Kathmandu")).toBe("2025-01-01T00:00:00.000Z");
  });

  it("tells some instant near a change of clocks: of a repeated hour the first, of a skipped one the time it would have been", () => {
    expect(instantOf("2025-10-26T02:30", "Europe/Berlin")).toBe("2025-10-26T00:30:00.000Z");
    expect(instantOf("2025-03-30T02:30", "Europe/Berlin")).toBe("2025-03-30T00:30:00.000Z");
  });

  it("tells nothing when it isn't a time", () => {
    for (const text of ["", "soon", "2025-13-01T00:00"]) expect(instantOf(text, "UTC")).toBeNull();
  });

  it("is read back as it was, in every zone", () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.constantFrom("UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe"),
        (at, zone) => {
          const wall = wallTimeOf(at, zone);
          expect(wallTimeOf(instantOf(wall, zone) ?? "", zone)).toBe(wall);
        },
      ),
    );
  });
});

import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { probe } from "./probe";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("looking at a file", () => {
  it("shows the beginning of a text, and its first rows as a table cut by its own delimiter", () => {
    expect(probe(bytes("Date;Amount\n2025-01-02;1,5\n"), "a.csv")).toEqual({
      fileName: "a.csv",
      head: "Date;Amount\n2025-01-02;1,5\n",
      signature: "Date;Amount\n2025-01-02;1,5\n",
      tables: [
        {
          sheet: "",
          rows: [
            ["Date", "Amount"],
            ["2025-01-02", "1,5"],
          ],
        },
      ],
    });
  });

  it.each([
    ["UTF-16 with a mark", Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from("Größe,€\n1,2\n", "utf16le")])],
    ["UTF-8 with a mark", Buffer.from("\uFEFFGröße,€\n1,2\n")],
    ["windows-1252", Buffer.from("Gr\xf6\xdfe,\x80\n1,2\n", "latin1")],
  ])("in %s gives the same rows", (_name, file) => {
    expect(probe(file, "x").tables[0]?.rows[0]).toEqual(["Größe", "€"]);
  });

  it("shows no table of what is no text, and still its first bytes", () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d);
    expect(probe(png, "a.png")).toMatchObject({ head: "", tables: [], signature: "\x89PNG\r\n\x1a\n\0\0\0\r" });
    const archive = zipSync({ "notes.txt": strToU8("hello") });
    expect(probe(archive, "a.zip")).toMatchObject({ head: "", tables: [], signature: expect.stringContaining("notes.txt") });
  });

  it("looks at no more than the beginning", () => {
    const { head, tables } = probe(bytes("a,b\n".repeat(100_000)), "long.csv");
    expect(head.length).toBeLessThanOrEqual(16_384);
    expect(tables[0]?.rows.length).toBeLessThanOrEqual(60);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (file) => {
        expect(probe(file, "x").fileName).toBe("x");
        expect(probe(Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), file]), "x").fileName).toBe("x");
      }),
      { numRuns: 100 },
    );
  });
});

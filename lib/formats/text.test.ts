import { describe, expect, it } from "vitest";
import { decodeHead, decodeText, decodeUtf8Part } from "./text";
import { FormatError } from "./types";

describe("the text of a file", () => {
  it.each([
    ["UTF-8", [0xe2, 0x82, 0xac]],
    ["UTF-8 with a byte order mark", [0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac]],
    ["UTF-16 little endian", [0xff, 0xfe, 0xac, 0x20]],
    ["UTF-16 big endian", [0xfe, 0xff, 0x20, 0xac]],
  ])("is read from %s", (_name, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe("€");
  });

  it("is windows-1252 only where the file says so, and UTF-8 even then when it is valid UTF-8", () => {
    expect(decodeText(Uint8Array.of(0x80), { charset: "1252" })).toBe("€");
    expect(decodeText(Uint8Array.of(0xc3, 0xbc), { charset: "ISO-8859-1" })).toBe("ü");
    expect(() => decodeText(Uint8Array.of(0x41, 0x0a, 0x80))).toThrow(expect.objectContaining({ name: "FormatError", line: 2 }));
  });

  it("holds no NUL bytes and no half characters", () => {
    expect(() => decodeText(Uint8Array.of(0x41, 0))).toThrow(FormatError);
    expect(() => decodeText(Uint8Array.of(0xff, 0xfe, 0xac))).toThrow(FormatError);
    expect(() => decodeUtf8Part(Uint8Array.of(0x0a, 0xff), 7)).toThrow(expect.objectContaining({ line: 8 }));
    expect(decodeHead(Uint8Array.of(0x41, 0xe2, 0x82))).toBe("A\uFFFD");
  });
});

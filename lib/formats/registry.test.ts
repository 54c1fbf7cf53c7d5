import path from "node:path";
import { describe, expect, it } from "vitest";
import { describeSamples, readSample, sampleNames } from "@/test/samples";
import { FORMATS, recognise } from "./registry";
import { EXAMPLE_CSV } from "./truefolio-csv";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("recognising a file", () => {
  it.each([
    ["an empty file", new Uint8Array()],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
    ["HTML", bytes("<!DOCTYPE html><html><body>Sign in</body></html>")],
    ["JSON", bytes('{"trade_time":"2025-01-01","trade_type":"buy","currency":"USD","quantity":1}')],
    ["other CSV", bytes("Date,Amount\n2025-01-01,5\n")],
    ["CSV that mentions OFX", bytes('Date,Note\n2025-01-01,"an <OFX> file"\n')],
  ])("%s is none of ours", (_name, file) => {
    expect(recognise(file, "file")).toBeNull();
  });

  it.each([
    ["OFX 1.x", "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>", "ofx"],
    ["OFX 2.x", '<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX>', "ofx"],
    ["OFX without a header", "\n\n<OFX>", "ofx"],
    ["our example", EXAMPLE_CSV, "truefolio-csv"],
    ["our columns between semicolons", "\uFEFFCurrency;Trade_Type;Trade_Time;Quantity\n", "truefolio-csv"],
  ])("%s is known, whatever its name", (_name, text, code) => {
    expect(recognise(bytes(text), "download")?.code).toBe(code);
  });

  it("UTF-16 text is known by its byte order mark", () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(EXAMPLE_CSV, "utf16le")]);
    expect(recognise(text, "export.csv")?.code).toBe("truefolio-csv");
  });

  it("every format has a code of its own", () => {
    expect(new Set(FORMATS.map((format) => format.code)).size).toBe(FORMATS.length);
  });

  describeSamples("real files", () => {
    it.each([
      ["ofx", "ofx"],
      ["ibkr-flex", "ibkr-flex"],
    ])("of %s are all known", (folder, code) => {
      const names = sampleNames(folder);
      expect(names.map((name) => recognise(readSample(name), path.basename(name))?.code)).toEqual(names.map(() => code));
    });
  });
});

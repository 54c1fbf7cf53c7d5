import { describe, expect, it } from "vitest";
import { FormatError } from "../types";
import { parseOfx } from "./parse";
import { descendant, textOf } from "./tree";

function failure(text: string): FormatError {
  try {
    parseOfx(text);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("expected a FormatError");
}

describe("the OFX parser", () => {
  it("reads leaves whose closing tags were left out, empty ones too", () => {
    const root = parseOfx("<OFX>\n<STMTTRN>\n<MEMO>\n<TRNAMT>5\n<NAME>Shop\n</STMTTRN>\n</OFX>");
    const row = descendant(root, "STMTTRN");
    expect(row?.children.map(({ name, text, line }) => [name, text, line])).toEqual([
      ["MEMO", "", 3],
      ["TRNAMT", "5", 4],
      ["NAME", "Shop", 5],
    ]);
  });

  it("reads tag names with dots, closed or not", () => {
    const root = parseOfx("<OFX><INTU.BID>51<INTU.USERID>9</INTU.USERID></OFX>");
    expect([textOf(root, "INTU.BID"), textOf(root, "INTU.USERID")]).toEqual(["51", "9"]);
  });

  it("resolves predefined and numeric entities once, and leaves a plain ampersand alone", () => {
    const root = parseOfx("<OFX><A>AT&T &amp;lt; &#8364; &#x20AC; &bomb; &#0;</A><B><![CDATA[<x> & y]]></B><C>1 < 2</C></OFX>");
    expect([textOf(root, "A"), textOf(root, "B"), textOf(root, "C")]).toEqual(["AT&T &lt; € € &bomb; &#0;", "<x> & y", "1 < 2"]);
  });

  it("refuses document types and entity declarations", () => {
    expect(failure('<?xml version="1.0"?>\n<!DOCTYPE OFX [<!ENTITY a "b">]>\n<OFX></OFX>').line).toBe(2);
  });

  it("names the line on which an aggregate begins that is never closed", () => {
    expect(failure("<OFX>\n<STMTRS>\n<STMTTRN>\n<TRNAMT>5")).toMatchObject({ line: 3, problem: expect.stringContaining("<STMTTRN>") });
    expect(failure("<OFX>\n<BANKTRANLIST>\n<STMTTRN>\n<TRNAMT>5\n</BANKTRANLIST></OFX>")).toMatchObject({ line: 3 });
    expect(failure("<OFX>\n<A>1")).toMatchObject({ line: 1 });
  });

  it("refuses a row that is closed without having been opened, rather than lose it", () => {
    expect(failure("<OFX><BANKTRANLIST>\n<TRNAMT>5\n</STMTTRN></BANKTRANLIST></OFX>").line).toBe(3);
  });

  it("refuses absurd nesting, and a file without OFX", () => {
    expect(failure(`<OFX>${"<A>".repeat(200)}`)).toBeInstanceOf(FormatError);
    expect(failure("<html><body></body></html>")).toBeInstanceOf(FormatError);
  });

  it("takes time in proportion to a file that is one long line", () => {
    const rows = "<STMTTRN><TRNAMT>5<NAME>x</STMTTRN>".repeat(20_000);
    const started = performance.now();
    expect(parseOfx(`<OFX>${rows}</OFX>`).children).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

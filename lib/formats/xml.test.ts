import { describe, expect, it } from "vitest";
import { FormatError } from "./types";
import { readXml } from "./xml";

const read = (text: string) => [...readXml(text)];
const failure = (text: string): FormatError => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("was read");
};

describe("the XML reader", () => {
  it("gives every element its attributes, its parent and the line its tag begins on", () => {
    const opened = read('<a>\n<b\n x="1 &amp; 2"/>\n</a>')
      .filter(({ kind }) => kind === "open")
      .map(({ element }) => element);
    expect(opened.map(({ name, line, parent }) => [name, line, parent?.name])).toEqual([
      ["a", 1, undefined],
      ["b", 2, "a"],
    ]);
    expect(opened[1]?.attributes).toMatchObject({ x: "1 & 2" });
  });

  it("has the text of an element when it closes", () => {
    const closed = read("<a><b>one <![CDATA[& two]]></b></a>").find(({ kind }) => kind === "close");
    expect(closed?.element.text).toBe("one & two");
  });

  it("counts lines across the chunks it reads in", () => {
    const last = read(`<a>${"<b/>\n".repeat(50_000)}<c/></a>`).find(({ element }) => element.name === "c");
    expect(last?.element.line).toBe(50_001);
  });

  it("refuses a document type, and with it every entity bomb and external entity", () => {
    const bomb = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>';
    expect(failure(bomb)).toMatchObject({ problem: expect.stringContaining("DOCTYPE"), line: 2 });
    expect(failure('<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>').problem).toContain("DOCTYPE");
  });

  it("knows no entities but the predefined ones", () => {
    expect(failure("<a>&nbsp;</a>").problem).toBe("This isn't well-formed XML.");
  });

  it("says where a file that was cut off ends", () => {
    expect(failure("<a>\n<b>\n")).toMatchObject({
      problem: "The file ends in the middle.",
      line: 3,
      mend: expect.stringContaining("Download"),
    });
  });

  it("says where the text isn't XML", () => {
    expect(failure("<a>\n<b x=1/>\n</a>")).toMatchObject({ problem: "This isn't well-formed XML.", line: 2 });
    expect(failure("<a/>\n<b/>").problem).toBe("This isn't well-formed XML.");
    expect(failure("Date,Amount\n")).toMatchObject({ problem: "This isn't an XML file.", line: 1 });
  });

  it("refuses elements that nest without end", () => {
    expect(failure("<a>".repeat(5000)).problem).toContain("nested too deep");
  });

  it("allows a format that nests deep by design what it asks for", () => {
    const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect([...readXml(nested(200), { maxDepth: 200 })]).toHaveLength(400);
    expect(() => [...readXml(nested(201), { maxDepth: 200 })]).toThrow(FormatError);
  });
});

import { describe, expect, it } from "vitest";
import { detectDelimiter } from "./delimiter";

describe("what stands between cells", () => {
  it.each([
    ["a,b,c\n1,2,3\n", ","],
    ["a;b;c\n1;2;3\n", ";"],
    ["a\tb\tc\n1\t2\t3\n", "\t"],
    ["a|b|c\n1|2|3\n", "|"],
    ["Datum;Betrag;Saldo\n1.2.2025;1,50;2,50\n2.2.2025;2,50;5,00\n", ";"],
    ["Date;Note\n1;a, b, c\n2;d, e\n", ";"],
    ['a,b\n"x;y;z",1\n"x;y;z",2\n', ","],
    ["Account: 1\nPeriod: 2025\n\na;b;c;d\n1;2;3;4\n", ";"],
    ["a,b\r1,2\r", ","],
    ["only one cell", ","],
    ["", ","],
  ])("of %j is %j", (head, delimiter) => {
    expect(detectDelimiter(head)).toBe(delimiter);
  });

  it.each([
    ["sep=;\na,b,c\n", ";"],
    ["\uFEFFsep=\t\na,b\n", "\t"],
    ['"sep=|"\r\na,b\r\n', "|"],
  ])("is what a first line %j says it is", (head, delimiter) => {
    expect(detectDelimiter(head)).toBe(delimiter);
  });

  it.each(['sep="\na,b\nc,d\n', "sep=1\na,b\nc,d\n", "sep=¦\na,b\nc,d\n"])("is not what %j says, which could be no delimiter", (head) => {
    expect(detectDelimiter(head)).toBe(",");
  });
});

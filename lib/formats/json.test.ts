import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonNumber, type JsonObject, type JsonValue, readJson } from "./json";
import { FormatError } from "./types";

/** As JSON's own reader gives it. */
function plain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  return value !== null && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    : value;
}

describe("JSON", () => {
  it("keeps every digit of a number", () => {
    expect(readJson("[0.1234567890123456789, 12345678901234567890, -1e-7]").value).toEqual([
      new JsonNumber("0.1234567890123456789"),
      new JsonNumber("12345678901234567890"),
      new JsonNumber("-1e-7"),
    ]);
  });

  it("is otherwise read as by everybody else", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(4), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        const expected = JSON.parse(spaced);
        expect(JSON.stringify(plain(readJson(spaced).value))).toBe(JSON.stringify(expected));
      }),
      { numRuns: 200 },
    );
  });

  it("knows the line of each object", () => {
    const { value, lineOf } = readJson('{\n "a": [\n  {},\n\n  {"b": 1}]\n}');
    const root = value as JsonObject;
    const list = root.a as JsonObject[];
    expect([root, ...list].map((each) => lineOf(each))).toEqual([1, 3, 5]);
  });

  it("takes no key for more than a key", () => {
    const { value } = readJson('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(Object.keys(value as JsonObject)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each(["", "{", "[1,]", '{"a" 1}', "01", "1 2", '"\n"', "nul", '"\\', "{'a':1}", '"\\x"', "[NaN]"])(
    "refuses %j, naming the line",
    (text) => {
      expect(() => readJson(text)).toThrow(FormatError);
    },
  );

  it("holds a text of megabytes, and refuses one that never ends", () => {
    const long = "é".repeat(5_000_000);
    expect(readJson(JSON.stringify(long)).value).toBe(long);
    expect(() => readJson(`"${long}`)).toThrow("is not valid JSON");
  });

  it("refuses nesting without end", () => {
    expect(() => readJson("[".repeat(100_000))).toThrow("nested deeper");
    expect(() => readJson('{"a":'.repeat(100_000))).toThrow("nested deeper");
  });
});

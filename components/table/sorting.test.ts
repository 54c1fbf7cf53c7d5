import { describe, expect, it } from "vitest";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { createAppColumnHelper } from "./columns";
import { inOrder, pressed } from "./sorting";

const column = createAppColumnHelper<{ name: string; amount: DecimalString | undefined }>();
const columns = column.columns([
  column.accessor("name", { header: "Name", meta: { label: "Name" } }),
  column.accessor("amount", { header: "Amount", sortFn: "amount", sortDescFirst: true, meta: { label: "Amount" } }),
]);
const rows = ["b 10", "a 9.5", "d", "c 10"].map((text) => {
  const [name = "", amount] = text.split(" ");
  return { id: name, original: { name, amount: amount === undefined ? undefined : decimal(amount) } };
});
const ids = (id: string, desc: boolean) =>
  inOrder(rows, columns, { id, desc })
    .map((row) => row.id)
    .join("");

describe("the order of rows", () => {
  it("is that of the column's values, and of equal ones that in which they came", () => {
    expect(ids("name", false)).toBe("abcd");
    expect(ids("amount", false)).toBe("abcd");
    expect(ids("amount", true)).toBe("bcad");
  });

  it("has rows without a value last in either direction", () => {
    expect(ids("amount", false).at(-1)).toBe("d");
    expect(ids("amount", true).at(-1)).toBe("d");
  });

  it("stays as it came where nothing is asked, or a column that isn't there", () => {
    expect(inOrder(rows, columns, null)).toBe(rows);
    expect(ids("gone", true)).toBe("badc");
  });

  it("turns with each press of a header, and is gone with the third", () => {
    const [name, amount] = columns;
    if (!name || !amount) throw new Error("a column is missing");
    expect(pressed(amount, null)).toEqual({ id: "amount", desc: true });
    expect(pressed(amount, { id: "amount", desc: true })).toEqual({ id: "amount", desc: false });
    expect(pressed(amount, { id: "amount", desc: false })).toBeNull();
    expect(pressed(name, { id: "amount", desc: false })).toEqual({ id: "name", desc: false });
  });
});

import { expect, it } from "vitest";
import { draftsIn, itemsIn } from "@/test/hardiness";
import { definePreset } from "./preset";

const format = definePreset<"when" | "amount">({
  code: "test",
  name: "Test",
  version: 1,
  columns: { when: ["When"], amount: ["Amount"] },
  signatures: [["when", "amount"]],
  numbers: "point",
  dates: { order: "ymd", zone: "UTC" },
  aside: ([first = ""]) => (/^(?:Account|Total)/.test(first) ? "Set aside." : null),
  *read(table) {
    const told = table.preamble.map(({ cells }) => cells[0]).join("+");
    for (const row of table.rows) {
      const at = row.time("when");
      yield row.transaction(
        at && { source: "test", tradeType: "deposit", currency: "EUR", at, net: row.value("amount"), meta: { note: told } },
      );
    }
  },
});

it("tells a table below another the lines at the top of the file and those between the two", () => {
  const text = "Head\nAccount A\nWhen,Amount\n2025-01-01,1\nTotal,1\n2025-01-02,2\nTotal,2\nAccount B\nWhen,Amount\n2025-01-03,3\n";
  expect(draftsIn(format, text).map(({ quantity, meta }) => [quantity, meta.note])).toEqual([
    ["1", "Head+Account A"],
    ["2", "Head+Account A"],
    ["3", "Head+Account A+Total+Account B"],
  ]);
  const spoken = itemsIn(format, text).filter(({ kind }) => kind === "skipped");
  expect(spoken.map(({ line }) => line)).toEqual([1, 2, 5, 7, 8, 9]);
});

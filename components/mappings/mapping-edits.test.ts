import { describe, expect, it } from "vitest";
import { analyse } from "@/lib/formats/mapped/analyse";
import { mappingSchema } from "@/lib/formats/mapped/mapping";
import { columnOf, fieldOf, withAccount, withConstant, withDates, withField, withKind, withMeaning, withNumbers } from "./mapping-edits";

const analysis = analyse(
  new TextEncoder().encode("Date,Action,Other,ISIN,Quantity,Price,Market value,Account\n01/02/2025,Buy,Dividend,US0378331005,1,2,2.50,A\n"),
);
const { mapping } = analysis;

describe("the mapping on the screen", () => {
  it("lets one column at a time be the date, and several be charges", () => {
    const moved = withField(mapping, analysis, "other", "type");
    expect([fieldOf(moved, "other"), fieldOf(moved, "action")]).toEqual(["type", null]);
    const both = withField(withField(mapping, analysis, "price", "fee"), analysis, "market value", "fee");
    expect([fieldOf(both, "price"), fieldOf(both, "market value")]).toEqual(["fee", "fee"]);
    expect(mappingSchema.safeParse(both).success).toBe(true);
  });

  it("takes over what is suggested for the words of a newly chosen column", () => {
    expect(withField(mapping, analysis, "other", "type").types).toEqual([{ word: "Dividend", meaning: "dividend" }]);
  });

  it("keeps a date's order open until somebody has said it", () => {
    expect(mapping.columns[0]).toEqual({ name: "date", field: "date" });
    const said = withDates(mapping, "date", "dmy");
    expect(said.columns[0]).toEqual({ name: "date", field: "date", dates: "dmy" });
    expect(withDates(said, "date", undefined).columns[0]).toEqual({ name: "date", field: "date" });
  });

  it("changes its kind and back", () => {
    const positions = withKind(mapping, analysis, "holdings");
    expect(fieldOf(positions, "action")).toBeNull();
    expect(fieldOf(withKind(positions, analysis, "transactions"), "action")).toBe("type");
  });

  it("has at most one word for everything", () => {
    const twice = withMeaning(withMeaning(mapping, "Buy", "sell"), "Buy", "reinvest");
    expect(twice.types).toEqual([{ word: "Buy", meaning: "reinvest" }]);
    expect(withMeaning(twice, "Buy", null).types).toEqual([]);
    expect(withAccount(withAccount(mapping, "A", "U1"), "A", "A").accounts).toEqual([]);
    expect(withConstant(withConstant(mapping, "currency", "EUR"), "currency", undefined).constants).toEqual(mapping.constants);
  });

  it("keeps columns that are written otherwise than the rest", () => {
    const odd = {
      ...mapping,
      columns: mapping.columns.map((column) => (column.name === "price" ? { ...column, numbers: "comma" as const } : column)),
    };
    expect(withNumbers(odd, "comma").columns.find(({ name }) => name === "price")).toEqual({ name: "price", field: "price" });
    expect(columnOf(mapping, analysis, "isin")?.title).toBe("ISIN");
  });
});

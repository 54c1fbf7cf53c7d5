import type { Header } from "@/lib/formats/table/header";
import { type CellStyle, TableRow } from "@/lib/formats/table/row";

const STYLE: CellStyle = { numbers: "point", dates: "ymd", zone: "UTC", assume: {} };

/**
 * Makes lines of an exchange's export out of what its API tells, for formats that read that export: then both are read by the same rules.
 * @param columns all that the format knows
 */
export function linesWith<Column extends string>(columns: readonly Column[]) {
  const header: Header<Column> = {
    at: new Map(columns.map((column, index) => [column, index])),
    titles: new Map(columns.map((column) => [column, column])),
    unknown: [],
    width: columns.length,
  };
  return (line: number, cells: Readonly<Partial<Record<Column, string>>>) =>
    new TableRow(
      line,
      columns.map((column) => cells[column] ?? ""),
      header,
      STYLE,
    );
}

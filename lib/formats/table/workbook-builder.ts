import { strToU8, zipSync } from "fflate";

/** A sheet to build: rows of cells. Numbers become numeric cells, `{ date }` a serial number shown as a date, blank text no cell at all. */
export interface BuiltSheet {
  name: string;
  rows: readonly (readonly BuiltCell[])[];
}

export type BuiltCell = string | number | { date: number };

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** 0 → A, 27 → AB. */
function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

function cell(value: BuiltCell, reference: string): string {
  if (value === "") return "";
  if (typeof value === "number") return `<c r="${reference}"><v>${value}</v></c>`;
  if (typeof value === "object") return `<c r="${reference}" s="1"><v>${value.date}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

function sheetXml(rows: BuiltSheet["rows"]): string {
  const body = rows.map((cells, row) => {
    const written = cells.map((value, column) => cell(value, `${letters(column)}${row + 1}`)).join("");
    return `<row r="${row + 1}">${written}</row>`;
  });
  return `<worksheet ${NAMESPACE}><sheetData>${body.join("")}</sheetData></worksheet>`;
}

/** The bytes of a small .xlsx workbook, for tests of formats that come as one. */
export function buildWorkbook(sheets: readonly BuiltSheet[]): Uint8Array {
  const list = sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const targets = sheets.map(
    (_sheet, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const styles = `<styleSheet ${NAMESPACE}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`;
  const parts: Record<string, string> = {
    "xl/workbook.xml": `<workbook ${NAMESPACE} xmlns:r="${RELATIONS}"><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${targets.join("")}</Relationships>`,
    "xl/styles.xml": styles,
    ...Object.fromEntries(sheets.map(({ rows }, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(rows)])),
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

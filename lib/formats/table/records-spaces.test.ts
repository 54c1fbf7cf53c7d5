import { expect, it } from "vitest";
import { firstRecords, records } from "./records";

const TEXT = '"Date" ,"Amount" ," "\r\n"a ""b""" ,"-$5,700.00" ,"" \r\nsay "x" ,"y",z\r\n';
const CELLS = [
  ["Date", "Amount", " "],
  ['a "b"', "-$5,700.00", ""],
  ['say "x" ', "y", "z"],
];

it("cells in quotation marks may have space behind them, where brokers' files are read", () => {
  expect([...records(new TextEncoder().encode(TEXT), ",", { strict: false })].map(({ cells }) => cells)).toEqual(CELLS);
  expect(firstRecords(TEXT, ",", 3)).toEqual(CELLS);
});

import { strFromU8, Unzip, UnzipInflate } from "fflate";
import { readPlainNumber } from "@/lib/formats/number-text";
import { FormatError } from "@/lib/formats/types";
import { readXml } from "@/lib/formats/xml";
import { isCurrency } from "@/lib/money/currency";
import { type DecimalString, sign } from "@/lib/money/decimal";

/** On `day` (ISO date) one euro was `perEuro` units of `currency`. */
export interface ReferenceRate {
  day: string;
  currency: string;
  perEuro: DecimalString;
}

/** The file of all years is 3 MB by now; what inflates to many times that is not it. */
const MAX_INFLATED = 64 * 1024 * 1024;
const PIECE = 64 * 1024;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What stands for a currency that has no rate on that day. */
const NO_RATE = /^(?:N\/A|)$/i;

const broken = (problem: string, line?: number) => new FormatError(problem, "It will be fetched again later.", line);

/**
 * The rates of `eurofxref-daily.xml` (one day) and `eurofxref-hist-90d.xml` (ninety).
 * @throws FormatError where the text isn't such a file, or has no rate.
 */
export function readReferenceXml(text: string): ReferenceRate[] {
  const rates: ReferenceRate[] = [];
  let day: string | null = null;
  for (const { kind, element } of readXml(text)) {
    if (kind === "close" || element.name !== "Cube") continue;
    const { time, currency, rate } = element.attributes;
    if (time !== undefined) day = dayOf(time, element.line);
    if (currency === undefined || rate === undefined) continue;
    if (day === null) throw broken("A rate stands before any day.", element.line);
    rates.push(rateOf(day, currency, rate, element.line));
  }
  if (rates.length === 0) throw broken("The file has no rates.");
  return rates;
}

/**
 * The rates of `eurofxref-hist.csv`: a line for each day, a column for each currency, `N/A` where there is none, and a comma too many at the
 * end of each line.
 * @throws FormatError as {@link readReferenceXml}.
 */
export function readReferenceCsv(text: string): ReferenceRate[] {
  const [header = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const [first = "", ...currencies] = header.split(",").map((name) => name.trim());
  if (first.toLowerCase() !== "date") throw broken("The file doesn't begin with a header of currencies.", 1);
  const rates: ReferenceRate[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const [date = "", ...cells] = line.split(",").map((cell) => cell.trim());
    const day = dayOf(date, index + 2);
    for (const [column, currency] of currencies.entries()) {
      const cell = cells[column] ?? "";
      if (currency !== "" && !NO_RATE.test(cell)) rates.push(rateOf(day, currency, cell, index + 2));
    }
  }
  if (rates.length === 0) throw broken("The file has no rates.");
  return rates;
}

/**
 * The rates of `eurofxref-hist.zip`, which holds the CSV of all years.
 * @throws FormatError as {@link readReferenceXml}, and where the archive is damaged or inflates to more than it ever could.
 */
export function readReferenceZip(bytes: Uint8Array): ReferenceRate[] {
  const text = csvIn(bytes);
  if (text === null) throw broken("The archive has no CSV file in it.");
  return readReferenceCsv(text);
}

function csvIn(bytes: Uint8Array): string | null {
  const chunks: Uint8Array[] = [];
  let [inflated, found, ended] = [0, false, false];
  const unzip = new Unzip((file) => {
    if (found || !file.name.toLowerCase().endsWith(".csv")) return;
    found = true;
    file.ondata = (error, chunk, final) => {
      if (error) throw broken("The archive is damaged.");
      inflated += chunk.length;
      if (inflated > MAX_INFLATED) throw broken("The archive inflates to more than all rates there are.");
      chunks.push(chunk);
      ended = final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += PIECE) unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    throw error instanceof FormatError ? error : broken("The archive is damaged.");
  }
  if (found && !ended) throw broken("The archive is cut off.");
  return found ? strFromU8(Buffer.concat(chunks)) : null;
}

function dayOf(text: string, line: number): string {
  const time = DAY.test(text) ? Date.parse(text) : Number.NaN;
  // 2025-02-30 is a day to Date.parse in some engines, and another one than it says.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) throw broken(`"${text.slice(0, 20)}" is no day.`, line);
  return text;
}

function rateOf(day: string, currency: string, text: string, line: number): ReferenceRate {
  const perEuro = readPlainNumber(text);
  if (!isCurrency(currency)) throw broken(`"${currency.slice(0, 20)}" is no currency.`, line);
  if (perEuro === null || sign(perEuro) <= 0) throw broken(`"${text.slice(0, 20)}" is no rate of ${currency}.`, line);
  return { day, currency, perEuro };
}

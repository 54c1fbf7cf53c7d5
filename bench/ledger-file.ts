import { once } from "node:events";
import { createWriteStream } from "node:fs";

const HEADER = "trade_time,trade_type,asset_type,symbol,isin,name,quantity,price,currency,fees\n";
const INSTRUMENTS = 50;
const PIECE = 1 << 20;

const YEAR_MS = 31_550_000_000;

/** Writes a CSV of `rows` trades in 50 instruments until the end of 2024: distinct, as a trader's are, and the same every time. */
export async function writeLedgerFile(path: string, rows: number, years = 20): Promise<void> {
  const first = Date.UTC(2025, 0, 1) - years * YEAR_MS;
  const file = createWriteStream(path);
  let piece = HEADER;
  for (let row = 0; row < rows; row += 1) {
    const time = new Date(first + row * Math.floor((years * YEAR_MS) / rows)).toISOString();
    const instrument = row % INSTRUMENTS;
    const type = row % 3 === 2 ? "sell" : "buy";
    const quantity = `${1 + (row % 97)}.${row % 10}`;
    const price = ((1000 + (row % 9000)) / 100).toFixed(2);
    piece += `${time},${type},stock,SYM${instrument},US000000${1000 + instrument},Company ${instrument},${quantity},${price},USD,1.${row % 10}\n`;
    if (piece.length < PIECE) continue;
    if (!file.write(piece)) await once(file, "drain");
    piece = "";
  }
  file.end(piece);
  await once(file, "close");
}

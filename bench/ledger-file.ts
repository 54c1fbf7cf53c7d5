import { once } from "node:events";
import { createWriteStream } from "node:fs";

const HEADER = "trade_time,trade_type,asset_type,symbol,isin,name,quantity,price,currency,fees\n";
const INSTRUMENTS = 50;
const PIECE = 1 << 20;

/** Writes a CSV of `rows` trades in 50 instruments over twenty years: distinct, as a trader's are, and the same every time. */
export async function writeLedgerFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  let piece = HEADER;
  for (let row = 0; row < rows; row += 1) {
    const time = new Date(Date.UTC(2005, 0, 3) + row * Math.floor(631_000_000_000 / rows)).toISOString();
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

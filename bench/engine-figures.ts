import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { addOneRow, coldCompute, keepWarm, ledgerOf } from "./engine";
import { cpuSeconds, type Figure, megabytes, percent, ratio, seconds } from "./figure";
import { median } from "./latency";

const ROWS = 100_000;
const FEW = 1_000;
const RUNS = 5;
/** A run of a thousand rows is short, and the clock of the processor time is coarse. */
const FEW_RUNS = 100;

/** The engine alone, without a server or a database. In processor time, because others may use the machine meanwhile. */
export function engineFigures(): Figure[] {
  const rows = ledgerOf(ROWS);
  const few = ledgerOf(FEW);
  const collect = collector();
  coldCompute(rows);
  keepWarm(few);
  const colds: number[] = [];
  const additions: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    collect();
    const computed = coldCompute(rows);
    colds.push(computed.cpuMs);
    additions.push(addOneRow(rows, computed));
  }
  const cold = median(colds);
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = coldCompute(rows);
  const grown = process.memoryUsage().heapUsed - before;
  collect();
  const left = process.memoryUsage().heapUsed - before;
  const one = median(additions);
  const small = median(Array.from({ length: FEW_RUNS }, () => coldCompute(few).cpuMs));
  console.log(
    `engine: ${RUNS} runs after one to warm up, ${colds.map(seconds).join(", ")}; one row more ${one.toFixed(1)} ms; ` +
      `${FEW.toLocaleString("en")} rows ${small.toFixed(1)} ms; ${kept.books.instruments.length} books and their days keep ${Math.round(left / 1024 / 1024)} MB`,
  );
  const count = ROWS.toLocaleString("en");
  return [
    cpuSeconds(`books and daily values of ${count} rows, 50 instruments, five years (median of ${RUNS}, warm)`, cold, 1),
    megabytes("growth of the heap by it, garbage included", grown, 300),
    percent("the same after one row was added in the past ÷ from nothing", one / cold, 5),
    ratio(`growth exponent from ${FEW.toLocaleString("en")} to ${count} rows`, Math.log(cold / small) / Math.log(ROWS / FEW), 1.05),
  ];
}

/** Empties the heap of what nobody uses, so that one run doesn't pay for the garbage of another. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  return () => {
    if (typeof collect === "function") collect();
  };
}

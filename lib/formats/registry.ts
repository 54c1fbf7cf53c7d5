import { binance } from "./binance";
import { bitpanda } from "./bitpanda";
import { bitvavo } from "./bitvavo";
import { coinbase } from "./coinbase";
import { cointracking } from "./cointracking";
import { degiro } from "./degiro";
import { delta } from "./delta";
import { etoro } from "./etoro";
import { fidelity } from "./fidelity";
import { ghostfolio } from "./ghostfolio";
import { ibkrActivity } from "./ibkr-activity";
import { ibkrFlex } from "./ibkr-flex";
import { ibkrFlexCsv } from "./ibkr-flex-csv";
import { kraken } from "./kraken";
import { MAPPED_NAME } from "./mapped/apply";
import { SOURCE as MAPPED } from "./mapped/ledger-row";
import { ofx } from "./ofx";
import { parqet } from "./parqet";
import { portfolioPerformance } from "./portfolio-performance";
import { portfolioPerformanceCsv } from "./portfolio-performance-csv";
import { probe } from "./probe";
import { qif } from "./qif";
import { revolut } from "./revolut";
import { saxo } from "./saxo";
import { schwab } from "./schwab";
import { tradeRepublic } from "./trade-republic";
import { trading212 } from "./trading212";
import { truefolioCsv } from "./truefolio-csv";
import type { Format } from "./types";
import { vanguard } from "./vanguard";
import { wealthfolio } from "./wealthfolio";
import { xtb } from "./xtb";
import { zerodha } from "./zerodha";

/** Every file format. */
export const FORMATS: readonly Format[] = [
  binance,
  bitpanda,
  bitvavo,
  coinbase,
  cointracking,
  degiro,
  delta,
  etoro,
  fidelity,
  ghostfolio,
  ibkrActivity,
  ibkrFlex,
  ibkrFlexCsv,
  kraken,
  ofx,
  parqet,
  portfolioPerformance,
  portfolioPerformanceCsv,
  qif,
  revolut,
  saxo,
  schwab,
  tradeRepublic,
  trading212,
  truefolioCsv,
  vanguard,
  wealthfolio,
  xtb,
  zerodha,
];

/** The format of a file by its content, or null when it is none of ours. Never throws. */
export function recognise(bytes: Uint8Array, fileName: string): Format | null {
  const file = probe(bytes, fileName);
  const sure = FORMATS.map((format) => ({ format, sureness: format.recognises(file) })).filter(({ sureness }) => sureness > 0);
  return (
    sure.reduce<(typeof sure)[number] | null>((best, each) => (best && best.sureness >= each.sureness ? best : each), null)?.format ?? null
  );
}

/** The name of a format's code, as people know it; the code itself for one that this version no longer has. */
export function formatName(code: string): string {
  if (code === MAPPED) return MAPPED_NAME;
  return FORMATS.find((format) => format.code === code)?.name ?? code;
}

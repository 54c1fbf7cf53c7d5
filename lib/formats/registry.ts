import { binance } from "./binance";
import { bitpanda } from "./bitpanda";
import { bitvavo } from "./bitvavo";
import { coinbase } from "./coinbase";
import { cointracking } from "./cointracking";
import { degiro } from "./degiro";
import { delta } from "./delta";
import { disnat } from "./disnat";
import { etoro } from "./etoro";
import { etrade } from "./etrade";
import { fidelity } from "./fidelity";
import { freetrade } from "./freetrade";
import { ghostfolio } from "./ghostfolio";
import { ibkrActivity } from "./ibkr-activity";
import { ibkrFlex } from "./ibkr-flex";
import { ibkrFlexCsv } from "./ibkr-flex-csv";
import { kraken } from "./kraken";
import { merrill } from "./merrill";
import { ofx } from "./ofx";
import { parqet } from "./parqet";
import { portfolioPerformance } from "./portfolio-performance";
import { portfolioPerformanceCsv } from "./portfolio-performance-csv";
import { probe } from "./probe";
import { qif } from "./qif";
import { revolut } from "./revolut";
import { robinhood } from "./robinhood";
import { saxo } from "./saxo";
import { schwab } from "./schwab";
import { swissquote } from "./swissquote";
import { tradeRepublic } from "./trade-republic";
import { trading212 } from "./trading212";
import { truefolioCsv } from "./truefolio-csv";
import { CERTAIN, type Format } from "./types";
import { vanguard } from "./vanguard";
import { wealthfolio } from "./wealthfolio";
import { webull } from "./webull";
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
  disnat,
  etoro,
  etrade,
  fidelity,
  freetrade,
  ghostfolio,
  ibkrActivity,
  ibkrFlex,
  ibkrFlexCsv,
  kraken,
  merrill,
  ofx,
  parqet,
  portfolioPerformance,
  portfolioPerformanceCsv,
  qif,
  revolut,
  robinhood,
  saxo,
  schwab,
  swissquote,
  tradeRepublic,
  trading212,
  truefolioCsv,
  vanguard,
  wealthfolio,
  webull,
  xtb,
  zerodha,
];

/**
 * The format of a file by its content, or null when it is none of ours. Never throws.
 * @param others of what connectors bring: asked first, since they are never in doubt
 */
export function recognise(bytes: Uint8Array, fileName: string, others: readonly Format[] = []): Format | null {
  const file = probe(bytes, fileName);
  const certain = others.find((format) => format.recognises(file) === CERTAIN);
  if (certain) return certain;
  const sure = FORMATS.map((format) => ({ format, sureness: format.recognises(file) })).filter(({ sureness }) => sureness > 0);
  return (
    sure.reduce<(typeof sure)[number] | null>((best, each) => (best && best.sureness >= each.sureness ? best : each), null)?.format ?? null
  );
}

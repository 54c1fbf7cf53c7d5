import { disnat } from "./disnat";
import { etrade } from "./etrade";
import { fidelity } from "./fidelity";
import { ibkrActivity } from "./ibkr-activity";
import { ibkrFlex } from "./ibkr-flex";
import { ibkrFlexCsv } from "./ibkr-flex-csv";
import { merrill } from "./merrill";
import { ofx } from "./ofx";
import { probe } from "./probe";
import { robinhood } from "./robinhood";
import { schwab } from "./schwab";
import { trading212 } from "./trading212";
import { truefolioCsv } from "./truefolio-csv";
import type { Format } from "./types";
import { vanguard } from "./vanguard";
import { webull } from "./webull";

/** Every file format. */
export const FORMATS: readonly Format[] = [
  disnat,
  etrade,
  fidelity,
  ibkrActivity,
  ibkrFlex,
  ibkrFlexCsv,
  merrill,
  ofx,
  robinhood,
  schwab,
  trading212,
  truefolioCsv,
  vanguard,
  webull,
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
  return FORMATS.find((format) => format.code === code)?.name ?? code;
}

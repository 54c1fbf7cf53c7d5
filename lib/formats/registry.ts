import { degiro } from "./degiro";
import { etoro } from "./etoro";
import { freetrade } from "./freetrade";
import { ibkrFlex } from "./ibkr-flex";
import { ofx } from "./ofx";
import { probe } from "./probe";
import { revolut } from "./revolut";
import { saxo } from "./saxo";
import { swissquote } from "./swissquote";
import { tradeRepublic } from "./trade-republic";
import { trading212 } from "./trading212";
import { truefolioCsv } from "./truefolio-csv";
import type { Format } from "./types";
import { xtb } from "./xtb";

/** Every file format. */
export const FORMATS: readonly Format[] = [
  degiro,
  etoro,
  freetrade,
  ibkrFlex,
  ofx,
  revolut,
  saxo,
  swissquote,
  tradeRepublic,
  trading212,
  truefolioCsv,
  xtb,
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

/** The broker's asset classes in words, as Flex codes. The first that fits counts: an option on a future is an option. */
const CLASSES: ReadonlyArray<readonly [RegExp, string]> = [
  [/warrant|optionsschein|варрант|权证|認股/i, "WAR"],
  [/struct|strukturi|структур|结构/i, "IOPT"],
  [/option|opcion|opzion|opç|опцион|期权|期權/i, "OPT"],
  [/cfd|差价/i, "CFD"],
  [/future|futuro|фьючерс|期货|期貨/i, "FUT"],
  [/crypto|krypto|cripto|крипто|加密/i, "CRYPTO"],
  [/forex|fórex|devisen|форекс|валют|外汇|外匯/i, "CASH"],
  [/treasury bill|t-bill|schatzwechsel|国库券/i, "BILL"],
  [/bond|anleihe|obligation|bono|облигац|债券|債券|obbligaz|obriga/i, "BOND"],
  [/fund|fonds|fondo|фонд|基金|fundos/i, "FUND"],
  [/metal|commodit|rohstoff|металл|金属/i, "CMDTY"],
  [/stock|aktie|action|accion|акци|股票|azion|ações/i, "STK"],
];

/** The Flex code of an asset class such as `Stocks` or `Aktien- und Indexoptionen`; null for one that isn't known. */
export function assetClass(words: string): string | null {
  // Options on stocks bear both words; theirs comes first in the list.
  return CLASSES.find(([each]) => each.test(words))?.[1] ?? null;
}

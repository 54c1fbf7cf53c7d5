/** What the kinds of names are called. Others are brokers' own numberings, kept under the format's code. */
export const ALIAS_KIND_LABELS: Readonly<Record<string, string>> = {
  isin: "ISIN",
  cusip: "CUSIP",
  wkn: "WKN",
  figi: "FIGI",
  sedol: "SEDOL",
  conid: "IBKR contract id",
  symbol: "Symbol",
  symbol_option: "Option symbol",
  symbol_future: "Future symbol",
  symbol_warrant: "Warrant symbol",
  symbol_cfd: "CFD symbol",
  symbol_crypto: "Coin symbol",
};

export const aliasKindLabel = (kind: string): string => ALIAS_KIND_LABELS[kind] ?? `Id at ${kind}`;

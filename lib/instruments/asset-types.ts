/** What kind of thing is held. Open by design: what a broker sends and we do not know is `other`, with the original kept in `meta`. */
export const ASSET_TYPES = [
  "stock",
  "etf",
  "mutual_fund",
  "bond",
  "option",
  "future",
  "warrant",
  "cfd",
  "crypto",
  "forex",
  "cash",
  "commodity",
  "structured",
  "other",
] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

export const ASSET_TYPE_LABELS: Readonly<Record<AssetType, string>> = {
  stock: "Stock",
  etf: "ETF",
  mutual_fund: "Mutual fund",
  bond: "Bond",
  option: "Option",
  future: "Future",
  warrant: "Warrant",
  cfd: "CFD",
  crypto: "Crypto",
  forex: "Forex",
  cash: "Cash",
  commodity: "Commodity",
  structured: "Structured product",
  other: "Other",
};

/** The label of any stored value, known or not: the column is text, and an unknown one is shown as it stands. */
export function assetTypeLabel(value: string): string {
  return ASSET_TYPE_LABELS[value as AssetType] ?? value;
}

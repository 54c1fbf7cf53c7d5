/** Whom prices can be fetched from. */
export const PROVIDERS = ["yahoo"] as const;
export type ProviderCode = (typeof PROVIDERS)[number];
export const PROVIDER_NAMES: Readonly<Record<ProviderCode, string>> = { yahoo: "Yahoo Finance" };

/** As much of a file of prices as a form may send at all. Forty years of days are less. */
export const MAX_PRICE_FILE_BYTES = 900_000;

/** Whose word the European Central Bank's rates are, among the sources. */
export const ECB = "ecb";
export const MANUAL = "manual";

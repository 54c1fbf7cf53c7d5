/** Where a difference is on its account's page: the id of its row, for links that lead to it. */
export const anchorOf = (key: string): string => `difference-${key.replaceAll(/[^A-Za-z0-9]+/g, "-")}`;

/** The person's own currency first, the others by code. */
export function baseFirst<Item extends { currency: string }>(items: readonly Item[], baseCurrency: string): Item[] {
  const rank = (item: Item) => (item.currency === baseCurrency ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.currency.localeCompare(b.currency, "en"));
}

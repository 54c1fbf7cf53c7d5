export interface Candidate {
  id: bigint;
  active: boolean;
  isDefault: boolean;
}

/**
 * Which portfolio is the default after a change: the wanted one if it is active, else the one that is it already, else the oldest active
 * one; null when none is active. `portfolios` are all of one user's, oldest first, as they will be.
 */
export function chooseDefault(portfolios: readonly Candidate[], wanted?: bigint): bigint | null {
  const active = portfolios.filter((portfolio) => portfolio.active);
  const chosen = active.find((portfolio) => portfolio.id === wanted) ?? active.find((portfolio) => portfolio.isDefault) ?? active[0];
  return chosen?.id ?? null;
}

/**
 * In which money a coin is counted where a row tells none (a withdrawal of coins, a reward, one coin swapped for another): the one that the
 * file itself trades this coin in most often, else the one it trades anything in, so that all rows of a coin add up to one position.
 * Such a row has no price and no cash, so the choice changes no figure. Ties go to the alphabet, so that the order of lines is no matter.
 */
export class Counting {
  private readonly byCoin = new Map<string, Map<string, number>>();
  private readonly all = new Map<string, number>();

  /**
   * @param fallback for a file that names no money at all
   * @param isChosen whether somebody said so of the account: then it holds for every coin that isn't traded here, because what else is
   *   traded here may differ from one part of the history to the next
   */
  constructor(
    private readonly fallback: string,
    private readonly isChosen = false,
  ) {}

  /** A coin changed hands for this money. */
  traded(coin: string, money: string): void {
    const counts = this.byCoin.get(coin) ?? new Map<string, number>();
    this.byCoin.set(coin, counts);
    increment(counts, money);
    increment(this.all, money);
  }

  currencyOf(coin: string): string {
    return commonest(this.byCoin.get(coin)) ?? (this.isChosen ? this.fallback : (commonest(this.all) ?? this.fallback));
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function commonest(counts: ReadonlyMap<string, number> = new Map()): string | undefined {
  return [...counts].sort(([a, times], [b, more]) => more - times || (a < b ? -1 : 1))[0]?.[0];
}

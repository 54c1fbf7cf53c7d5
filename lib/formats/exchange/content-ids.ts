/**
 * Identity of events that have none of their own: the moment and what moved, in any order, and how often the same has come before in the
 * file. Unlike the content of a row it doesn't hang on the money that a coin is counted in, which may differ from one export to the next.
 */
export class ContentIds {
  private readonly counts = new Map<string, number>();

  constructor(private readonly source: string) {}

  of(instant: string, told: readonly string[]): string {
    const id = `${this.source}:${instant}:${[...told].sort().join(":")}`;
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  }
}

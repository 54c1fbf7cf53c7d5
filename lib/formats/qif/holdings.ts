import { add, type DecimalString, ZERO } from "@/lib/money/decimal";

/** Units of each account's securities, as the records up to a day leave them: what a split is a multiple of. */
export class RunningUnits {
  private readonly moves = new Map<string, { date: string; quantity: DecimalString }[]>();

  private key(account: string, security: string): string {
    return `${account}\n${security.toLowerCase()}`;
  }

  add(account: string, security: string, date: string, quantity: DecimalString): void {
    const key = this.key(account, security);
    const moves = this.moves.get(key);
    if (moves) moves.push({ date, quantity });
    else this.moves.set(key, [{ date, quantity }]);
  }

  /** What was held when a day began: the split is of the shares held then, whatever order the records of the day stand in. */
  before(account: string, security: string, date: string): DecimalString {
    const moves = this.moves.get(this.key(account, security)) ?? [];
    return add(ZERO, ...moves.filter((move) => move.date < date).map(({ quantity }) => quantity));
  }
}

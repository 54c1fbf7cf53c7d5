/** `1 account`, `2 accounts`, `1,204 transactions`: a whole number with its noun. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString("en-GB")} ${amount === 1 ? one : many}`;
}

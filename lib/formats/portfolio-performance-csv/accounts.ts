import type { Row } from "./entry";
import { typeOf } from "./words";

/** The accounts that a line names, by what they are to it. Empty where the file has no such column. */
export interface Parties {
  /** The account of securities, for lines about units. */
  portfolio: string;
  /** The account of money that was paid from or into. */
  cash: string;
  /** The other end of a transfer. */
  other: string;
}

const ABOUT_UNITS: ReadonlySet<string> = new Set(["BUY", "SELL", "DELIVERY_INBOUND", "DELIVERY_OUTBOUND"]);

/**
 * Import templates have a column for each kind of account. The table of all transactions has only one for the account that the line
 * belongs to, which is the portfolio for a purchase, and one for the other side.
 */
export function partiesOf(row: Row, type: string, hasSecurity: boolean): Parties {
  const [account, offset, portfolio] = [row.text("account"), row.text("offsetAccount"), row.text("portfolio")];
  const isTransfer = typeOf(type) === "TRANSFER_IN" || typeOf(type) === "TRANSFER_OUT";
  if (isTransfer && hasSecurity) {
    return { portfolio: portfolio || account, cash: "", other: row.text("offsetPortfolio") || offset };
  }
  if (ABOUT_UNITS.has(type)) return portfolio ? { portfolio, cash: account, other: "" } : { portfolio: account, cash: offset, other: "" };
  return { portfolio: "", cash: account, other: isTransfer ? offset : "" };
}

/**
 * Which statement an account is part of. A portfolio and the account that most of its purchases were paid from are one, as a broker keeps
 * them; every other account is one of its own.
 */
export class Households {
  private readonly home = new Map<string, string>();

  constructor(lines: Iterable<Parties>) {
    const counts = new Map<string, Map<string, number>>();
    for (const { portfolio, cash } of lines) {
      if (portfolio === "" || cash === "") continue;
      const of = counts.get(portfolio) ?? new Map<string, number>();
      of.set(cash, (of.get(cash) ?? 0) + 1);
      counts.set(portfolio, of);
    }
    const pairs = [...counts].flatMap(([portfolio, of]) => [...of].map(([cash, count]) => ({ portfolio, cash, count })));
    // Names settle ties, so that another export in another order gives the same.
    pairs.sort((a, b) => b.count - a.count || compareText(a.portfolio, b.portfolio) || compareText(a.cash, b.cash));
    const taken = new Set<string>();
    for (const { portfolio, cash } of pairs) {
      if (taken.has(`portfolio ${portfolio}`) || taken.has(`cash ${cash}`)) continue;
      taken.add(`portfolio ${portfolio}`).add(`cash ${cash}`);
      this.home.set(cash, portfolio);
    }
  }

  /** The statement's name for an account's; the same one for a portfolio and its account. */
  of(account: string): string {
    return this.home.get(account) ?? account;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

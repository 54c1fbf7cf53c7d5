import type { PlanLine } from "../us-plan";
import type { UsMeaning } from "../us-row";

/** What the words at the beginning of an action mean; the first that fit count, the name of the instrument follows them. */
const PHRASES: ReadonlyArray<readonly [RegExp, UsMeaning]> = [
  // A trade that is taken back: units and cash as given, the other way round.
  [/^(?:BUY|SELL|YOU BOUGHT|YOU SOLD|REINVESTMENT)\s+CANCEL|\bCANCELLED TRADE\b/, { tradeType: "adjustment", subtype: "cancelled_trade" }],
  [/^YOU BOUGHT\b.*\bOPENING TRANSACTION/, { tradeType: "buy", effect: "open" }],
  [/^YOU BOUGHT\b.*\bCLOSING TRANSACTION/, { tradeType: "buy", effect: "close" }],
  [/^YOU BOUGHT\b.*\bSHORT COVER/, { tradeType: "buy", effect: "close" }],
  [/^YOU BOUGHT\b/, { tradeType: "buy" }],
  [/^YOU SOLD\b.*\bOPENING TRANSACTION/, { tradeType: "sell", effect: "open" }],
  [/^YOU SOLD\b.*\bCLOSING TRANSACTION/, { tradeType: "sell", effect: "close" }],
  [/^YOU SOLD\b.*\bSHORT SALE/, { tradeType: "sell", effect: "open" }],
  [/^YOU SOLD\b/, { tradeType: "sell" }],
  [/^REINVESTMENT\b/, { tradeType: "buy", subtype: "dividend_reinvestment" }],
  [/^(?:PURCHASE INTO|REDEMPTION FROM) CORE ACCOUNT/, { tradeType: "journal", subtype: "core" }],

  [/^(?:PAYMENT IN LIEU|IN LIEU OF DIV|SUBSTITUTE PAYMENT|DIVIDEND IN LIEU)/, { tradeType: "dividend", subtype: "in_lieu" }],
  [/^(?:CASH )?IN LIEU OF\b/, { tradeType: "dividend", subtype: "cash_in_lieu" }],
  [/^LONG[- ]TERM CAP/, { tradeType: "dividend", subtype: "capital_gain_long" }],
  [/^SHORT[- ]TERM CAP/, { tradeType: "dividend", subtype: "capital_gain_short" }],
  [/^RETURN OF CAPITAL|^RET(?:URN)? OF CAP/, { tradeType: "return_of_capital" }],
  [/^(?:DIVIDENDS?|SPECIAL DIVIDEND|ROYALTY)\b/, { tradeType: "dividend" }],
  [/^MARGIN INTEREST/, { tradeType: "interest", subtype: "margin" }],
  [/^(?:INTEREST|MUNI EXEMPT INT|CREDIT INTEREST|BOND INTEREST|CD INTEREST)\b/, { tradeType: "interest" }],

  [/^(?:ADJ(?:USTMENT)? )?(?:FOREIGN TAX|NON-?RESIDENT(?: ALIEN)? TAX|NRA TAX)/, { tradeType: "tax", subtype: "withholding" }],
  [/^(?:FED(?:ERAL)?|STATE|BACKUP)\s+(?:TAX|WITHHOLDING)|\bTAX W\/?H|^TAX WITHHELD/, { tradeType: "tax", subtype: "withholding" }],
  [/^ADVISOR(?:Y)? FEE|^ADVISOR \/ CONSULTANT FEE|^ASSET MANAGEMENT/, { tradeType: "fee", subtype: "advisor" }],
  [
    /^(?:FEE CHARGED|ADR FEE|FOREIGN (?:CUSTODY|SECURITY)? ?FEE|SHORT[- ]TERM TRADING FEE|ANNUAL FEE|RECORDKEEPING FEE|ADJUST FEE|SERVICE FEE|.* FEE)\b/,
    { tradeType: "fee" },
  ],

  [/^EXPIRED\b/, { tradeType: "option_expiration" }],
  [/^ASSIGNED\b/, { tradeType: "option_assignment" }],
  [/^EXERCISED\b/, { tradeType: "option_exercise" }],
  [/^(?:DISTRIBUTION )?SPIN-?\s?OFF/, { tradeType: "spin_off" }],
  [/^DISTRIBUTION\b.*\bSPIN-?\s?OFF/, { tradeType: "spin_off" }],
  [/^(?:STOCK|FORWARD|REVERSE) SPLIT|\bR\/S (?:FROM|TO)\b|\bREVERSE SPLIT\b/, { tradeType: "split" }],
  [/^STOCK DIVIDEND/, { tradeType: "stock_dividend" }],
  [/^(?:MERGER|REORGANIZATION|TENDER(?:ED)?|MANDATORY EXCHANGE|CONVERSION(?! SHARES))\b/, { tradeType: "merger" }],
  [/^(?:NAME CHANGED?|SYMBOL CHANGE|CUSIP CHANGE)\b/, { tradeType: "symbol_change" }],
  [/^(?:REDEMPTION PAYOUT|REDEEMED|CALLED|MATURED|MATURITY)\b/, { tradeType: "redemption" }],
  [/^RIGHTS?\b/, { tradeType: "rights" }],

  [
    /^(?:TRANSFERRED|TRANSFER OF ASSETS|TRANSFER|ASSET TRANSFER|ROLLOVER SHARES|CONVERSION SHARES|JOURNALED|ROTH CONVERSION|RECHARACTERIZATION|DELIVERED|RECEIVED)\b/,
    { tradeType: "transfer_in", subtype: "transfer" },
  ],
  [
    /^(?:ELECTRONIC FUNDS TRANSFER|DIRECT DEPOSIT|CHECK RECEIVED|CASH CONTRIBUTION|ROLLOVER CASH|PARTIC(?:IPANT)? CONTR|PART CONTRIB|CO CONTR|CONTRIBUTION|WIRE (?:TRANSFER|TFR)|DEPOSIT|MOBILE DEPOSIT|BONUS|ACH)\b/,
    { tradeType: "deposit" },
  ],
  [
    /^(?:DIRECT DEBIT|DEBIT CARD|CHECK PAID|BILL PAYMENT|CASH ADVANCE|NORMAL DISTR|PREMATURE DISTR|EARLY DISTR|WITHDRAWAL|ATM)\b/,
    { tradeType: "withdrawal" },
  ],
  [/^ADJUSTMENT\b/, { tradeType: "adjustment" }],
];

/** Distributions of units are splits that have no other word; those of cash are withdrawals from a retirement account. */
const DISTRIBUTION = /^DISTRIBUTION\b/;

/** What an action such as `YOU BOUGHT ACME CORP (ACME) (Cash)` means; null for words that aren't known. */
export function actionMeaning(action: string, movesUnits: boolean): UsMeaning | null {
  const words = action.toUpperCase();
  const known = PHRASES.find(([phrase]) => phrase.test(words))?.[1];
  if (known) return known;
  if (DISTRIBUTION.test(words)) return movesUnits ? { tradeType: "split" } : { tradeType: "withdrawal" };
  return null;
}

/** Money market funds and bank sweeps in which an account keeps its cash. */
export const isCore = (symbol: string) => /^(?:SPAXX|FDRXX|FZFXX|FDLXX|FCASH|CORE|Q[A-Z]{2,3}Q|FDIC\d*|315994103)\**$/.test(symbol);

/** The words of workplace plans, whose lines name a fund without a symbol and count money as it changes the fund. */
export const PLAN_WORDS: ReadonlyArray<readonly [RegExp, PlanLine["kind"]]> = [
  [/^CHANGE (?:IN|ON) MARKET VALUE/i, "value"],
  [/^(?:CONTRIBUTIONS?|LOAN REPAYMENTS?|ROLLOVERS?)$/i, "in"],
  [/^(?:WITHDRAWALS?|LOANS?|LOAN WITHDRAWALS?|DISTRIBUTIONS?)$/i, "out"],
  [/FEES?$/i, "fee"],
  [/^(?:DIVIDENDS?|INTEREST|REVENUE CREDIT|CREDITS?)$/i, "income"],
  [/^(?:EXCHANGES?|EXCHANGE (?:IN|OUT)|TRANSFERS?|REALLOCATION|REBALANCE)$/i, "exchange"],
];

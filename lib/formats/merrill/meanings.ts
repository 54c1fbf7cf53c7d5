import type { UsMeaning } from "../us-brokers/row";

/** What the words at the beginning of a description mean; the first that fit count, the name of the instrument follows them. */
const PHRASES: ReadonlyArray<readonly [RegExp, UsMeaning]> = [
  [/^(?:PURCHASE|SALE|BUY|SELL) CANCEL|^CANCEL(?:LED)? (?:PURCHASE|SALE)/, { tradeType: "adjustment", subtype: "cancelled_trade" }],
  [/^OPTION (?:PURCHASE|SALE) .*\bEXPIRED|^(?:OPTION )?EXPIR/, { tradeType: "option_expiration" }],
  [/^(?:OPTION )?ASSIGN/, { tradeType: "option_assignment" }],
  [/^(?:OPTION )?EXERCISE/, { tradeType: "option_exercise" }],
  [/^SHORT SALE\b/, { tradeType: "sell", effect: "open" }],
  [/^COVER SHORT\b|^PURCHASE TO COVER\b/, { tradeType: "buy", effect: "close" }],
  [/^REINVEST(?:MENT)?\b/, { tradeType: "buy", subtype: "dividend_reinvestment" }],
  [/^(?:OPTION )?(?:PURCHASE|BUY|BOUGHT)\b/, { tradeType: "buy" }],
  [/^(?:OPTION )?(?:SALE|SELL|SOLD)\b/, { tradeType: "sell" }],
  [
    /^(?:SECURITY )?TRANSFER (?:IN|OUT|RECEIVED|PAID|DELIVERED)\b|^SECURITY TRANSFER|^JOURNAL (?:ENTRY|IN|OUT)\b|^SHARES? (?:RECEIVED|DELIVERED)/,
    { tradeType: "transfer_in", subtype: "transfer" },
  ],

  [/^STOCK DIVIDEND/, { tradeType: "stock_dividend" }],
  [/^(?:LIQUIDATING DIVIDEND|RETURN OF CAPITAL|RTN OF CAP)/, { tradeType: "return_of_capital" }],
  [/^LONG TERM CAP|^LT CAP/, { tradeType: "dividend", subtype: "capital_gain_long" }],
  [/^SHORT TERM CAP|^ST CAP/, { tradeType: "dividend", subtype: "capital_gain_short" }],
  [/^CASH IN LIEU/, { tradeType: "dividend", subtype: "cash_in_lieu" }],
  [/^(?:SUBSTITUTE PAYMENT|PAYMENT IN LIEU|IN LIEU)/, { tradeType: "dividend", subtype: "in_lieu" }],
  [/^(?:FOREIGN |QUALIFIED |SPECIAL |RPT FGN )?DIV(?:IDEND)?\b/, { tradeType: "dividend" }],
  [/^MARGIN INTEREST/, { tradeType: "interest", subtype: "margin" }],
  [/^BOND INTEREST|^CD INTEREST/, { tradeType: "interest", subtype: "coupon" }],
  [/^STOCK LENDING/, { tradeType: "interest", subtype: "lending" }],
  [/^(?:BANK |CREDIT |ADV )?INTEREST\b/, { tradeType: "interest" }],
  [/^(?:FOREIGN TAX|NON-?RESIDENT|TAX WITHH|FED(?:ERAL)? TAX|STATE TAX|BACKUP)/, { tradeType: "tax", subtype: "withholding" }],
  [/^ADVISORY (?:PROGRAM )?FEE|^PROGRAM FEE/, { tradeType: "fee", subtype: "advisor" }],
  [/^(?:DEPOSITORY|DEPOSITARY|ADR|FOREIGN) (?:BANK )?(?:SERVICE )?FEE|^[A-Z /()]*\bFEES?\b/, { tradeType: "fee" }],

  [/^(?:STOCK SPLIT|FORWARD SPLIT|REVERSE SPLIT|SPLIT)\b/, { tradeType: "split" }],
  [/^SPIN-?\s?OFF\b/, { tradeType: "spin_off" }],
  [/^(?:NAME CHANGE|SYMBOL CHANGE|CUSIP CHANGE)\b/, { tradeType: "symbol_change" }],
  [/^(?:EXCHANGE|MERGER|REORG|TENDER|CONVERSION)\b/, { tradeType: "merger" }],
  [/^(?:REDEMPTION|MATURITY|MATURED|CALLED?|REDEEMED)\b/, { tradeType: "redemption" }],
  [/^RIGHTS?\b/, { tradeType: "rights" }],

  [
    /^(?:FUNDS (?:RECEIVED|TRANSFER|PAID)|WIRE|DIRECT DEPOSIT|DEPOSIT|CHECK DEPOSIT|MOBILE CHECK|ELECTRONIC|ACH|CONTRIBUTION|ROLLOVER|TRANSFER|BONUS|OTHER INCOME|CASH REWARD)\b/,
    { tradeType: "deposit" },
  ],
  [/^(?:WITHDRAWAL|PRE-?AUTHORIZED|CHECK|VISA|BILL PAY(?:MENT)?|DISTRIBUTION|ATM|DEBIT)\b/, { tradeType: "withdrawal" }],
  [/^ADJUSTMENT\b|^JOURNAL\b/, { tradeType: "adjustment" }],
];

/** What a description such as `Purchase ACME CORP` means; null for words that aren't known. */
export function phraseMeaning(description: string): UsMeaning | null {
  const words = description.toUpperCase().replace(/^PENDING\s+/, "");
  return PHRASES.find(([phrase]) => phrase.test(words))?.[1] ?? null;
}

/** The bank programs in which an account keeps its cash: what moves there stays cash. */
export const isBankProgram = (symbol: string, description: string) =>
  /^99\d{7}$/.test(symbol) || /\b(?:ML|MERRILL LYNCH|PREFERRED) (?:BANK )?DEPOSIT(?:Y)? PROGRAM\b/i.test(description);

const ACCOUNT = "JqMLm4rJwpF6gMPJwBqdh9ZjjPvvpDcb7kDK1";

export const ACCOUNTS = [
  {
    account_id: ACCOUNT,
    balances: { available: null, current: 23_631.98, iso_currency_code: "USD" },
    mask: "5555",
    name: "Birch IRA",
    official_name: null,
    type: "investment",
    subtype: "ira",
  },
  {
    account_id: "k67E4xKvMlhmleEa4pg9hlwGGNnnEeixPolGm",
    balances: { available: null, current: 100, iso_currency_code: "USD" },
    mask: "6666",
    name: "Birch 401k",
    official_name: "Birch 401k",
    type: "investment",
    subtype: "401k",
  },
  {
    account_id: "checking",
    balances: { iso_currency_code: "USD" },
    mask: "0000",
    name: "Birch Checking",
    type: "depository",
    subtype: "checking",
  },
];

const security = (
  security_id: string,
  name: string,
  ticker_symbol: string | null,
  type: string | null,
  subtype: string | null,
  more: object = {},
) => ({
  security_id,
  isin: null,
  cusip: null,
  figi: null,
  name,
  ticker_symbol,
  type,
  subtype,
  is_cash_equivalent: type === "cash",
  iso_currency_code: "USD",
  unofficial_currency_code: null,
  market_identifier_code: null,
  option_contract: null,
  ...more,
});
export const SECURITIES = [
  security("s-cash", "U S Dollar", "CUR:USD", "cash", "cash"),
  security("s-acme", "Achilles Corp", "ACHN", "equity", "common stock", { figi: "BBG000000001", market_identifier_code: "XNAS" }),
  security("s-fund", "Target Fund 2045", null, "mutual fund", "mutual fund", { isin: "US0000000002" }),
  security("s-coin", "Bitcoin", "CUR:BTC", "cryptocurrency", "cryptocurrency"),
  security("s-bond", "Treasury 2030", "T2030", "fixed income", "bond"),
  security("s-option", "ACHN call", "ACHN270115C00100000", "derivative", "option", {
    option_contract: { contract_type: "call", expiration_date: "2027-01-15", strike_price: 100, underlying_security_ticker: "ACHN" },
  }),
  security("s-odd", "Something else", "ODD", null, null),
];

const holding = (security_id: string, quantity: number, price: number, value: number, cost_basis: number | null) => ({
  account_id: ACCOUNT,
  security_id,
  quantity,
  institution_price: price,
  institution_price_as_of: "2026-11-23",
  institution_price_datetime: null,
  institution_value: value,
  cost_basis,
  iso_currency_code: "USD",
  unofficial_currency_code: null,
});
/** Two contracts, which Plaid counts as 200 options, and a bond whose price is in percent. */
export const HOLDINGS = [
  holding("s-cash", 1500.25, 1, 1500.25, 1500.25),
  holding("s-acme", 21.5, 110, 2365, 2150),
  holding("s-fund", 10.125, 200.5, 2030.0625, 1800),
  holding("s-coin", 0.12345678, 60_000, 7407.4068, null),
  holding("s-bond", 5000, 98.5, 4925, 4900),
  holding("s-option", -200, 4.5, -900, 1040),
  holding("s-odd", 3, 7, 21, 15),
];

let number = 0;
const row = (
  type: string,
  subtype: string,
  date: string,
  security_id: string | null,
  quantity: number,
  price: number,
  amount: number,
  more: object = {},
) => {
  number += 1;
  return {
    investment_transaction_id: `t${String(number).padStart(4, "0")}QbzV8K7vrlQRqNkmxdj`,
    account_id: ACCOUNT,
    cancel_transaction_id: null,
    security_id,
    date,
    transaction_datetime: null,
    name: `${subtype} at Birch`,
    quantity,
    price,
    amount,
    fees: 0,
    type,
    subtype,
    iso_currency_code: "USD",
    unofficial_currency_code: null,
    ...more,
  };
};

/** Newest first. Amounts are positive where cash goes out; one sale has its units without a minus, as happens. */
export const TRANSACTIONS = [
  row("cash", "dividend", "2026-11-20", "s-acme", 0, 0, -24.5),
  row("cash", "tax withheld", "2026-11-20", "s-acme", 0, 0, 3.68),
  row("buy", "dividend reinvestment", "2026-10-15", "s-fund", 0.125, 200, 25),
  row("cash", "dividend", "2026-10-15", "s-fund", 0, 0, -25),
  row("buy", "dividend reinvestment", "2026-10-01", "s-acme", 0.5, 100, 50),
  row("sell", "sell short", "2026-09-10", "s-option", 200, 5.2, -1038.7, { fees: 1.3, transaction_datetime: "2026-09-09T15:01:02Z" }),
  row("sell", "sell", "2026-08-05", "s-acme", 4, 105, -419, { fees: 1, transaction_datetime: "2026-08-03T00:00:00Z" }),
  row("buy", "buy", "2026-07-01", "s-bond", 5000, 98, 4900),
  row("buy", "contribution", "2026-06-30", "s-fund", 10, 180, 1800),
  row("transfer", "transfer", "2026-05-20", "s-coin", 0.12345678, 0, 0),
  row("transfer", "split", "2026-04-01", "s-acme", 12.5, 0, 0),
  row("cash", "interest", "2026-03-31", null, 0, 0, -1.25),
  row("fee", "account fee", "2026-03-30", null, 0, 0, 10),
  row("cash", "withdrawal", "2026-03-15", "s-cash", 0, 0, 200),
  row("buy", "buy", "2026-02-02", "s-acme", 12.5, 172, 2150),
  row("cash", "deposit", "2026-02-01", "s-cash", -5000, 1, -5000),
];

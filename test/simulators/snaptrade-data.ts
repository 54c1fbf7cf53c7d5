const ACCOUNT = "917c8734-8470-4a3e-a18f-57c3f2ee6631";
const CONNECTION = "87b24961-b51e-4db8-9226-f198f6518a89";

export const CONNECTIONS = [
  {
    id: CONNECTION,
    brokerage: { name: "Birch Brokerage", display_name: "Birch", slug: "BIRCH" },
    name: "Connection-1",
    type: "read",
    disabled: false,
  },
  { id: "c9a6ba88-39d1-4d3a-b2a0-6f4f5d6c6a10", brokerage: { name: "Alder Invest" }, type: "read", disabled: false },
];

const synced = { initial_sync_completed: true, last_successful_sync: "2026-11-23T21:00:00Z" };
const account = (id: string, connection: string, institution_name: string, number: string, currency: string) => ({
  id,
  brokerage_authorization: connection,
  name: null,
  number,
  institution_name,
  created_date: "2026-01-05T10:00:00Z",
  sync_status: { holdings: synced, transactions: synced },
  balance: { total: { amount: 12_345.67, currency } },
  status: "open",
  is_paper: false,
});
export const ACCOUNTS = [
  account(ACCOUNT, CONNECTION, "Birch", "Q6542138443", "USD"),
  account("0c1b2a3d-8470-4a3e-a18f-57c3f2ee6632", CONNECTION, "Birch", "Q6542138444", "USD"),
  account("5e4f3a2b-8470-4a3e-a18f-57c3f2ee6633", "c9a6ba88-39d1-4d3a-b2a0-6f4f5d6c6a10", "Alder Invest", "77", "GBP"),
];

const OPTION = {
  ticker: "AAPL  270115C00250000",
  option_type: "CALL",
  strike_price: 250,
  expiration_date: "2027-01-15",
  is_mini_option: false,
};
const UNDERLYING = { symbol: "AAPL", raw_symbol: "AAPL" };

const stock = (kind: string, symbol: string, description: string, more: object = {}) => ({
  kind,
  id: `i-${symbol}`,
  symbol,
  raw_symbol: symbol.split(".")[0],
  description,
  currency: "USD",
  exchange: "XNAS",
  figi_instrument: null,
  ...more,
});
const position = (instrument: object, units: string, price: string, cost_basis: string, more: object = {}) => ({
  instrument,
  units,
  price,
  cost_basis,
  currency: "USD",
  ...more,
});

/** A share and a fraction, a coin to its eighteenth decimal, an option that was sold, a share sold short, one quoted in pence, a money fund. */
export const POSITIONS = [
  position(stock("stock", "AAPL", "Apple Inc", { figi_instrument: { figi_code: "BBG000B9Y5X2" } }), "12.5", "190.1", "150.2"),
  position(stock("crypto", "BTC", "Bitcoin", { exchange: null }), "0.123456789012345678", "60000", "41000"),
  position(
    {
      kind: "option",
      id: "o-1",
      symbol: OPTION.ticker,
      option_type: "CALL",
      strike_price: "250",
      expiration_date: "2027-01-15",
      multiplier: "100",
      underlying: { kind: "stock", ...UNDERLYING },
    },
    "-2",
    "6.1",
    "530",
  ),
  position(stock("etf", "VWRL.L", "All-World"), "30", "10550", "9900", { currency: "GBX" }),
  position(stock("stock", "TSLA", "Tesla Inc"), "-5", "240", "260"),
  position(stock("mutualfund", "SPAXX", "Government Money Market"), "100.25", "1", "1", { cash_equivalent: true }),
];

export const BALANCES = [
  { currency: { id: "c-usd", code: "USD", name: "US Dollar" }, cash: 1100.75, buying_power: 1100.75 },
  { currency: { id: "c-gbp", code: "GBP", name: "Pound" }, cash: -20.5, buying_power: null },
];

let number = 0;
const row = (type: string, trade_date: string, amount: number | null, more: object = {}) => {
  number += 1;
  return {
    id: `2f7dc9b3-5c33-4668-3440-2b31e056e${String(number).padStart(3, "0")}`,
    type,
    option_type: "",
    symbol: null,
    option_symbol: null,
    price: 0,
    units: 0,
    amount,
    fee: 0,
    fx_rate: null,
    currency: { id: "c-usd", code: "USD", name: "US Dollar" },
    trade_date,
    settlement_date: trade_date.slice(0, 10),
    description: `${type} at Birch`,
    institution: "Birch",
    external_reference_id: null,
    ...more,
  };
};
const of = (symbol: string, code: string) => ({
  symbol: { id: `i-${symbol}`, symbol, raw_symbol: symbol, currency: { code: "USD" }, exchange: { mic_code: "XNAS" }, type: { code } },
});
const option = { option_symbol: { id: "o-1", ...OPTION, underlying_symbol: UNDERLYING } };

/** Newest first, as SnapTrade has them. Two equal fills among them, a fee inside and outside of the amount, and a contract priced whole. */
export const ACTIVITIES = [
  row("TAX", "2026-11-20T00:00:00.000Z", -2.1, of("AAPL", "cs")),
  row("DIVIDEND", "2026-11-20T00:00:00.000Z", 14.0, { ...of("AAPL", "cs"), price: 1.12, units: 12.5 }),
  row("REI", "2026-11-10T00:00:00.000Z", -0.25, { ...of("SPAXX", "oef"), price: 1, units: 0.25 }),
  row("DIVIDEND", "2026-11-10T00:00:00.000Z", 0.25, of("SPAXX", "oef")),
  row("SELL", "2026-10-02T14:31:00.000Z", 1299.0, { ...of("TSLA", "cs"), price: 260, units: -5, fee: 1 }),
  row("SELL", "2026-09-15T15:00:00.000Z", 1060, { ...option, option_type: "SELL_TO_OPEN", price: 5.3, units: 2, fee: 1.3 }),
  row("SPLIT", "2026-08-31T00:00:00.000Z", 0, { ...of("AAPL", "cs"), units: 6.25 }),
  row("BUY", "2026-07-07T13:45:10.000Z", -300.4, { ...of("AAPL", "cs"), price: 300.4, units: 1 }),
  row("BUY", "2026-07-07T13:45:10.000Z", -300.4, { ...of("AAPL", "cs"), price: 300.4, units: 1 }),
  row("BUY", "2026-06-01T13:45:10.000Z", -1276.7, { ...of("AAPL", "cs"), price: 300.4, units: 4.25 }),
  row("TRANSFER", "2026-05-05T00:00:00.000Z", 0, { ...of("BTC", "crypto"), units: "0.123456789012345678" }),
  row("INTEREST", "2026-04-30T00:00:00.000Z", 3.21),
  row("FEE", "2026-04-29T00:00:00.000Z", -5),
  row("BUY", "2026-04-02T09:00:00.000Z", -100, { ...of("SPAXX", "oef"), price: 1, units: 100 }),
  row("WITHDRAWAL", "2026-03-02T00:00:00.000Z", -250),
  row("CONTRIBUTION", "2026-03-01T00:00:00.000Z", 5000),
];

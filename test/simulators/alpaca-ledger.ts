/** What a simulated account at Alpaca did and holds, in Alpaca's words. Numbers are text, as Alpaca writes them. */
export type AlpacaActivity = Record<string, string | null>;

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
let made = 0;

/** The first part of an activity's id is its time, in digits. */
function idAt(instant: string): string {
  made += 1;
  return `${instant.replaceAll(/\D/g, "").slice(0, 17).padEnd(17, "0")}::${uuid(made)}`;
}

function fill(instant: string, side: "buy" | "sell" | "sell_short", symbol: string, qty: string, price: string): AlpacaActivity {
  const id = idAt(instant);
  return {
    activity_type: "FILL",
    id,
    transaction_time: instant,
    type: "fill",
    price,
    qty,
    side,
    symbol,
    leaves_qty: "0",
    order_id: uuid(900_000 + made),
    cum_qty: qty,
    order_status: "filled",
  };
}

function other(date: string, type: string, fields: AlpacaActivity): AlpacaActivity {
  return {
    activity_type: type,
    id: idAt(date),
    date,
    net_amount: "0",
    status: "executed",
    created_at: `${date}T21:05:00.123456Z`,
    ...fields,
  };
}

const option = (kind: "C" | "P", strike: string, underlying: string) => `${underlying}240621${kind}${strike.padStart(5, "0")}000`;

/** A savings plan: enough rows for several pages. */
const SAVED = Array.from({ length: 180 }, (_, index) => {
  const day = new Date(Date.UTC(2024, 0, 3 + index));
  return fill(`${day.toISOString().slice(0, 10)}T14:31:00.25${index % 10}Z`, "buy", "VTI", "0.123456789", "240.11");
});

const spun = { group_id: uuid(700_001) };
const merged = { group_id: uuid(700_002), description: "Stock Cash Merger 5 384CVR015 and $9.95 for 1 GRCL" };
const paid = { group_id: uuid(700_003), symbol: "AAPL" };
const named = { group_id: uuid(700_004) };
const mistaken = { group_id: uuid(700_005), activity_sub_type: "CDIV", symbol: "KO", qty: "4", per_share_amount: "0.485" };
const taken = { group_id: uuid(700_006), activity_sub_type: "CDIV", symbol: "MSFT", qty: "0.123456789", per_share_amount: "0.75" };

/** By the time of their ids. */
export const LEDGER: readonly AlpacaActivity[] = [
  other("2024-01-02", "JNLC", { net_amount: "100000", description: "Initial funding" }),
  other("2024-01-02", "CSD", { net_amount: "5000" }),
  { ...fill("2024-01-03T14:30:00.104Z", "buy", "AAPL", "3", "185.25"), type: "partial_fill", leaves_qty: "7", cum_qty: "3" },
  { ...fill("2024-01-03T14:30:00.611Z", "buy", "AAPL", "7", "185.3"), cum_qty: "10" },
  fill("2024-01-03T15:02:11.5Z", "buy", "MSFT", "0.123456789", "402.115"),
  fill("2024-01-05T03:12:44.012345Z", "buy", "BTC/USD", "0.012345678", "43000.5"),
  other("2024-01-05", "CFEE", {
    symbol: "BTCUSD",
    qty: "-0.000030864",
    price: "43000.5",
    description: "Coin Pair Transaction Fee (Non USD)",
  }),
  fill("2024-01-06T03:12:44.012345Z", "sell", "BTC/USD", "0.002", "44120.25"),
  other("2024-01-06", "CFEE", { net_amount: "-0.22", description: "Coin Pair Transaction Fee (USD)" }),
  other("2024-01-09", "FEE", { activity_sub_type: "TAF", net_amount: "-0.02", description: "TAF fee for proceed of 3 shares" }),
  fill("2024-01-10T15:00:00Z", "sell_short", "TSLA", "5", "234.5"),
  other("2024-01-12", "DIV", { ...paid, activity_sub_type: "CDIV", net_amount: "2.4", qty: "10", per_share_amount: "0.24" }),
  other("2024-01-12", "DIVNRA", { ...paid, net_amount: "-0.36" }),
  other("2024-01-15", "ACATS", { symbol: "KO", cusip: "191216100", qty: "4", price: "59.3" }),
  other("2024-01-31", "INT", { activity_sub_type: "MGN", net_amount: "-1.23" }),
  other("2024-01-31", "INT", { activity_sub_type: "CDT", net_amount: "0.77" }),
  fill("2024-02-01T15:00:00Z", "buy", "NVDA", "10", "630"),
  fill("2024-02-01T15:01:00Z", "buy", "GE", "8", "132.5"),
  fill("2024-02-01T15:02:00Z", "buy", "GRCL", "20", "6.04"),
  fill("2024-02-01T15:03:00Z", "buy", "META1", "3", "390"),
  fill("2024-02-01T15:04:00Z", "buy", "XYZQ", "5", "0.11"),
  fill("2024-02-02T15:00:00Z", "buy", option("C", "190", "AAPL"), "2", "5.1"),
  fill("2024-02-02T15:01:00Z", "sell", option("P", "400", "MSFT"), "1", "3"),
  other("2024-02-29", "MA", { ...merged, activity_sub_type: "SCMA", symbol: "GRCL", qty: "-20", price: "6.04", status: "correct" }),
  other("2024-02-29", "MA", { ...merged, activity_sub_type: "SCMA", symbol: "384CVR015", qty: "100", price: "1.21", status: "correct" }),
  other("2024-02-29", "MA", { ...merged, activity_sub_type: "SCMA", symbol: "GRCL", net_amount: "199" }),
  other("2024-03-15", "DIV", { ...mistaken, net_amount: "1.49" }),
  other("2024-03-18", "DIV", { ...mistaken, net_amount: "1.94", status: "correct" }),
  other("2024-03-20", "DIV", { ...taken, net_amount: "0.09" }),
  other("2024-03-21", "DIV", { ...taken, net_amount: "0.09", status: "canceled" }),
  other("2024-03-25", "CSD", { net_amount: "777", status: "canceled" }),
  other("2024-04-02", "SPIN", { ...spun, symbol: "GEV", cusip: "36828A101", qty: "2", description: "Spin Off 1 GEV for 4 GE" }),
  other("2024-04-10", "NC", { ...named, activity_sub_type: "SNC", symbol: "META1", qty: "-3" }),
  other("2024-04-10", "NC", { ...named, activity_sub_type: "SNC", symbol: "META2", qty: "3" }),
  other("2024-05-01", "REORG", { activity_sub_type: "WRM", symbol: "XYZQ", qty: "-5" }),
  other("2024-06-10", "SPLIT", { activity_sub_type: "FSPLIT", symbol: "NVDA", qty: "-10", description: "Forward Split 10 for 1" }),
  other("2024-06-10", "SPLIT", { activity_sub_type: "FSPLIT", symbol: "NVDA", qty: "100", description: "Forward Split 10 for 1" }),
  other("2024-06-20", "OPEXC", { symbol: option("C", "190", "AAPL"), qty: "-1", description: "Option Exercise" }),
  other("2024-06-20", "OPTRD", { symbol: "AAPL", qty: "100", net_amount: "-19000", price: "214", description: "Option Trade" }),
  other("2024-06-21", "OPEXP", { symbol: option("C", "190", "AAPL"), qty: "-1", description: "Option Expiry" }),
  other("2024-06-21", "OPASN", { symbol: option("P", "400", "MSFT"), qty: "1", description: "Option Assignment" }),
  other("2024-06-21", "OPTRD", { symbol: "MSFT", qty: "100", net_amount: "-40000", price: "400", description: "Option Trade" }),
  fill("2024-07-01T15:00:00Z", "buy", option("C", "250", "TSLA").replace("240621", "270115"), "3", "12.4"),
  other("2024-07-02", "CSW", { net_amount: "-250" }),
  ...SAVED,
].toSorted((a, b) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1));

/** What was taken back, and what took it back: neither is a row. */
export const NO_ROWS = 4;

const position = (asset_class: string, symbol: string, qty: string, current_price: string, multiplier = 1): AlpacaActivity => {
  const market = (Number(qty) * Number(current_price) * multiplier).toFixed(8);
  return {
    asset_id: uuid(1),
    symbol,
    exchange: asset_class === "crypto" ? "CRYPTO" : "NASDAQ",
    asset_class,
    qty,
    qty_available: qty,
    side: qty.startsWith("-") ? "short" : "long",
    avg_entry_price: current_price,
    cost_basis: market,
    market_value: market,
    current_price,
    lastday_price: current_price,
    change_today: "0",
    unrealized_pl: "0",
  };
};

export const POSITIONS: readonly AlpacaActivity[] = [
  position("us_equity", "AAPL", "110", "224.5"),
  position("us_equity", "MSFT", "100.123456789", "417.125"),
  position("us_equity", "VTI", "22.22222202", "277.5"),
  position("us_equity", "TSLA", "-5", "248.5"),
  position("us_equity", "KO", "4", "68.9"),
  position("us_equity", "NVDA", "100", "128.25"),
  position("us_equity", "GE", "8", "171.2"),
  position("us_equity", "GEV", "2", "183.4"),
  position("us_equity", "384CVR015", "100", "1.21"),
  position("us_equity", "META2", "3", "512.5"),
  position("crypto", "BTCUSD", "0.010314814", "62000.125"),
  position("us_option", option("C", "250", "TSLA").replace("240621", "270115"), "3", "12.4", 100),
];

export const ACCOUNT: AlpacaActivity = {
  id: uuid(42),
  account_number: "PA3SIMULATED",
  status: "ACTIVE",
  currency: "USD",
  cash: "-1204.55",
  equity: "98765.43",
};

import { describe, expect, it } from "vitest";
import type { FormatItem } from "@/lib/formats/types";
import { writePages } from "../../pages";
import { coinbasePages } from "./format";

let count = 0;
/** One transaction of a wallet, as v2 tells it. */
function told(type: string, amount: string, currency: string, euros: string, rest: Record<string, unknown> = {}) {
  count += 1;
  return {
    id: `t${count}`,
    type,
    status: "completed",
    amount: { amount, currency },
    native_amount: { amount: euros, currency: "EUR" },
    created_at: "2024-03-25T13:03:11Z",
    ...rest,
  };
}

function read(transactions: readonly unknown[], since: string | null = null): FormatItem[] {
  const of = { broker: "coinbase", account: { id: "u", name: "Coinbase", currency: "EUR" }, fetchedAt: "2024-07-05T00:00:00.000Z", since };
  return [...coinbasePages.parse(writePages(of, [{ stream: "transactions", body: JSON.stringify({ data: transactions }) }]))];
}

const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const brief = (items: readonly FormatItem[]) =>
  drafts(items).map(
    ({ tradeType, quantity, symbol, price, currency, meta }) =>
      `${tradeType} ${quantity} ${symbol} at ${price} ${currency}, ${meta.netAmount}`,
  );
const reasons = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "skipped" ? item.reason : []));

describe("an execution at Coinbase", () => {
  const fill = { fill_price: "7.409", product_id: "NEAR-EUR", order_id: "order6", commission: "1.9122629", order_side: "buy" };

  it("is told by the coin's wallet to the last digit, its commission on top; the money's wallet is rounded, and says the same", () => {
    const items = read([
      told("advanced_trade_fill", "25.81", "NEAR", "191.12", { advanced_trade_fill: fill }),
      told("advanced_trade_fill", "-191.22", "EUR", "-191.23", { advanced_trade_fill: fill }),
    ]);
    expect(brief(items)).toEqual(["buy 25.81 NEAR at 7.409 EUR, -193.1385529"]);
    expect(drafts(items)[0]?.meta).toMatchObject({ fees: [{ amount: "1.9122629", currency: "EUR" }], orderId: "order6" });
    expect(reasons(items)).toEqual(["The money of a trade, which the entry of the coin tells whole."]);
  });

  it("in a market that quotes in a coin takes that coin too, at what both were worth", () => {
    const sale = { fill_price: "3334.341", product_id: "ETH-USDC", order_id: "o", commission: "0.5" };
    const items = read([told("advanced_trade_fill", "-1.12", "ETH", "-3400.98", { advanced_trade_fill: sale })]);
    expect(brief(items)).toEqual([
      "sell -1.12 ETH at 3036.589285714286 EUR, 3400.98",
      "buy 3733.96192 USDC at 0.910823429072 EUR, -3400.98",
    ]);
  });
});

describe("a purchase in Coinbase's app", () => {
  it("is paid with what was left after the fee, and both are its cash", () => {
    const buy = { id: "b", fee: { amount: "2.99", currency: "EUR" }, subtotal: { amount: "97.01", currency: "EUR" } };
    const items = read([told("buy", "0.002", "BTC", "100.00", { buy }), told("buy", "-100.00", "EUR", "-100.00")]);
    expect(brief(items)).toEqual(["buy 0.002 BTC at 48505 EUR, -100"]);
  });

  it("that tells nothing but its worth, is bought for that", () => {
    expect(brief(read([told("buy", "0.002", "BTC", "100.00")]))).toEqual(["buy 0.002 BTC at 50000 EUR, -100"]);
  });
});

describe("a conversion at Coinbase", () => {
  const both = [
    told("trade", "-0.1", "ETH", "-260.00", { trade: { id: "c1" } }),
    told("trade", "100", "ADA", "258.00", { trade: { id: "c1" } }),
  ];

  it("is a sale and a purchase for what was given, though its sides stand in two wallets", () => {
    const items = read(both);
    expect(brief(items)).toEqual(["sell -0.1 ETH at 2600 EUR, 260", "buy 100 ADA at 2.6 EUR, -260"]);
    expect(new Set(drafts(items).map(({ meta }) => meta.groupId))).toEqual(new Set(["coinbase:c1"]));
  });

  it("of which one side began before what was asked for, is left to the sync that brought both", () => {
    const [given, taken] = both;
    const items = read([{ ...given, created_at: "2024-03-25T13:03:09Z" }, taken], "2024-03-25T13:03:10.000Z");
    expect(brief(items)).toEqual([]);
    expect(reasons(items)).toHaveLength(2);
  });

  it("of which a side is missing, is kept for a person to look at", () => {
    expect(drafts(read(both.slice(1)))).toMatchObject([{ tradeType: "other", meta: { needsReview: true, rawType: "trade" } }]);
  });
});

describe("other transactions of Coinbase's wallets", () => {
  it("are deliveries at what they were worth, rewards, interest, fees and deposits", () => {
    expect(
      brief(
        read([
          told("send", "-0.01", "BTC", "-510.00"),
          told("staking_reward", "0.5", "ADA", "1.30"),
          told("interest", "0.10", "EUR", "0.10"),
          told("subscription", "-4.99", "EUR", "-4.99"),
          told("fiat_withdrawal", "-50.00", "EUR", "-50.00"),
        ]),
      ),
    ).toEqual([
      "transfer_out -0.01 BTC at 51000 EUR, 0",
      "reward 0.5 ADA at 2.6 EUR, 0",
      "interest 0 EUR at 0 EUR, 0.1",
      "fee 0 EUR at 0 EUR, -4.99",
      "withdrawal -50 EUR at 1 EUR, -50",
    ]);
  });

  it("between spot and staking move nothing, and those that aren't completed haven't happened", () => {
    const items = read([told("staking_transfer", "-10", "ADA", "-25.80"), told("send", "1", "BTC", "1", { status: "pending" })]);
    expect(drafts(items)).toEqual([]);
    expect(reasons(items)).toHaveLength(2);
  });

  it("that can't be read are named, and the others kept", () => {
    const items = read([{ id: "x" }, told("staking_reward", "0.5", "ADA", "1.30")]);
    expect(items.filter(({ kind }) => kind === "refused")).toHaveLength(1);
    expect(drafts(items)).toHaveLength(1);
  });
});

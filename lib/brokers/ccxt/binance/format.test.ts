import { describe, expect, it } from "vitest";
import { binance as binanceFile } from "@/lib/formats/binance";
import type { FormatItem } from "@/lib/formats/types";
import { givenKey } from "@/lib/imports/identity";
import type { BrokerPage } from "../../connector";
import { writePages } from "../../pages";
import { binancePages } from "./format";

const page = (stream: string, body: unknown): BrokerPage => ({ stream, body: typeof body === "string" ? body : JSON.stringify(body) });

function read(...pages: readonly BrokerPage[]): FormatItem[] {
  const of = { broker: "binance", account: { id: "1", name: "Binance" }, fetchedAt: "2024-07-05T00:00:00.000Z", since: null };
  return [...binancePages.parse(writePages(of, pages))];
}

const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const brief = (items: readonly FormatItem[]) =>
  drafts(items).map(
    ({ tradeType, quantity, symbol, price, currency, meta }) =>
      `${tradeType} ${quantity} ${symbol} at ${price} ${currency}, ${meta.netAmount}`,
  );

function trade(symbol: string, qty: string, quoteQty: string, commission: string, commissionAsset: string, isBuyer = true) {
  return { symbol, id: 28457, orderId: 100234, qty, quoteQty, price: "1", commission, commissionAsset, time: 1698138992358, isBuyer };
}

describe("a trade at Binance", () => {
  it("with its fee in BNB is a purchase without a fee, and BNB that go", () => {
    const items = read(page("trades BTC/USDT", [trade("BTCUSDT", "0.5", "15000", "0.0123", "BNB")]));
    expect(brief(items)).toEqual(["buy 0.5 BTC at 30000 USDT, -15000", "transfer_out -0.0123 BNB at 0 USDT, 0"]);
    expect(drafts(items).map(({ meta }) => [meta.externalId, meta.groupId, meta.subtype])).toEqual([
      ["binance:BTCUSDT:28457", "binance:BTCUSDT:28457", undefined],
      ["binance:BTCUSDT:28457:fee:BNB", "binance:BTCUSDT:28457", "fee"],
    ]);
  });

  it("with its fee in the coin brings fewer of them", () => {
    expect(brief(read(page("trades BTC/EUR", [trade("BTCEUR", "0.5", "15000", "0.0005", "BTC")])))).toEqual([
      "buy 0.4995 BTC at 30030.03003003003 EUR, -15000",
    ]);
  });

  it("of one coin for another has no price that anybody tells, and is kept for a person to look at", () => {
    const items = read(page("trades ETH/BTC", [trade("ETHBTC", "2", "0.1", "0", "BNB")]));
    expect(brief(items)).toEqual(["transfer_out -0.1 BTC at 0 USDT, 0", "transfer_in 2 ETH at 0 USDT, 0"]);
    expect(drafts(items).every(({ meta }) => meta.needsReview)).toBe(true);
  });

  it("is read digit by digit, though ids and amounts come as numbers that no float holds", () => {
    const body = JSON.stringify([trade("BTCUSDT", "QTY", "15000", "0", "BNB")])
      .replace('"QTY"', "0.123456789012345678")
      .replace("28457", "9007199254740993");
    const [found] = drafts(read(page("trades BTC/USDT", body)));
    expect([found?.quantity, found?.meta.externalId]).toEqual(["0.123456789012345678", "binance:BTCUSDT:9007199254740993"]);
  });
});

describe("what Binance exchanges beside its markets", () => {
  it("with a card was paid by a bank: the money comes with the purchase, and the fee is in it", () => {
    const payment = {
      orderNo: "353fca44",
      sourceAmount: "306.00",
      fiatCurrency: "EUR",
      obtainAmount: "0.01",
      cryptoCurrency: "BTC",
      totalFee: "6.00",
      status: "Completed",
      createTime: 1624529919000,
    };
    const items = read(page("card purchases", { data: [payment, { ...payment, orderNo: "x", status: "Failed" }] }));
    expect(brief(items)).toEqual(["buy 0.01 BTC at 30000 EUR, -306", "deposit 306 EUR at 1 EUR, 306"]);
    const balance = read(page("card purchases", { data: [{ ...payment, paymentMethod: "Cash Balance" }] }));
    expect(brief(balance)).toEqual(["buy 0.01 BTC at 30000 EUR, -306"]);
  });

  it("as dust comes in BNB, less the charge, coin by coin", () => {
    const detail = {
      transId: 45178372831,
      amount: "0.5",
      operateTime: 1607345544000,
      transferedAmount: "0.001",
      serviceChargeAmount: "0.00002",
    };
    const swept = {
      userAssetDribbletDetails: [
        { ...detail, fromAsset: "USDT" },
        { ...detail, fromAsset: "ADA" },
      ],
    };
    expect(brief(read(page("dust", { total: 1, userAssetDribblets: [swept] })))).toEqual([
      "buy 0.00098 BNB at 510.204081632653 USDT, -0.5",
      "transfer_out -0.5 ADA at 0 USDT, 0",
      "transfer_in 0.00098 BNB at 0 USDT, 0",
    ]);
  });

  it("counts only when it has succeeded", () => {
    const conversion = { orderId: 1, fromAsset: "USDT", fromAmount: "100", toAsset: "SOL", toAmount: "1.5", createTime: 1624529919000 };
    const items = read(
      page("conversions", {
        list: [
          { ...conversion, orderStatus: "SUCCESS" },
          { ...conversion, orderId: 2, orderStatus: "FAIL" },
        ],
      }),
    );
    expect(brief(items)).toEqual(["buy 1.5 SOL at 66.666666666667 USDT, -100"]);
  });
});

describe("deposits and withdrawals of Binance", () => {
  const EXPORT = `Date(UTC),Coin,Network,Amount,TransactionFee,Address,TXID,SourceAddress,PaymentID,Status
2021-04-15 12:09:16,XRP,XRP,28.75,0.25,rX,19A5B24E,,,Completed
`;

  it("have the ids and the amounts of its exported histories, so that a file and a sync of one account merge", () => {
    const told = {
      id: "69e53ad3",
      amount: "28.75",
      transactionFee: "0.25",
      coin: "XRP",
      status: 6,
      txId: "19A5B24E",
      applyTime: "2021-04-15 12:09:16",
    };
    const fromSync = drafts(read(page("withdrawals", [told, { ...told, id: "cancelled", status: 1 }])));
    const fromFile = drafts([...binanceFile.parse(new TextEncoder().encode(EXPORT), { fileName: "withdraw.csv" })]);
    expect(fromSync.map((draft) => [givenKey(draft), draft.quantity, draft.tradeTime])).toEqual(
      fromFile.map((draft) => [givenKey(draft), draft.quantity, draft.tradeTime]),
    );
    expect(fromSync).toHaveLength(1);
  });

  it("count in the money that the coin was traded in, as what is held does", () => {
    const spot = {
      uid: 1,
      balances: [
        { asset: "LDBTC", free: "0.1", locked: "0" },
        { asset: "ADA", free: "3", locked: "0" },
      ],
    };
    const items = read(
      page("main currency", '"FDUSD"'),
      page("balances", spot),
      page("trades BTC/EUR", [trade("BTCEUR", "0.5", "15000", "0", "BNB")]),
      page("deposits", [{ id: "1", amount: "0.2", coin: "BTC", status: 1, txId: "0xa", insertTime: 1624529919000 }]),
    );
    expect(items.flatMap((item) => (item.kind === "holding" ? `${item.draft.symbol} ${item.draft.currency}` : []))).toEqual([
      "BTC EUR",
      "ADA FDUSD",
    ]);
    expect(brief(items)).toContain("transfer_in 0.2 BTC at 0 EUR, 0");
  });
});

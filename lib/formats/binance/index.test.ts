import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { givenKey, Occurrences } from "@/lib/imports/identity";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { binance } from ".";

const HEADER = "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark";
const line = (time: string, operation: string, coin: string, change: string, remark = "", account = "Spot") =>
  `1234,2024-${time},${account},${operation},${coin},${change},${remark}`;
const statement = (...lines: string[]) => [HEADER, ...lines].join("\n");
const rows = (...lines: string[]) => draftsIn(binance, statement(...lines));
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) => [tradeType, symbol, quantity, currency, meta.netAmount]);

describe("a statement of Binance", () => {
  it.each([
    HEADER,
    "UTC_Time,Account,Operation,Coin,Change,Remark",
    "User ID,Time,Account,Operation,Coin,Change,Remark",
    "Identifiant utilisateur,Durée,Compte,Opération,Jeton,Change,Remarque",
    "Date(UTC),Pair,Side,Price,Executed,Amount,Fee",
    "Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin",
    "Date(UTC),Coin,Network,Amount,TransactionFee,Address,TXID,SourceAddress,PaymentID,Status",
    "Date(UTC+0),Coin,Amount,Status,Payment Method,Indicated Amount,Fee,Order ID",
  ])("or another of its exports is known by %s", (header) => {
    expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("binance");
  });

  it("is read with the dates of the French export", () => {
    const text = "Identifiant utilisateur,Durée,Compte,Opération,Jeton,Change,Remarque\n1,26-03-02 21:10:18,Spot,Deposit,BTC,0.5,";
    expect(draftsIn(binance, text)).toMatchObject([{ tradeType: "transfer_in", tradeTime: "2026-03-02T21:10:18.000Z" }]);
  });

  it("joins the sides and fees of a moment to a trade, fills of one order to one row", () => {
    const items = itemsIn(
      binance,
      statement(
        line("01-10 08:00:00", "Transaction Buy", "BTC", "0.01"),
        line("01-10 08:00:00", "Transaction Spend", "USDT", "-600"),
        line("01-10 08:00:00", "Transaction Fee", "BTC", "-0.00001"),
        line("01-10 08:00:00", "Transaction Buy", "BTC", "0.01"),
        line("01-10 08:00:00", "Transaction Spend", "USDT", "-600"),
        line("01-10 08:00:00", "Transaction Fee", "BTC", "-0.00001"),
        line("01-11 08:00:00", "Transaction Sold", "BTC", "-0.005"),
        line("01-11 08:00:00", "Transaction Revenue", "USDT", "310"),
        line("01-11 08:00:00", "Transaction Fee", "USDT", "-0.31"),
      ),
    );
    expect(items.map(({ kind, line: at }) => [kind, at])).toEqual([
      ["transaction", 2],
      ["skipped", 3],
      ["skipped", 4],
      ["skipped", 5],
      ["skipped", 6],
      ["skipped", 7],
      ["transaction", 8],
      ["skipped", 9],
      ["skipped", 10],
    ]);
    expect(items[0]).toMatchObject({ draft: { tradeType: "buy", quantity: "0.01998", currency: "USDT", meta: { netAmount: "-1200" } } });
    expect(items[6]).toMatchObject({ draft: { tradeType: "sell", quantity: "-0.005", price: "62000", meta: { netAmount: "309.69" } } });
  });

  it("knows the words of older statements, and a fee in BNB", () => {
    expect(
      brief(
        rows(
          line("01-10 08:00:00", "Buy", "ETH", "0.5"),
          line("01-10 08:00:00", "Fee", "BNB", "-0.001"),
          line("01-10 08:00:00", "Transaction Related", "EUR", "-1000"),
        ),
      ),
    ).toEqual([
      ["buy", "ETH", "0.5", "EUR", "-1000"],
      ["transfer_out", "BNB", "-0.001", "EUR", "0"],
    ]);
  });

  it("parts trades of one moment where the pair changes", () => {
    const drafts = rows(
      line("01-10 08:00:00", "Transaction Buy", "SHIB", "1000"),
      line("01-10 08:00:00", "Transaction Spend", "USDT", "-10"),
      line("01-10 08:00:00", "Transaction Buy", "DOGE", "100"),
      line("01-10 08:00:00", "Transaction Spend", "USDT", "-8"),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "SHIB", "1000", "USDT", "-10"],
      ["buy", "DOGE", "100", "USDT", "-8"],
    ]);
  });

  it("joins sides that are a second apart", () => {
    const drafts = rows(
      line("01-10 08:00:00", "Transaction Spend", "EUR", "-100"),
      line("01-10 08:00:01", "Transaction Buy", "BTC", "0.002"),
    );
    expect(brief(drafts)).toEqual([["buy", "BTC", "0.002", "EUR", "-100"]]);
  });

  it("books conversions by what stands on either side", () => {
    expect(
      brief(
        rows(
          line("02-01 10:00:00", "Binance Convert", "EUR", "-500"),
          line("02-01 10:00:00", "Binance Convert", "USDT", "540"),
          line("02-02 10:00:00", "Binance Convert", "USDT", "-54"),
          line("02-02 10:00:00", "Binance Convert", "BTC", "0.001"),
          line("02-03 10:00:00", "Binance Convert", "BTC", "-0.0005"),
          line("02-03 10:00:00", "Binance Convert", "ETH", "0.01"),
        ),
      ),
    ).toEqual([
      ["fx_conversion", "EUR", "-500", "EUR", "-500"],
      ["fx_conversion", "USDT", "540", "USDT", "540"],
      ["buy", "BTC", "0.001", "USDT", "-54"],
      ["transfer_out", "BTC", "-0.0005", "USDT", "0"],
      ["transfer_in", "ETH", "0.01", "USDT", "0"],
    ]);
  });

  it("parts a sweep of small balances by its remarks, and leaves one without remarks for review, units exact", () => {
    const told = rows(
      line("02-01 13:05:11", "Small Assets Exchange BNB", "TRX", "-37.02", "TRX to BNB"),
      line("02-01 13:05:11", "Small Assets Exchange BNB", "ANIME", "-0.87", "ANIME to BNB"),
      line("02-01 13:05:11", "Small Assets Exchange BNB", "BNB", "0.0137", "TRX to BNB"),
      line("02-01 13:05:11", "Small Assets Exchange BNB", "BNB", "0.00005", "ANIME to BNB"),
    );
    expect(brief(told).map(([type, symbol, units]) => [type, symbol, units])).toEqual([
      ["transfer_out", "TRX", "-37.02"],
      ["transfer_in", "BNB", "0.0137"],
      ["transfer_out", "ANIME", "-0.87"],
      ["transfer_in", "BNB", "0.00005"],
    ]);
    const untold = rows(
      line("02-01 13:05:11", "Small Assets Exchange BNB (Spot)", "REEF", "-90.8"),
      line("02-01 13:05:11", "Small Assets Exchange BNB (Spot)", "BNB", "0.0006"),
      line("02-01 13:05:11", "Small Assets Exchange BNB (Spot)", "PSG", "-0.001"),
      line("02-01 13:05:11", "Small Assets Exchange BNB (Spot)", "BNB", "0.03"),
    );
    expect(untold.map(({ symbol, quantity, meta }) => [symbol, quantity, meta.needsReview])).toEqual([
      ["REEF", "-90.8", true],
      ["BNB", "0.0306", true],
      ["PSG", "-0.001", true],
    ]);
  });

  it("knows what stays, what comes and what goes", () => {
    const items = itemsIn(
      binance,
      statement(
        line("03-01 10:00:00", "Deposit", "USDT", "1000"),
        line("03-02 10:00:00", "Fiat Deposit", "EUR", "50"),
        line("03-03 10:00:00", "Withdraw", "BTC", "-0.005"),
        line("03-04 10:00:00", "Simple Earn Flexible Subscription", "USDT", "-100"),
        line("03-04 10:00:00", "Simple Earn Flexible Subscription", "LDUSDT", "100", "", "Earn"),
        line("03-05 10:00:00", "Simple Earn Flexible Interest", "USDT", "0.05", "", "Earn"),
        line("03-06 10:00:00", "Staking Rewards", "ADA", "0.4"),
        line("03-07 10:00:00", "HODLer Airdrops Distribution", "ANIME", "0.87"),
        line("03-08 10:00:00", "Distribution", "BNB", "0.001"),
        line("03-09 10:00:00", "Transfer Between Main and Funding Wallet", "BTC", "-0.1"),
        line("03-10 10:00:00", "Realized Profit and Loss", "USDT", "25.5", "", "USDT-Futures"),
        line("03-11 10:00:00", "Fee", "USDT", "-0.8", "", "USDT-Futures"),
        line("03-12 10:00:00", "ETH 2.0 Staking", "ETH", "-1"),
        line("03-12 10:00:00", "ETH 2.0 Staking", "BETH", "1"),
        line("03-13 10:00:00", "P2P Trading", "USDT", "20"),
        line("03-14 10:00:00", "Brand New Thing", "ABC", "1"),
      ),
    );
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(brief(drafts)).toEqual([
      ["deposit", "USDT", "1000", "USDT", "1000"],
      ["deposit", "EUR", "50", "EUR", "50"],
      ["transfer_out", "BTC", "-0.005", "USDT", "0"],
      ["interest", "USDT", "0", "USDT", "0.05"],
      ["reward", "ADA", "0.4", "USDT", "0"],
      ["reward", "ANIME", "0.87", "USDT", "0"],
      ["reward", "BNB", "0.001", "USDT", "0"],
      ["settlement", "USDT", "25.5", "USDT", "25.5"],
      ["fee", "USDT", "0", "USDT", "-0.8"],
      ["symbol_change", "ETH", "-1", "USDT", "0"],
      ["symbol_change", "BETH", "1", "USDT", "0"],
      ["deposit", "USDT", "20", "USDT", "20"],
      ["other", "ABC", "1", "USDT", "0"],
    ]);
    expect(drafts.filter(({ meta }) => meta.needsReview).map(({ symbol }) => symbol)).toEqual(["USDT", "ABC"]);
    expect(items.filter(({ kind }) => kind === "skipped").map(({ line: at }) => at)).toEqual([5, 6, 11, 15]);
  });

  it("gives the same keys whatever else is in the file, and one for each of two equal lines", () => {
    const lines = [
      line("03-03 10:00:00", "Withdraw", "BTC", "-0.005"),
      line("03-03 10:00:00", "Withdraw", "BTC", "-0.005"),
      line("03-08 10:00:00", "Distribution", "BNB", "0.001"),
    ];
    const more = [line("03-01 10:00:00", "Buy", "BTC", "1"), line("03-01 10:00:00", "Buy", "EUR", "-50000")];
    const keys = (...all: string[]) => {
      const occurrences = new Occurrences();
      return rows(...all).map((draft) => givenKey(draft) ?? occurrences.keyOf(0, draft));
    };
    expect(keys(...more, ...lines).slice(1)).toEqual(keys(...lines));
    expect(new Set(keys(...lines)).size).toBe(3);
  });
});

describe("Binance's list of trades", () => {
  it("takes the units off the amounts", () => {
    const drafts = draftsIn(
      binance,
      [
        "Date(UTC),Pair,Side,Price,Executed,Amount,Fee",
        '2024-01-10 09:00:00,BTCUSDT,BUY,"40,000",0.5BTC,"20,000USDT",0.0005BTC',
        "2024-01-11 09:00:00,1INCHUSDT,SELL,0.5,301INCH,15USDT,0.015USDT",
        "2024-01-12 09:00:00,BTC/EUR,BUY,70000,0.02,1400,1.4EUR",
      ].join("\n"),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "BTC", "0.4995", "USDT", "-20000"],
      ["sell", "1INCH", "-30", "USDT", "14.985"],
      ["buy", "BTC", "0.02", "EUR", "-1401.4"],
    ]);
  });

  it("of older years has the fee's coin in a column", () => {
    const text = "Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin\n2019-01-10 09:00:00,ADAEUR,SELL,0.04,100,4,0.0001,BNB";
    expect(brief(draftsIn(binance, text))).toEqual([
      ["sell", "ADA", "-100", "EUR", "4"],
      ["transfer_out", "BNB", "-0.0001", "EUR", "0"],
    ]);
  });

  it("is in the zone that the file's name tells", () => {
    const text = "Time,Pair,Side,Price,Executed,Amount,Fee\n2026-01-03 11:00:00,BTCUSDT,BUY,90000,0.01BTC,900USDT,0.9USDT";
    expect(draftsIn(binance, text, "Binance-Spot-Trade-History-202601(UTC+9).csv")[0]?.tradeTime).toBe("2026-01-03T02:00:00.000Z");
  });
});

describe("Binance's deposits and withdrawals", () => {
  const header = "Date(UTC),Coin,Amount,TransactionFee,Address,TXID,SourceAddress,PaymentID,Status";
  const text = `${header}\n2024-01-10 09:00:00,BTC,0.1,0.0005,bc1,tx1,,,Completed\n2024-01-11 09:00:00,BTC,0.1,0.0005,bc1,tx2,,,Failed\n`;

  it("are told apart by the file's name", () => {
    expect(brief(draftsIn(binance, text, "withdraw-history.csv"))).toEqual([["transfer_out", "BTC", "-0.1005", "USDT", "0"]]);
    expect(brief(draftsIn(binance, text, "Deposit History.csv"))).toEqual([["transfer_in", "BTC", "0.1", "USDT", "0"]]);
    expect(() => draftsIn(binance, text, "x.csv")).toThrow("whether it lists deposits or withdrawals");
  });

  it("of states' money count what left and what arrived", () => {
    const fiat =
      "Date(UTC+0),Coin,Amount,Status,Payment Method,Indicated Amount,Fee,Order ID\n2024-01-10 09:00:00,EUR,99,Successful,Card,100,1,o1\n";
    expect(brief(draftsIn(binance, fiat, "deposit.csv"))).toEqual([["deposit", "EUR", "99", "EUR", "99"]]);
    expect(brief(draftsIn(binance, fiat, "withdraw.csv"))).toEqual([["withdrawal", "EUR", "-100", "EUR", "-100"]]);
  });
});

describe("any statement of Binance", () => {
  const coins = fc.constantFrom("BTC", "ETH", "BNB", "USDT", "EUR");
  const operations = fc.constantFrom(
    "Transaction Buy",
    "Transaction Spend",
    "Fee",
    "Binance Convert",
    "Deposit",
    "Withdraw",
    "Staking Rewards",
    "Odd",
  );
  const lines = fc.array(
    fc.tuple(fc.constantFrom("01-01 10:00:00", "01-01 10:00:01", "01-02 10:00:00"), operations, coins, fc.integer({ min: -500, max: 500 })),
    {
      maxLength: 12,
    },
  );

  it("ends in the sums of its changes, coin by coin", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const drafts = rows(...all.map(([time, operation, coin, change]) => line(time, operation, coin, String(change))));
        for (const coin of ["BTC", "ETH", "BNB", "USDT", "EUR"]) {
          const sum = all.filter((each) => each[2] === coin).reduce((total, each) => total + each[3], 0);
          const units = drafts.filter((row) => row.assetType === "crypto" && row.symbol === coin).map(({ quantity }) => quantity);
          const cash = drafts.filter((row) => row.currency === coin).map(({ meta }) => meta.netAmount);
          expect(add(...units, ...cash)).toBe(String(sum));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("has an outcome for every line, however damaged", () => {
    const text = statement(
      line("01-10 08:00:00", "Transaction Buy", "BTC", "0.01"),
      line("01-10 08:00:00", "Transaction Spend", "USDT", "-600"),
      line("01-10 08:00:00", "Transaction Fee", "BTC", "-0.00001"),
      line("03-04 10:00:00", "Simple Earn Flexible Subscription", "USDT", "-100"),
    );
    fc.assert(
      fc.property(damaged(text), (bytes) => {
        expect(unspokenLines(binance, bytes)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

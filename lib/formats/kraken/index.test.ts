import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { kraken } from ".";
import { krakenAsset, krakenPair } from "./names";

const HEADER = '"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"';
const OLD_HEADER = '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"';
const NEW_HEADER = '"txid","refid","time","type","subtype","aclass","subclass","asset","wallet","amount","fee","balance"';
const TRADES = '"txid","ordertxid","pair","time","type","ordertype","price","cost","fee","vol","margin","misc","ledgers"';

/** A line of the ledger: ids, day and hour, type, asset, amount, fee, balance. */
function entry(txid: string, refid: string, time: string, type: string, asset: string, amount: string, fee = "0", balance = "1"): string {
  const [kind = "", subtype = ""] = type.split("/");
  return [txid, refid, `2024-${time}:00`, kind, subtype, "currency", asset, "spot / main", amount, fee, balance]
    .map((cell) => `"${cell}"`)
    .join(",");
}
const ledger = (...lines: string[]) => [HEADER, ...lines].join("\n");
const rows = (...lines: string[]) => draftsIn(kraken, ledger(...lines));
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) => [tradeType, symbol, quantity, currency, meta.netAmount]);

describe("names at Kraken", () => {
  it.each([
    ["XXBT", "BTC"],
    ["XBT", "BTC"],
    ["XBT.M", "BTC"],
    ["XXDG", "DOGE"],
    ["ZEUR", "EUR"],
    ["EUR.HOLD", "EUR"],
    ["EUR.M", "EUR"],
    ["XETH", "ETH"],
    ["ETH2.S", "ETH"],
    ["ETH2", "ETH"],
    ["DOT.S", "DOT"],
    ["DOT28.S", "DOT"],
    ["SOL03.S", "SOL"],
    ["SOL.F", "SOL"],
    ["1INCH", "1INCH"],
    ["XTZ", "XTZ"],
    ["ZRX", "ZRX"],
  ])("%s is %s", (name, code) => {
    expect(krakenAsset(name)).toBe(code);
  });

  it.each([
    ["XXBTZEUR", "BTC", "EUR"],
    ["XBTEUR", "BTC", "EUR"],
    ["BTC/USD", "BTC", "USD"],
    ["XTZEUR", "XTZ", "EUR"],
    ["XETHXXBT", "ETH", "BTC"],
    ["USDTZUSD", "USDT", "USD"],
    ["ZEURZUSD", "EUR", "USD"],
    ["DOTXBT", "DOT", "BTC"],
    ["ADAUSDT", "ADA", "USDT"],
    ["XDGEUR", "DOGE", "EUR"],
    ["XLMEUR", "XLM", "EUR"],
  ])("the market %s is %s in %s", (pair, base, quote) => {
    expect(krakenPair(pair)).toEqual({ base, quote });
  });
});

describe("a ledger of Kraken", () => {
  it.each([HEADER, OLD_HEADER, NEW_HEADER, TRADES, HEADER.replaceAll('"', "")])("is known by %s", (header) => {
    expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("kraken");
  });

  it("is read with the columns of 2026", () => {
    const line = '"L","R","2026-01-05 10:00:00","deposit","","currency","fiat","EUR","spot / main",100.0000,0,100.0000';
    expect(brief(draftsIn(kraken, `${NEW_HEADER}\n${line}`))).toEqual([["deposit", "EUR", "100", "EUR", "100"]]);
  });

  it("becomes rows that end in its balances", () => {
    const text = ledger(
      entry("", "D1", "01-02 10:00", "deposit", "ZEUR", "1000", "0", ""),
      entry("L1", "D1", "01-02 10:05", "deposit", "ZEUR", "1000.0000", "0", "1000.0000"),
      entry("L2", "T1", "01-03 10:00", "trade", "ZEUR", "-500.0000", "0.8000", "499.2000"),
      entry("L3", "T1", "01-03 10:00", "trade", "XXBT", "0.0125000000", "0", "0.0125000000"),
      entry("L4", "T2", "01-04 10:00", "trade", "XXBT", "-0.0025000000", "0.0000010000", "0.0099990000"),
      entry("L5", "T2", "01-04 10:00", "trade", "ZEUR", "110.0000", "0.0000", "609.2000"),
      entry("L6", "S1", "01-05 10:00", "spend", "ZEUR", "-100.0000", "1.5000", "507.7000"),
      entry("L7", "S1", "01-05 10:00", "receive", "DOT", "15.0000000000", "0", "15.0000000000"),
      entry("L8", "R1", "01-06 10:00", "transfer/spottostaking", "DOT", "-10.0000000000", "0", "5.0000000000"),
      entry("L9", "R2", "01-06 10:01", "transfer/stakingfromspot", "DOT.S", "10.0000000000", "0", "10.0000000000"),
      entry("L10", "R3", "01-12 10:00", "staking", "DOT.S", "0.0500000000", "0.0050000000", "10.0450000000"),
      entry("L11", "W1", "01-13 10:00", "withdrawal", "XXBT", "-0.0050000000", "0.0000200000", "0.0049790000"),
      entry("L12", "W2", "01-14 10:00", "withdrawal", "ZEUR", "-200.0000", "0.0900", "307.6100"),
      entry("L13", "C1", "01-15 10:00", "trade", "ZEUR", "-100.0000", "0.2000", "207.4100"),
      entry("L14", "C1", "01-15 10:00", "trade", "USDT", "108.0000", "0", "108.0000"),
    );
    const drafts = draftsIn(kraken, text);
    expect(brief(drafts)).toEqual([
      ["deposit", "EUR", "1000", "EUR", "1000"],
      ["buy", "BTC", "0.0125", "EUR", "-500.8"],
      ["sell", "BTC", "-0.002501", "EUR", "110"],
      ["buy", "DOT", "15", "EUR", "-101.5"],
      ["reward", "DOT", "0.045", "EUR", "0"],
      ["transfer_out", "BTC", "-0.00502", "EUR", "0"],
      ["withdrawal", "EUR", "-200", "EUR", "-200.09"],
      ["fx_conversion", "EUR", "-100", "EUR", "-100"],
      ["fx_conversion", "USDT", "108", "USDT", "108"],
      ["fee", "EUR", "0", "EUR", "-0.2"],
    ]);
    const units = (symbol: string) => add(...drafts.filter((row) => row.symbol === symbol).map(({ quantity }) => quantity));
    const cash = (currency: string) => add(...drafts.filter((row) => row.currency === currency).map(({ meta }) => meta.netAmount));
    expect([cash("EUR"), cash("USDT"), units("BTC"), units("DOT")]).toEqual(["207.41", "108", "0.004979", "15.045"]);
    expect(drafts[1]).toMatchObject({
      price: "40000",
      tradeTime: "2024-01-03T10:00:00.000Z",
      meta: { externalId: "kraken:T1", externalIds: ["kraken:T1", "kraken:L2", "kraken:L3"], fees: [{ amount: "0.8", currency: "EUR" }] },
    });
  });

  it("tells why a line is no row, and where its row is", () => {
    const items = itemsIn(
      kraken,
      ledger(
        entry("", "D1", "01-02 10:00", "deposit", "ZEUR", "1000", "0", ""),
        entry("L2", "T1", "01-03 10:00", "trade", "ZEUR", "-500", "0.8", "499"),
        entry("L3", "T1", "01-03 10:00", "trade", "XXBT", "0.0125", "0", "0.0125"),
        entry("L4", "R1", "01-06 10:00", "earn/allocation", "DOT", "-10", "0", "5"),
      ),
    );
    expect(items.flatMap((item) => (item.kind === "skipped" ? [[item.line, item.reason]] : []))).toEqual([
      [2, "Not booked yet: it has neither an id nor a balance. The booked entry of the same reference counts."],
      [4, "Part of the entry on line 3."],
      [5, "Moved between pockets of the same account: what it holds stays the same."],
    ]);
  });

  it("keeps a trade between coins as two deliveries for review, counted in the money that the coins are traded in elsewhere", () => {
    const drafts = rows(
      entry("L1", "T0", "01-02 10:00", "trade", "ZEUR", "-500"),
      entry("L2", "T0", "01-02 10:00", "trade", "XXBT", "0.0125"),
      entry("L3", "T1", "01-03 10:00", "trade", "XXBT", "-0.01", "0.00002"),
      entry("L4", "T1", "01-03 10:00", "trade", "XETH", "0.2", "0"),
    );
    expect(brief(drafts).slice(1)).toEqual([
      ["transfer_out", "BTC", "-0.01002", "EUR", "0"],
      ["transfer_in", "ETH", "0.2", "EUR", "0"],
    ]);
    expect(drafts[1]?.meta).toMatchObject({ externalId: "kraken:T1:BTC", groupId: "kraken:T1", needsReview: true });
  });

  it("knows airdrops, earnings, margin and corrections", () => {
    expect(
      brief(
        rows(
          entry("L1", "R1", "02-01 10:00", "transfer", "FLR", "12"),
          entry("L2", "R2", "02-02 10:00", "earn/reward", "EUR.M", "0.05"),
          entry("L3", "R3", "02-03 10:00", "earn/reward", "SOL.F", "0.01"),
          entry("L4", "R4", "02-04 10:00", "margin trade", "ZUSD", "-12.5", "0.5"),
          entry("L5", "R5", "02-05 10:00", "rollover", "ZUSD", "0", "0.2"),
          entry("L6", "R6", "02-06 10:00", "adjustment", "XXDG", "1"),
          entry("L7", "R7", "02-07 10:00", "transfer/spottofutures", "ZEUR", "-250"),
          entry("L8", "R8", "02-08 10:00", "nft trade", "XETH", "-0.1"),
        ),
      ),
    ).toEqual([
      ["reward", "FLR", "12", "USD", "0"],
      ["interest", "EUR", "0", "EUR", "0.05"],
      ["reward", "SOL", "0.01", "USD", "0"],
      ["settlement", "USD", "-13", "USD", "-13"],
      ["fee", "USD", "0", "USD", "-0.2"],
      ["adjustment", "DOGE", "1", "USD", "0"],
      ["withdrawal", "EUR", "-250", "EUR", "-250"],
      ["other", "ETH", "-0.1", "USD", "0"],
    ]);
  });

  it("has one side of a trade for review, where the other is not in the file", () => {
    const [row] = rows(entry("L2", "T1", "01-03 10:00", "trade", "XXBT", "0.0125"));
    expect(row).toMatchObject({ tradeType: "other", symbol: "BTC", quantity: "0.0125", meta: { needsReview: true } });
  });

  it("says what is wrong with a line, and keeps the other side of its trade for review", () => {
    const items = itemsIn(
      kraken,
      ledger(entry("L2", "T1", "01-03 10:00", "trade", "ZEUR", "-5oo"), entry("L3", "T1", "01-03 10:00", "trade", "XXBT", "0.0125")),
    );
    expect(items).toMatchObject([
      { kind: "refused", line: 2, problem: 'amount: "-5oo" is not valid.' },
      { kind: "transaction", line: 3, draft: { tradeType: "other", quantity: "0.0125", meta: { needsReview: true } } },
    ]);
  });
});

describe("Kraken's list of trades", () => {
  const trade = (txid: string, pair: string, side: string, cost: string, fee: string, volume: string, margin = "0.00000") =>
    `"${txid}","O1","${pair}","2024-01-03 10:00:00.1234","${side}","limit",1,${cost},${fee},${volume},${margin},"","L2,L3"`;

  it("has the identity and the numbers of the same trade in the ledger", () => {
    const [listed] = draftsIn(kraken, `${TRADES}\n${trade("T1", "XXBTZEUR", "buy", "500.00000", "0.80000", "0.01250000")}`);
    const [booked] = rows(
      entry("L2", "T1", "01-03 10:00", "trade", "ZEUR", "-500", "0.8"),
      entry("L3", "T1", "01-03 10:00", "trade", "XXBT", "0.0125"),
    );
    const { rawType: _listed, ...meta } = listed?.meta ?? { rawType: "" };
    expect(booked).toMatchObject({ ...listed, meta });
  });

  it("tells no more of trades on margin than their fee", () => {
    const drafts = draftsIn(kraken, `${TRADES}\n${trade("T2", "XETHZUSD", "sell", "300", "1", "0.2", "60.0")}`);
    expect(drafts).toMatchObject([{ tradeType: "fee", meta: { netAmount: "-1", needsReview: true } }]);
  });

  it("refuses a market that it can't part", () => {
    expect(itemsIn(kraken, `${TRADES}\n${trade("T2", "FOOBAR", "sell", "300", "1", "0.2")}`)).toMatchObject([
      { kind: "refused", line: 2, problem: 'pair: "FOOBAR" is no market that is known.' },
    ]);
  });
});

describe("any file of Kraken", () => {
  const text = ledger(
    entry("L1", "D1", "01-02 10:05", "deposit", "ZEUR", "1000.0000"),
    entry("L2", "T1", "01-03 10:00", "trade", "ZEUR", "-500.0000", "0.8000"),
    entry("L3", "T1", "01-03 10:00", "trade", "XXBT", "0.0125000000"),
    entry("L4", "R1", "01-06 10:00", "transfer/spottostaking", "DOT", "-10"),
  );

  it("has an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(text), (bytes) => {
        expect(unspokenLines(kraken, bytes)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

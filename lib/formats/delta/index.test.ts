import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { delta } from ".";

const HEADER =
  "Date,Way,Base amount,Base currency (name),Base type,Quote amount,Quote currency,Exchange,Sent/Received from,Sent to,Fee amount,Fee currency (name),Broker,Notes";
const file = (...lines: string[]) => [HEADER, ...lines].join("\n");
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, currency, meta }) => [
    tradeType,
    assetType,
    symbol,
    quantity,
    currency,
    meta.netAmount,
  ]);

const BUY = "2023-05-08 15:00:00-04:00,BUY,5,ACME (Acme Corp),STOCK,1250,USD,Nasdaq,,,1,USD,Broker,first";

describe("Delta's transactions", () => {
  it.each([HEADER, "Date,Way,Base amount,Base currency,Quote amount,Quote currency", HEADER.replace("Way", "Type")])(
    "are known by %s",
    (header) => {
      expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("delta");
    },
  );

  it("are trades of shares and coins, deliveries, income and money", () => {
    const drafts = draftsIn(
      delta,
      file(
        BUY,
        "2023-05-09 15:00:00-04:00,BUY,0.5,BTC,CRYPTO,15000,USDT,Some,,,0.01,BNB,,",
        "2023-06-02 16:06:47-04:00,BUY,10,ETH,CRYPTO,0.6,BTC,Some,,,,,,",
        "2023-05-26 02:08:15-04:00,WITHDRAW,0.1,DOT (Polkadot),CRYPTO,,,,MY_WALLET,OTHER,0.001,DOT (Polkadot),,",
        "2023-05-09 14:51:31-04:00,DEPOSIT,0.001,BTC,CRYPTO,,,,DIVIDENDS,MY_WALLET,,,,",
        "2023-05-08 15:00:00-04:00,DEPOSIT,5000,USD,FIAT,,,,,,,,Broker,",
        "2023-05-08 15:00:00-04:00,DIVIDEND,,ACME,STOCK,2.5,USD,Nasdaq,,,0.5,USD,Broker,",
        "2023-05-10 15:00:00-04:00,SLASHED,1,BTC,CRYPTO,,,,,,,,,",
      ),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "stock", "ACME", "5", "USD", "-1251"],
      ["buy", "crypto", "BTC", "0.5", "USDT", "-15000"],
      ["transfer_out", "crypto", "BNB", "-0.01", "USD", "0"],
      ["transfer_out", "crypto", "BTC", "-0.6", "USDT", "0"],
      ["transfer_in", "crypto", "ETH", "10", "USD", "0"],
      ["transfer_out", "crypto", "DOT", "-0.101", "USD", "0"],
      ["reward", "crypto", "BTC", "0.001", "USDT", "0"],
      ["deposit", "cash", "USD", "5000", "USD", "5000"],
      ["dividend", "stock", "ACME", "0", "USD", "2"],
      ["other", "crypto", "BTC", "1", "USDT", "0"],
    ]);
    expect(drafts[0]).toMatchObject({
      price: "250",
      tradeTime: "2023-05-08T19:00:00.000Z",
      meta: { instrument: { name: "Acme Corp" }, description: "first" },
    });
    expect(drafts[3]?.meta.groupId).toBe(drafts[4]?.meta.groupId);
  });

  it("leave out what moved between a person's own wallets, and say so", () => {
    expect(itemsIn(delta, file("2023-05-10 15:00:00-04:00,TRANSFER,1,BTC,CRYPTO,,,,A,B,,,,"))).toMatchObject([
      { kind: "skipped", line: 2 },
    ]);
  });

  it("say what is wrong with a line", () => {
    expect(itemsIn(delta, file(BUY.replace("1250,USD", ","), BUY.replace(",5,", ",x,")))).toMatchObject([
      { kind: "refused", problem: "The trade doesn't say what was paid or received." },
      { kind: "refused", problem: 'Base amount: "x" is not valid.' },
    ]);
  });

  it("have an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(file(BUY, BUY.replace("BUY", "DIVIDEND"))), (bytes) => {
        expect(unspokenLines(delta, bytes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

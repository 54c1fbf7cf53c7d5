import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { bitpanda } from ".";

const HEADER =
  '"Transaction ID",Timestamp,"Transaction Type",In/Out,"Amount Fiat",Fiat,"Amount Asset",Asset,"Asset market price","Asset market price currency","Asset class","Product ID",Fee,"Fee asset",Spread,"Spread Currency","Tax Fiat"';
const PREAMBLE = '"Disclaimer: All data is without guarantee, errors and changes are reserved."\nExample Person\nperson@example.com\n\n';
const history = (...lines: string[]) => `${PREAMBLE}${[HEADER, ...lines].join("\n")}\n`;
const rows = (...lines: string[]) => draftsIn(bitpanda, history(...lines));
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, meta }) => [tradeType, assetType, symbol, quantity, meta.netAmount]);

const BUY = "T1,2024-06-04T11:00:00+02:00,buy,outgoing,100.00,EUR,0.04,ETH,2500.00,EUR,Cryptocurrency,5,-,-,-,-,0.00";

describe("a history of Bitpanda", () => {
  it("is known under its preamble", () => {
    expect(recognise(textBytes(history()), "x.csv")?.code).toBe("bitpanda");
  });

  it("books trades with fee and tax, coins, metals and stocks apart", () => {
    const drafts = rows(
      BUY,
      "T2,2024-06-05T11:00:00+02:00,buy,outgoing,500.00,EUR,0.00825083,BTC,60000.00,EUR,Cryptocurrency,1,4.95,EUR,-,-,0.00",
      "T3,2024-06-06T11:00:00+02:00,sell,incoming,110.00,EUR,0.04,ETH,2750.00,EUR,Cryptocurrency,5,-,-,-,-,2.75",
      "T4,2024-06-07T11:00:00+02:00,buy,outgoing,10.00,EUR,0.2,XAU,50.00,EUR,Metal,28,-,-,-,-,0.00",
      "T5,2024-06-08T11:00:00+02:00,buy,outgoing,10.00,EUR,0.05,AAPL,200.00,EUR,Stock (derivative),99,-,-,-,-,0.00",
    );
    expect(brief(drafts)).toEqual([
      ["buy", "crypto", "ETH", "0.04", "-100"],
      ["buy", "crypto", "BTC", "0.00825083", "-500"],
      ["sell", "crypto", "ETH", "-0.04", "107.25"],
      ["buy", "commodity", "XAU", "0.2", "-10"],
      ["buy", "stock", "AAPL", "0.05", "-10"],
    ]);
    expect(drafts[0]).toMatchObject({ price: "2500", tradeTime: "2024-06-04T09:00:00.000Z", meta: { externalId: "bitpanda:T1" } });
    expect(drafts[2]).toMatchObject({ price: "2750", meta: { taxes: [{ amount: "2.75", currency: "EUR" }] } });
  });

  it("knows money, deliveries, rewards and what stays", () => {
    const items = itemsIn(
      bitpanda,
      history(
        "D1,2024-06-01T10:00:00+02:00,deposit,incoming,1000.00,EUR,-,EUR,-,-,Fiat,-,0.00,EUR,-,-,0.00",
        "D2,2024-06-02T10:00:00+02:00,withdrawal,outgoing,50.00,EUR,-,EUR,-,-,Fiat,-,0.00,EUR,-,-,0.00",
        "D3,2024-06-03T10:00:00+02:00,withdrawal,outgoing,100.00,EUR,0.01,BTC,-,-,Cryptocurrency,1,0.0001,BTC,-,-,0.00",
        "D4,2024-06-04T10:00:00+02:00,transfer,incoming,2.15,EUR,0.38,ETHW,5.63,EUR,Cryptocurrency,2715,-,-,-,-,-",
        "D5,2024-06-05T10:00:00+02:00,transfer(stake),outgoing,2.15,EUR,0.38,ETH,5.63,EUR,Cryptocurrency,5,-,-,-,-,-",
        "D6,2024-06-06T10:00:00+02:00,reward,incoming,0.15,EUR,0.00005,ETH,3000,EUR,Cryptocurrency,5,-,-,-,-,-",
        "D7,2024-06-07T10:00:00+02:00,mystery,outgoing,0.15,EUR,0.00005,ETH,3000,EUR,Cryptocurrency,5,-,-,-,-,-",
      ),
    );
    expect(brief(items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : [])))).toEqual([
      ["deposit", "cash", "EUR", "1000", "1000"],
      ["withdrawal", "cash", "EUR", "-50", "-50"],
      ["transfer_out", "crypto", "BTC", "-0.0101", "0"],
      ["transfer_in", "crypto", "ETHW", "0.38", "0"],
      ["reward", "crypto", "ETH", "0.00005", "0"],
      ["other", "crypto", "ETH", "-0.00005", "0"],
    ]);
  });

  it("says what is wrong with a line", () => {
    expect(itemsIn(bitpanda, history(BUY.replace("0.04", "-").replace("2024-06-04T", "2024-13-04T"))).at(-1)).toMatchObject({
      kind: "refused",
      problem: expect.stringContaining("Timestamp"),
    });
  });

  it("has an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(history(BUY, BUY.replace("buy,outgoing", "sell,incoming"))), (bytes) => {
        expect(unspokenLines(bitpanda, bytes).filter((line) => line > 6)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

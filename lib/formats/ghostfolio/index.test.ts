import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { FormatError } from "../types";
import { ghostfolio } from ".";

const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, meta }) => [tradeType, assetType, symbol, quantity, meta.netAmount]);

const CODE = "14a69cb9-1e31-43fa-b320-83703d8ed74b";
const activity = (parts: string) =>
  `{"accountId":"a-1","comment":null,"dataSource":"YAHOO","currency":"USD","date":"2021-09-16T00:00:00.000Z",${parts},"tags":[]}`;
const file = (...activities: string[]) =>
  `{"meta":{"date":"2024-02-05T00:00:00.000Z","version":"2.9.0"},
"accounts":[{"balance":2000,"currency":"USD","id":"a-1","name":"Trading"}],
"assetProfiles":[{"assetClass":"EQUITY","assetSubClass":"ETF","name":"World","isin":"IE00B4L5Y983","dataSource":"YAHOO","symbol":"IWDA.AS"},
{"assetClass":null,"assetSubClass":null,"name":"Opening fee","dataSource":"MANUAL","symbol":"${CODE}"}],
"activities":[
${activities.join(",\n")}
],"user":{"settings":{"currency":"USD"}}}`;

describe("Ghostfolio's export", () => {
  it("is known by what it says of itself, and its CSV by a column of its own", () => {
    expect(recognise(textBytes(file()), "x.json")?.code).toBe("ghostfolio");
    expect(recognise(textBytes("Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note\n"), "x.csv")?.code).toBe("ghostfolio");
    expect(recognise(textBytes("accountId,comment,currency,dataSource,date,fee,quantity,symbol,type,unitPrice\n"), "x.csv")?.code).toBe(
      "ghostfolio",
    );
    expect(recognise(textBytes("date,symbol,quantity,activityType,unitPrice,currency,fee,amount\n"), "x.csv")?.code).not.toBe("ghostfolio");
  });

  it("has every digit of its numbers, pence as pounds, and days as days", () => {
    const [row] = draftsIn(
      ghostfolio,
      file(
        activity('"fee":1.5,"quantity":0.1234567890123456789,"type":"BUY","unitPrice":10875.00,"symbol":"JSE.JO"').replace(
          '"USD"',
          '"ZAc"',
        ),
      ),
    );
    expect(row).toMatchObject({
      quantity: "0.1234567890123456789",
      price: "108.75",
      currency: "ZAR",
      tradeTime: "2021-09-16T00:00:00.000Z",
      meta: { dateOnly: true, minorUnit: "ZAc", fees: [{ amount: "0.015", currency: "ZAR" }] },
    });
  });

  it("becomes trades, income and charges, with what the profiles tell", () => {
    const drafts = draftsIn(
      ghostfolio,
      file(
        activity('"fee":19,"quantity":5,"type":"BUY","unitPrice":298.58,"symbol":"MSFT"'),
        activity('"fee":1,"quantity":2,"type":"SELL","unitPrice":300,"symbol":"MSFT"'),
        activity('"fee":0,"quantity":5,"type":"DIVIDEND","unitPrice":0.62,"symbol":"MSFT"'),
        activity('"fee":0,"quantity":1,"type":"BUY","unitPrice":80,"symbol":"IWDA.AS"'),
        activity('"fee":0,"quantity":0.5,"type":"BUY","unitPrice":40000,"symbol":"BTCUSD"'),
        activity(`"fee":49,"quantity":0,"type":"FEE","unitPrice":0,"symbol":"${CODE}"`).replace("YAHOO", "MANUAL"),
        activity('"fee":0,"quantity":1,"type":"INTEREST","unitPrice":12.5,"symbol":"MSFT"'),
        activity('"fee":0,"quantity":-1,"type":"BUY","unitPrice":10,"symbol":"MSFT"'),
        activity('"fee":0,"quantity":1,"type":"GIFT","unitPrice":10,"symbol":"MSFT"'),
      ),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "stock", "MSFT", "5", "-1511.9"],
      ["sell", "stock", "MSFT", "-2", "599"],
      ["dividend", "stock", "MSFT", "0", "3.1"],
      ["buy", "etf", "IWDA.AS", "1", "-80"],
      ["buy", "crypto", "BTCUSD", "0.5", "-20000"],
      ["fee", "cash", "USD", "0", "-49"],
      ["interest", "stock", "MSFT", "0", "12.5"],
      ["sell", "stock", "MSFT", "-1", "10"],
      ["other", "stock", "MSFT", "1", "0"],
    ]);
    expect(drafts[3]?.meta.instrument).toEqual({ name: "World", isin: "IE00B4L5Y983" });
    expect(drafts[5]?.meta.description).toBe("Opening fee");
    expect(drafts[8]?.meta.needsReview).toBe(true);
  });

  it("names accounts before their activities, and says what it doesn't read", () => {
    const text = file(
      activity('"fee":0,"quantity":5,"type":"BUY","unitPrice":1,"symbol":"MSFT"'),
      activity('"fee":0,"quantity":5,"type":"BUY","unitPrice":1,"symbol":"MSFT"').replace('"a-1"', "null"),
      activity('"fee":0,"quantity":5,"type":"LIABILITY","unitPrice":1,"symbol":"MSFT"').replace('"a-1"', "null"),
      activity('"fee":0,"quantity":0,"type":"BUY","unitPrice":0,"symbol":"MSFT"').replace('"a-1"', "null"),
    );
    expect(itemsIn(ghostfolio, text).map((item) => [item.kind, item.line, item.kind === "statement" ? item.statement : ""])).toEqual([
      ["skipped", 2, ""],
      ["statement", 6, { accountId: "a-1", name: "Trading", currency: "USD" }],
      ["transaction", 6, ""],
      ["statement", 7, { accountId: "" }],
      ["transaction", 7, ""],
      ["skipped", 8, ""],
      ["skipped", 9, ""],
    ]);
  });

  it("keeps ids where old exports have them", () => {
    const [row] = draftsIn(ghostfolio, file(activity('"id":"u-1","fee":0,"quantity":5,"type":"BUY","unitPrice":1,"symbol":"MSFT"')));
    expect(row?.meta.externalId).toBe("ghostfolio:u-1");
  });

  it("refuses an activity that isn't one, with what is wrong", () => {
    const items = itemsIn(
      ghostfolio,
      file(
        "5",
        activity('"fee":0,"quantity":"5","type":"BUY","symbol":"MSFT"'),
        activity('"fee":0,"quantity":5,"type":"BUY","unitPrice":1,"symbol":"X"').replace("2021-09-16T", "2021-13-16T"),
      ),
    );
    expect(items.flatMap((item) => (item.kind === "refused" ? [item.problem] : []))).toEqual([
      "The list of activities holds something that is none.",
      "The activity is not complete: quantity: a number; unitPrice: a number.",
      'date: "2021-13-16T00:00:00.000Z" is not valid.',
    ]);
  });

  it.each(['{"meta":{"version":"1"}}', '{"activities":{}}', "{", "{}"])("is no export when it is %s", (text) => {
    expect(() => itemsIn(ghostfolio, text)).toThrow(FormatError);
  });

  it("is refused or accounts for every activity, however damaged", () => {
    const text = file(
      activity('"fee":19,"quantity":5,"type":"BUY","unitPrice":298.58,"symbol":"MSFT"'),
      activity('"fee":1,"quantity":2,"type":"SELL","unitPrice":300,"symbol":"MSFT"'),
    );
    fc.assert(
      fc.property(damaged(text), (bytes) => {
        try {
          for (const item of ghostfolio.parse(bytes)) expect(item.line).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("Ghostfolio's CSV", () => {
  const text = [
    "Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note",
    "01-09-2021,Account Opening Fee,MANUAL,USD,0,0,fee,49,",
    "16-09-2021,MSFT,YAHOO,USD,298.580,5,buy,19.00,My first order 🤓",
    "17/11/2021,MSFT,YAHOO,USD,0.62,5,dividend,0.00,",
    "20500606,US5949181045,YAHOO,USD,0.00,0,buy,0.00,",
  ].join("\n");

  it("is read with its dates of any spelling, day first", () => {
    const drafts = draftsIn(ghostfolio, text);
    expect(brief(drafts)).toEqual([
      ["fee", "cash", "USD", "0", "-49"],
      ["buy", "stock", "MSFT", "5", "-1511.9"],
      ["dividend", "stock", "MSFT", "0", "3.1"],
    ]);
    expect(drafts.map(({ tradeTime }) => tradeTime.slice(0, 10))).toEqual(["2021-09-01", "2021-09-16", "2021-11-17"]);
    expect(drafts[0]?.meta.description).toBe("Account Opening Fee");
    expect(itemsIn(ghostfolio, text).at(-1)).toMatchObject({
      kind: "skipped",
      line: 5,
      reason: "A draft: it has no units, no price and no fee.",
    });
  });

  it("has an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(text), (bytes) => {
        expect(unspokenLines(ghostfolio, bytes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { describeSamples, readSample } from "@/test/samples";
import { recognise } from "../registry";
import { parqet } from ".";

const HEADER =
  '"datetime";"date";"time";"price";"shares";"amount";"tax";"fee";"realizedgains";"type";"broker";"assettype";"identifier";"wkn";"originalcurrency";"currency";"fxrate";"holding";"holdingname";"holdingnickname";"exchange";"avgholdingperiod"; ';

interface Activity {
  type: string;
  price?: string;
  shares?: string;
  amount?: string;
  tax?: string;
  fee?: string;
  gain?: string;
  asset?: string;
  id?: string;
  name?: string;
  original?: string;
  rate?: string;
  instant?: string;
}
const line = ({
  type,
  price = "",
  shares = "",
  amount = "",
  tax = "0",
  fee = "0",
  gain = "",
  asset = "Security",
  id = "DE0001234567",
  name = "Muster AG",
  original = "",
  rate = "",
  instant = "2024-08-02T07:00:00.001Z",
}: Activity) =>
  `"${instant}";"02.08.2024";"09:00:00";${price};${shares};${amount};${tax};${fee};${gain};"${type}";"some_broker";"${asset}";"${id}";"123456";${original};"EUR";${rate};;"${name}";;""; `;
const file = (...activities: Activity[]) => [HEADER, ...activities.map(line)].join("\n");
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, assetType, quantity, meta }) => [tradeType, assetType, quantity, meta.netAmount]);

const BUY: Activity = { type: "Buy", price: "28,03", shares: "17,83803", amount: "500", fee: "1" };

describe("Parqet's activities", () => {
  it("are known by their columns", () => {
    expect(recognise(textBytes(`${HEADER}\n`), "x.csv")?.code).toBe("parqet");
  });

  it("are trades with fee and tax beside the amount, and Parqet's own gain", () => {
    const drafts = draftsIn(
      parqet,
      file(
        BUY,
        { type: "Sell", price: "263", shares: "6", amount: "1578", tax: "14,83", fee: "1", gain: "600,12" },
        { type: "Sell", price: "22,88", shares: "14", amount: "320,32", tax: "-12,64", fee: "1" },
      ),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "stock", "17.83803", "-501"],
      ["sell", "stock", "-6", "1562.17"],
      ["sell", "stock", "-14", "331.96"],
    ]);
    expect(drafts[0]).toMatchObject({
      symbol: "DE0001234567",
      price: "28.030001070746",
      tradeTime: "2024-08-02T07:00:00.001Z",
      meta: { instrument: { isin: "DE0001234567", wkn: "123456", name: "Muster AG" }, fees: [{ amount: "1", currency: "EUR" }] },
    });
    expect(drafts[1]?.meta).toMatchObject({ brokerGain: "600.12", taxes: [{ amount: "14.83", currency: "EUR" }] });
  });

  it("are income, deliveries, coins and money", () => {
    const drafts = draftsIn(
      parqet,
      file(
        { type: "Dividend", price: "0,24", shares: "40", amount: "9,66", tax: "2,48" },
        { type: "TransferIn", price: "10", shares: "5", amount: "50", name: "World UCITS ETF" },
        { type: "TransferOut", price: "50000", shares: "0,1", amount: "5000", asset: "Crypto", id: "BTC", name: "Bitcoin" },
        { type: "TransferIn", price: "1", shares: "100", amount: "100", asset: "Cash", id: "", name: "" },
        { type: "Interest", price: "", shares: "", amount: "2,5", tax: "0,5", asset: "Cash", id: "", name: "" },
        { type: "Gamble", price: "1", shares: "2", amount: "2" },
      ),
    );
    expect(brief(drafts)).toEqual([
      ["dividend", "stock", "0", "7.18"],
      ["transfer_in", "etf", "5", "0"],
      ["transfer_out", "crypto", "-0.1", "0"],
      ["deposit", "cash", "100", "100"],
      ["interest", "cash", "0", "2"],
      ["other", "stock", "2", "0"],
    ]);
    expect(drafts[1]?.price).toBe("10");
    expect(drafts[5]?.meta.needsReview).toBe(true);
  });

  it("are read with decimal points, and at Germany's time where only that is told", () => {
    const text = file({ ...BUY, instant: "", price: "28.03", shares: "17.83803", amount: "500" });
    expect(draftsIn(parqet, text)[0]).toMatchObject({ quantity: "17.83803", tradeTime: "2024-08-02T07:00:00.000Z" });
  });

  it("carry the rate of another currency", () => {
    expect(draftsIn(parqet, file({ ...BUY, original: "USD", rate: "1,08" }))[0]?.meta.fx).toEqual({ rate: "1.08", from: "EUR", to: "USD" });
  });

  it("say what is wrong with a line", () => {
    expect(itemsIn(parqet, file({ type: "Buy", price: "x", shares: "1,5", amount: "10,5" }))).toMatchObject([
      { kind: "refused", line: 2, problem: 'price: "x" is not valid.' },
    ]);
  });

  it("have an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(file(BUY, { ...BUY, type: "Dividend" }, { ...BUY, type: "Sell" })), (bytes) => {
        expect(unspokenLines(parqet, bytes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describeSamples("a real export", () => {
  it("has a row for every line, none refused, and ends in the units that it adds up to", () => {
    const items = [...parqet.parse(readSample("csv/parqet.csv"))];
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(unspokenLines(parqet, readSample("csv/parqet.csv"))).toEqual([]);
    const units = (isin: string) => add(...drafts.filter(({ symbol }) => symbol === isin).map(({ quantity }) => quantity));
    expect([drafts.length, units("DE0008404005"), units("IE00BM67HT60")]).toEqual([27, "-6", "3.11257"]);
    expect(drafts.filter(({ meta }) => meta.needsReview)).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { cointracking } from ".";

const HEADER = '"Type","Buy","Cur.","Sell","Cur.","Fee","Cur.","Exchange","Group","Comment","Date","Tx-ID"';
const line = (type: string, buy: string, sell: string, fee = "|", date = "2025-01-01 10:12:27", exchange = "Kraken") =>
  [type, ...buy.split("|"), ...sell.split("|"), ...fee.split("|"), exchange, "", "note", date, ""].map((cell) => `"${cell}"`).join(",");
const file = (...lines: string[]) => [HEADER, ...lines].join("\n");
const rows = (...lines: string[]) => draftsIn(cointracking, file(...lines));
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) => [tradeType, symbol, quantity, currency, meta.netAmount]);

describe("CoinTracking's trades", () => {
  it.each([
    HEADER,
    '"Type","Buy Amount","Buy Currency","Sell Amount","Sell Currency","Fee","Fee Currency","Exchange","Trade-Group","Comment","Date"',
    `${HEADER},"Buy Value in EUR","Sell Value in EUR"`,
  ])("are known by %s", (header) => {
    expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("cointracking");
  });

  it("have the fee in their amounts already, and none in a third currency", () => {
    const drafts = rows(
      line("Trade", "1|BTC", "505|USD", "5|USD"),
      line("Trade", "0.99|BTC", "500|USD", "0.01|BTC"),
      line("Trade", "198|EUR", "0.0022|BTC", "2|EUR"),
      line("Trade", "1|BTC", "500|USD", "0.1|BNB"),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "BTC", "1", "USD", "-505"],
      ["buy", "BTC", "0.99", "USD", "-500"],
      ["sell", "BTC", "-0.0022", "EUR", "198"],
      ["buy", "BTC", "1", "USD", "-500"],
    ]);
    expect(drafts.map(({ price }) => price)).toEqual(["500", "505.050505050505", "90909.090909090909", "500"]);
    expect(drafts[3]?.meta).toMatchObject({ feeTold: "0.1 BNB" });
  });

  it("are deliveries, rewards, charges and gains of every kind", () => {
    expect(
      brief(
        rows(
          line("Deposit", "0.001|BTC", "|"),
          line("Withdrawal", "|", "1.001|BTC", "0.001|BTC"),
          line("Deposit", "100|EUR", "|"),
          line("Staking", "0.2|DFI", "|"),
          line("Interest Income", "1|EUR", "|"),
          line("Other Fee", "|", "0.1|BNB"),
          line("Spend", "|", "0.201|BTC"),
          line("Margin Loss", "|", "12|EUR"),
          line("Odd", "|", "1|BTC"),
        ),
      ),
    ).toEqual([
      ["transfer_in", "BTC", "0.001", "USD", "0"],
      ["transfer_out", "BTC", "-1.001", "USD", "0"],
      ["deposit", "EUR", "100", "EUR", "100"],
      ["reward", "DFI", "0.2", "USD", "0"],
      ["interest", "EUR", "0", "EUR", "1"],
      ["transfer_out", "BNB", "-0.1", "USD", "0"],
      ["transfer_out", "BTC", "-0.201", "USD", "0"],
      ["settlement", "EUR", "-12", "EUR", "-12"],
      ["other", "BTC", "-1", "USD", "0"],
    ]);
  });

  it("between coins are valued where the export knows their worth", () => {
    const text = `${HEADER},"Buy Value in EUR","Sell Value in EUR"\n${line("Trade", "1,5|FLR", "0,03|ETH", "|", "26.03.2026 14:30:00")},"90","91,5"`;
    expect(brief(draftsIn(cointracking, text))).toEqual([
      ["sell", "ETH", "-0.03", "EUR", "91.5"],
      ["buy", "FLR", "1.5", "EUR", "-91.5"],
    ]);
  });

  it("belong to the exchange that they name, and are the same rows whatever else is in the file", () => {
    const lines = [
      line("Deposit", "1|BTC", "|"),
      line("Deposit", "1|BTC", "|"),
      line("Trade", "1|ETH", "2000|EUR", "|", "2025-01-02 10:00:00", "Other"),
    ];
    const items = itemsIn(cointracking, file(...lines));
    expect(items.flatMap((item) => (item.kind === "statement" ? [item.statement.accountId] : []))).toEqual(["Kraken", "Other"]);
    const ids = (drafts: ReturnType<typeof draftsIn>) => drafts.map(({ meta }) => meta.externalId);
    expect(ids(rows(...lines)).slice(0, 2)).toEqual(ids(rows(...lines.slice(0, 2))));
    expect(new Set(ids(rows(...lines))).size).toBe(3);
  });

  it("say what is wrong with a line", () => {
    expect(
      itemsIn(cointracking, file(line("Trade", "x|BTC", "1|EUR"), line("Trade", "|", "|"))).filter(({ kind }) => kind !== "statement"),
    ).toMatchObject([
      { kind: "refused", problem: 'Buy: "x" is not valid.' },
      { kind: "refused", problem: "The line has neither an amount bought nor one sold." },
    ]);
  });

  it("have an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(file(line("Trade", "1|BTC", "505|USD", "5|USD"), line("Deposit", "1|BTC", "|"))), (bytes) => {
        expect(unspokenLines(cointracking, bytes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

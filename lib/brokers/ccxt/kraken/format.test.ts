import { describe, expect, it } from "vitest";
import { kraken as krakenFile } from "@/lib/formats/kraken";
import type { FormatItem, TransactionDraft } from "@/lib/formats/types";
import { contentHash, givenKey } from "@/lib/imports/identity";
import { writePages } from "../../pages";
import { krakenPages } from "./format";

/** One ledger, as the API tells it. Times have fractions, of which the export knows nothing. */
const LEDGER = {
  "LAAAA1-AAAAA-AAAAAA": entry("QDEPO1", 1688464484.1787, "deposit", "ZEUR", "1000.0000", "0.0000"),
  "LAAAA2-AAAAA-AAAAAA": entry("TTRADE", 1688464500.5, "trade", "ZEUR", "-500.0000", "1.3000"),
  "LAAAA3-AAAAA-AAAAAA": entry("TTRADE", 1688464500.5, "trade", "XXBT", "0.0200000000", "0.0000000000"),
  "LAAAA4-AAAAA-AAAAAA": entry("STAKE1", 1688464600.1, "staking", "DOT.S", "0.1000000000", "0.0000000000"),
  "LAAAA5-AAAAA-AAAAAA": entry("MOVE01", 1688464700.1, "transfer", "DOT", "-5.0000000000", "0.0000000000", "spottostaking"),
  "LAAAA6-AAAAA-AAAAAA": entry("QWITH1", 1688464800.1, "withdrawal", "XXBT", "-0.0100000000", "0.0000150000"),
};

function entry(refid: string, time: number, type: string, asset: string, amount: string, fee: string, subtype = "") {
  return { refid, time, type, subtype, aclass: "currency", asset, amount, fee, balance: "1.0000" };
}

const EXPORT = `"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"
${Object.entries(LEDGER)
  .map(([id, { refid, time, type, subtype, aclass, asset, amount, fee, balance }]) => {
    const at = new Date(Math.floor(time) * 1000).toISOString().slice(0, 19).replace("T", " ");
    return [id, refid, at, type, subtype, aclass, asset, amount, fee, balance].map((cell) => `"${cell}"`).join(",");
  })
  .join("\n")}
`;

function read(pages: Record<string, unknown>, since: string | null = null): FormatItem[] {
  const written = Object.entries(pages).map(([stream, body]) => ({ stream, body: JSON.stringify(body) }));
  const of = { broker: "kraken", account: { id: "main", name: "Kraken" }, fetchedAt: "2023-07-05T00:00:00.000Z", since };
  return [...krakenPages.parse(writePages(of, written))];
}

const ledger = (entries: Record<string, unknown>) => ({
  "main currency": "EUR",
  ledger: { error: [], result: { count: Object.keys(entries).length, ledger: entries } },
});
const rows = (items: readonly FormatItem[]): TransactionDraft[] => items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const identity = (draft: TransactionDraft) => [givenKey(draft), draft.meta.externalIds, contentHash(draft)];

describe("Kraken's pages", () => {
  it("are the same rows as its exported ledger, so that a file and a sync of one account merge", () => {
    const fromFile = rows([...krakenFile.parse(new TextEncoder().encode(EXPORT))]);
    const fromSync = rows(read(ledger(LEDGER)));
    expect(fromSync).toHaveLength(4);
    expect(fromSync.map(identity)).toEqual(fromFile.map(identity));
  });

  it("leave out both sides of a move between spot and staking, and say so", () => {
    const skipped = read(ledger(LEDGER)).filter(({ kind }) => kind === "skipped");
    expect(skipped).toContainEqual(expect.objectContaining({ reason: expect.stringContaining("pockets of the same account") }));
  });

  it("leave a trade that began before what was asked for to the sync that brought it whole", () => {
    const { "LAAAA2-AAAAA-AAAAAA": _cut, ...rest } = LEDGER;
    const half = { ...rest, "LAAAA2-AAAAA-AAAAAA": entry("TTRADE", 1688464499.9, "trade", "ZEUR", "-500.0000", "1.3000") };
    const found = rows(read(ledger(half), "2023-07-04T09:55:00.000Z"));
    expect(found.map(({ tradeType }) => tradeType)).toEqual(["reward", "transfer_out"]);
  });

  it("count stablecoins as cash, pockets of an asset together, and coins in the money that they were traded in, or else in the one that the person chose", () => {
    const balances = {
      error: [],
      result: { ZEUR: "12.5000", USDT: "3.5", XXBT: "0.01", "XBT.M": "0.02", DOT: "0.1", ETH: "0.0000000000" },
    };
    const held = read({ balances, ...ledger(LEDGER), "main currency": "CHF" }).flatMap((item) =>
      item.kind === "holding" ? item.draft : [],
    );
    expect(held.map(({ assetType, symbol, quantity, currency }) => [assetType, symbol, quantity, currency])).toEqual([
      ["cash", "EUR", "12.5", "EUR"],
      ["cash", "USDT", "3.5", "USDT"],
      ["crypto", "BTC", "0.03", "EUR"],
      ["crypto", "DOT", "0.1", "CHF"],
    ]);
  });

  it("count a coin in what it was traded for before, where only what is new is asked for", () => {
    const { "LAAAA6-AAAAA-AAAAAA": withdrawal } = LEDGER;
    const pages = { "newest trades": ledger(LEDGER).ledger, ...ledger({ "LAAAA6-AAAAA-AAAAAA": withdrawal }), "main currency": "CHF" };
    const found = rows(read(pages, "2023-07-04T09:58:00.000Z"));
    expect(found.map(({ tradeType, symbol, currency }) => [tradeType, symbol, currency])).toEqual([["transfer_out", "BTC", "EUR"]]);
  });

  it("that nobody can read are refused, and the others still read", () => {
    const items = read({ balances: { result: null }, ...ledger(LEDGER) });
    expect(items.filter(({ kind }) => kind === "refused")).toHaveLength(1);
    expect(rows(items)).toHaveLength(4);
  });
});

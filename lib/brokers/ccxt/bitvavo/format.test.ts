import { describe, expect, it } from "vitest";
import { bitvavo as bitvavoFile } from "@/lib/formats/bitvavo";
import type { FormatItem, TransactionDraft } from "@/lib/formats/types";
import { contentHash, givenKey } from "@/lib/imports/identity";
import { writePages } from "../../pages";
import { bitvavoPages } from "./format";

const HISTORY = [
  {
    transactionId: "5f5e7b3b-4f5b-4b2d-8b2f-4f2b5b3f5e5f",
    executedAt: "2024-02-05T15:29:01.408Z",
    type: "buy",
    priceCurrency: "EUR",
    priceAmount: "1650",
    sentCurrency: "EUR",
    sentAmount: "330.825",
    receivedCurrency: "ETH",
    receivedAmount: "0.2",
    feesCurrency: "EUR",
    feesAmount: "0.825",
  },
  {
    transactionId: "5f5e7b3b-4f5b-4b2d-8b2f-4f2b5b3f5e60",
    executedAt: "2024-06-25T10:00:00.000Z",
    type: "staking",
    priceCurrency: "EUR",
    priceAmount: "0.4",
    receivedCurrency: "ADA",
    receivedAmount: "1.25",
  },
];
const EXPORT = `Timezone,Date,Time,Type,Currency,Amount,Quote Currency,Quote Price,Received / Paid Currency,Received / Paid Amount,Fee currency,Fee amount,Status,Transaction ID,Address
UTC,2024-02-05,15:29:01.408,buy,ETH,0.2,EUR,1650,EUR,-330.825,EUR,0.825,Completed,5f5e7b3b-4f5b-4b2d-8b2f-4f2b5b3f5e5f,
UTC,2024-06-25,10:00:00,staking,ADA,1.25,EUR,0.4,,,,,Distributed,5f5e7b3b-4f5b-4b2d-8b2f-4f2b5b3f5e60,
`;

const rows = (items: Iterable<FormatItem>): TransactionDraft[] =>
  [...items].flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const identity = (draft: TransactionDraft) => [givenKey(draft), contentHash(draft), draft.meta.netAmount];

function read(pages: readonly { stream: string; body: unknown }[]): FormatItem[] {
  const of = { broker: "bitvavo", account: { id: "main", name: "Bitvavo" }, fetchedAt: "2024-07-05T00:00:00.000Z", since: null };
  return [
    ...bitvavoPages.parse(
      writePages(
        of,
        pages.map(({ stream, body }) => ({ stream, body: JSON.stringify(body) })),
      ),
    ),
  ];
}

describe("Bitvavo's pages", () => {
  it("are the same rows as its exported history, so that a file and a sync of one account merge", () => {
    const fromFile = rows(bitvavoFile.parse(new TextEncoder().encode(EXPORT)));
    const fromSync = rows(read([{ stream: "history", body: { items: HISTORY } }]));
    expect(fromSync.map(identity)).toEqual(fromFile.map(identity));
    expect(fromSync.map(({ tradeType, meta }) => [tradeType, meta.source])).toEqual([
      ["buy", "bitvavo-api"],
      ["reward", "bitvavo-api"],
    ]);
  });

  it("name an entry that can't be read, and keep the others", () => {
    const items = read([{ stream: "history", body: { items: [{ type: "buy" }, ...HISTORY] } }]);
    expect(items.filter(({ kind }) => kind === "refused")).toHaveLength(1);
    expect(rows(items)).toHaveLength(2);
  });

  // The balances are those of ccxt's static response tests (MIT), as recorded from Bitvavo.
  it("read balances as recorded: money is cash, nothing is left out but zeros", () => {
    const recorded = [
      { symbol: "ADA", available: "0", inOrder: "0" },
      { symbol: "ETH", available: "0.00002812", inOrder: "0" },
      { symbol: "EUR", available: "16.48", inOrder: "0" },
      { symbol: "GAS", available: "0.0003475", inOrder: "0" },
    ];
    const held = read([{ stream: "balances", body: recorded }]).flatMap((item) => (item.kind === "holding" ? item.draft : []));
    expect(held.map(({ assetType, symbol, quantity, currency }) => [assetType, symbol, quantity, currency])).toEqual([
      ["crypto", "ETH", "0.00002812", "EUR"],
      ["cash", "EUR", "16.48", "EUR"],
      ["crypto", "GAS", "0.0003475", "EUR"],
    ]);
  });
});
